"""Adding commitments, and saying who takes part in them."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from commitments.actions.editing import write
from commitments.actions.plans import free_slug
from commitments.actions.wordings import Decision, publish_wording, refuse_wrong_decision
from commitments.models import (
    ActionPlan,
    Agreement,
    Commitment,
    Participation,
    PrintedDate,
)
from commitments.workflow import Stage
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
    agreement: str = Agreement.UNKNOWN,
    agreed_by: str = "",
    **fields: object,
) -> Commitment:
    """Add a commitment with the organisations that lead and support it.

    `taking_part` holds (organisation, side, capacity) for each. What a person adds to a public
    plan is marked as added today, with who agreed; an import says itself what came later.

    Raises ValidationError when the number is taken, or the plan is public and nobody says why.
    """
    if by is not None and plan.is_public and fields.get("stage") != Stage.PROPOSED:
        fields["added_on"] = plan.today()
    slug = free_slug(Commitment.objects.all(), str(fields["title"]), "commitment", more=plan.slug)
    commitment = Commitment(plan=plan, slug=slug, **fields)
    commitment.due = due
    decision = Decision(reason, agreement, agreed_by, commitment.added_on or plan.published_on)
    if by is not None and commitment.added_on:
        refuse_wrong_decision(commitment, decision)
    write(commitment, by=by, reason=reason, force_insert=True)
    if commitment.is_public:
        publish_wording(by=by, commitment=commitment, decision=decision)
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
