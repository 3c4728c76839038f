"""Adding and editing plans, themes and commitments, and moving a commitment through its life."""

from collections.abc import Collection
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify

from commitments.models import ActionPlan, Commitment, Participation, PrintedDate, Theme
from commitments.workflow import STEPS
from network.models import Organisation, Person
from network.workflow import Side
from ogp_tracker import history

Row = TypeVar("Row", bound=models.Model)


def add_plan(*, by: Person | None, reason: str = "", **fields: object) -> ActionPlan:
    """Add a plan from `fields`; readers see it once it has a day of publication."""
    return history.create(ActionPlan, by=by, reason=reason, **fields)


@transaction.atomic
def publish_plan(*, by: Person, plan: ActionPlan, reason: str = "") -> ActionPlan:
    """Show a plan to readers from today on.

    Raises ValidationError when it is already public or holds no commitment.
    """
    plan = ActionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if plan.is_public:
        raise ValidationError("This plan is already public.")
    if not plan.commitments.exists():
        raise ValidationError("Add at least one commitment before you publish the plan.")
    plan.published_on = plan.today()
    history.save(plan, by=by, reason=reason or "Published")
    return plan


def add_theme(*, by: Person | None, plan: ActionPlan, reason: str = "", **fields: object) -> Theme:
    """Add a theme to a plan."""
    return history.create(Theme, by=by, reason=reason, plan=plan, **fields)


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
    """
    commitment = Commitment(plan=plan, slug=_free_slug(str(fields["title"]), plan), **fields)
    commitment.due = due
    history.save(commitment, by=by, reason=reason)
    for organisation, side, capacity in taking_part:
        history.create(
            Participation,
            by=by,
            reason=reason,
            commitment=commitment,
            organisation=organisation,
            side=side,
            capacity=capacity,
        )
    return commitment


def edit_row(*, by: Person, row: Row, changed: Collection[str], reason: str) -> Row:
    """Save the edited `row` of a plan, theme, commitment, milestone or participation.

    Only the columns named in `changed` are written, so that a slow form cannot undo what
    somebody else did to the others meanwhile.
    """
    if changed:
        history.save(row, by=by, reason=reason, update_fields=list(changed))
    return row


@transaction.atomic
def take_step(*, by: Person, commitment: Commitment, step_name: str, reason: str) -> Commitment:
    """Move a commitment along one line of the table in workflow.py.

    Raises ValidationError when that line does not start where the commitment is.
    """
    commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    step = next((step for step in STEPS if step.name == step_name), None)
    if step is None or commitment.stage not in step.sources:
        raise ValidationError(
            f"This cannot be done while the commitment is “{commitment.get_stage_display()}”."
        )
    commitment.stage = step.target
    history.save(commitment, by=by, reason=reason)
    return commitment


def _free_slug(title: str, plan: ActionPlan) -> str:
    slug = slugify(title)[:80].strip("-") or "commitment"
    if not Commitment.objects.filter(slug=slug).exists():
        return slug
    return f"{slug}-{plan.slug}"[:100]
