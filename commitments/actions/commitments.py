"""Adding commitments, moving them through their life, and saying who takes part in them."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from commitments.actions.editing import write
from commitments.actions.plans import free_slug
from commitments.models import ActionPlan, Commitment, Participation, PrintedDate
from commitments.workflow import STEP_OF
from network.models import Organisation, Person
from network.workflow import Side
from ogp_tracker import history


@transaction.atomic
def add_commitment(
    *,
    by: Person | None,
    plan: ActionPlan,
    due: PrintedDate,
    taking_part: Collection[tuple[Organisation, Side, str]] = (),
    reason: str = "",
    **fields: object,
) -> Commitment:
    """Add a commitment with the organisations that lead and support it.

    `taking_part` holds (organisation, side, capacity) for each.

    Raises ValidationError when the plan already has a commitment with this number.
    """
    slug = free_slug(Commitment.objects.all(), str(fields["title"]), "commitment", more=plan.slug)
    commitment = Commitment(plan=plan, slug=slug, **fields)
    commitment.due = due
    write(commitment, by=by, reason=reason, force_insert=True)
    for organisation, side, capacity in taking_part:
        add_participation(
            by=by,
            commitment=commitment,
            organisation=organisation,
            side=side,
            capacity=capacity,
            reason=reason,
        )
    return commitment


@transaction.atomic
def take_step(*, by: Person, commitment: Commitment, step_name: str, reason: str) -> Commitment:
    """Move a commitment along one line of the table in workflow.py.

    Raises ValidationError when that line does not start where the commitment is.
    """
    commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    step = STEP_OF.get(step_name)
    if step is None or commitment.stage not in step.sources:
        raise ValidationError(
            f"This cannot be done while the commitment is “{commitment.get_stage_display()}”."
        )
    commitment.stage = step.target
    history.save(commitment, by=by, reason=reason)
    return commitment


def add_participation(
    *,
    by: Person | None,
    commitment: Commitment,
    organisation: Organisation,
    side: str,
    capacity: str,
    reason: str = "",
) -> Participation:
    """Say that an organisation leads or supports a commitment on one side.

    Raises ValidationError when it takes part already.
    """
    participation = Participation(
        commitment=commitment, organisation=organisation, side=side, capacity=capacity
    )
    write(participation, by=by, reason=reason, force_insert=True)
    return participation


@transaction.atomic
def remove_participation(*, by: Person, participation: Participation, reason: str) -> None:
    """Say that an organisation no longer takes part; the history keeps that it did.

    Raises ValidationError when somebody else removed it meanwhile.
    """
    row = Participation.objects.select_for_update(of=("self",)).filter(pk=participation.pk).first()
    if row is None:
        raise ValidationError("This organisation no longer takes part.")
    history.delete(row, by=by, reason=reason)
