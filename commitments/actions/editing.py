"""Writing rows that several people share: nothing is overwritten unseen, nothing stands twice."""

from collections.abc import Collection
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from commitments.models import WORDED, Commitment
from network.models import Person
from ogp_tracker import history
from ogp_tracker.overtaking import refuse_stale

Row = TypeVar("Row", bound=models.Model)

# The unique constraints that people run into: the field to correct, and what to say.
TAKEN = {
    "plan_number_is_unique_in_its_country": (
        "number",
        "There is already a plan with this number for this country",
    ),
    "commitments_actionplan_slug_key": ("title", "There is already a plan with this title"),
    "theme_is_unique_in_its_plan": ("name", "The plan already has a theme with this name"),
    "commitment_number_is_unique_in_its_plan": (
        "number",
        "The plan already has a commitment with this number",
    ),
    "commitments_commitment_slug_key": ("title", "There is already a commitment with this title"),
    "milestone_ref_is_unique_in_its_commitment": (
        "ref",
        "The commitment already has a milestone with this reference",
    ),
    "organisation_takes_part_once": (
        "organisation",
        "This organisation already takes part in the commitment",
    ),
    "two_commitments_are_related_once": (
        "other",
        "These two commitments are related already",
    ),
}


def write(row: models.Model, *, by: Person | None, reason: str = "", **options: Any) -> None:
    """Save `row` as ogp_tracker.history does.

    Raises ValidationError, naming the field, when another row already has what must be unique:
    the database says so, therefore two people at once cannot both be right.
    """
    try:
        with transaction.atomic():
            history.save(row, by=by, reason=reason, **options)
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if name not in TAKEN:
            raise
        field, sentence = TAKEN[name]
        raise ValidationError({field: sentence}) from error


@transaction.atomic
def edit_row(
    *,
    by: Person,
    row: Row,
    changed: Collection[str],
    reason: str,
    began_from: int | None = None,
) -> Row:
    """Save the edited `row` of a plan, theme, commitment, milestone or participation.

    Only the columns named in `changed` are written, so that a slow form cannot undo what
    somebody else did to the others meanwhile. `began_from` is the history row the person began
    from. A change that is already there is not recorded a second time.

    Raises StaleEditError when somebody else changed one of these columns since `began_from`, and
    ValidationError when they are words that readers were promised: those are amended.
    """
    current = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    wanted = {name: getattr(row, name) for name in changed}
    refuse_stale(current, wanted, began_from)
    wanted = {name: value for name, value in wanted.items() if getattr(current, name) != value}
    if isinstance(current, Commitment) and current.is_public and wanted.keys() & set(WORDED):
        raise ValidationError("Readers see this commitment: amend its wording instead.")
    for name, value in wanted.items():
        setattr(current, name, value)
    if wanted:
        write(current, by=by, reason=reason, update_fields=list(wanted))
    return current
