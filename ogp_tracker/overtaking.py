"""Noticing that somebody else changed a row since a person opened it."""

import datetime as dt
import itertools
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


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


def latest_change(row: models.Model) -> Any:
    """The last history row of `row`: a page carries its id, to say what it began from."""
    return row.history.select_related("history_user").order_by("-pk").first()  # type: ignore[attr-defined]


def refuse_if_moved(row: models.Model, began_from: int | None) -> None:
    """Raise ValidationError, naming who, when anything of `row` changed since `began_from`."""
    latest = latest_change(row)
    if began_from is not None and latest.pk != began_from:
        who = latest.history_user.name if latest.history_user else "The tracker"
        raise ValidationError(
            f"{who} changed this while you were writing: it now says “{row}”. "
            "What you typed is below. Check it, then save again."
        )


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
