"""Writing rows that several people share: nothing is overwritten unseen, nothing stands twice."""

import datetime as dt
import itertools
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from network.models import Person
from ogp_tracker import history

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
}


@dataclass(frozen=True)
class Overtaken:
    """A field that somebody else changed while a person was writing."""

    name: str
    theirs: Any
    by: str
    at: dt.datetime


class StaleEditError(Exception):
    """The row has moved on since the page was opened; `fields` says where and by whom."""

    def __init__(self, row: models.Model, fields: list[Overtaken]) -> None:
        super().__init__("Somebody else changed this meanwhile.")
        self.row = row
        self.fields = fields


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

    Raises StaleEditError when somebody else changed one of these columns since `began_from`.
    """
    current = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    wanted = {name: getattr(row, name) for name in changed}
    refuse_stale(current, wanted, began_from)
    wanted = {name: value for name, value in wanted.items() if getattr(current, name) != value}
    for name, value in wanted.items():
        setattr(current, name, value)
    if wanted:
        write(current, by=by, reason=reason, update_fields=list(wanted))
    return current


def refuse_stale(current: models.Model, wanted: dict[str, Any], began_from: int | None) -> None:
    """Raise StaleEditError when a column of `wanted` became something else since `began_from`."""
    if began_from is None:
        return
    records = list(
        current.history.filter(pk__gte=began_from)  # type: ignore[attr-defined]
        .select_related("history_user")
        .order_by("pk")
    )
    if not records or records[0].pk != began_from:
        raise ValidationError("This page is out of date. Open it again, then make your change.")
    fields = [
        overtaken
        for name, value in wanted.items()
        if getattr(current, name) != value and (overtaken := _last_change(records, name))
    ]
    if fields:
        raise StaleEditError(current, fields)


def _last_change(records: list[Any], name: str) -> Overtaken | None:
    """Who last changed the column `name` after the first of these history rows, if anybody."""
    column = records[0]._meta.get_field(name).attname
    for before, after in reversed(list(itertools.pairwise(records))):
        if getattr(before, column) != getattr(after, column):
            by = after.history_user
            return Overtaken(
                name, getattr(after, name), by.name if by else "The tracker", after.history_date
            )
    return None
