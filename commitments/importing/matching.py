"""Finds what a file names among what is here, even after it was renamed, and what differs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models

from commitments.importing.facts import Fields
from commitments.importing.report import ImportReport
from ogp_tracker.forms.text import at_the_door

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Match(Generic[Row]):
    """The rows that were found, by the file's word for them, and the words of removed ones."""

    found: dict[Any, Row]
    removed: set[Any]


def match(
    model: type[Row], rows: Iterable[Row], column: str, wanted: Collection[Any], **scope: object
) -> Match[Row]:
    """Find each of `wanted` in `column` of `rows`, or in what the column once held.

    `scope` narrows the history to where `rows` come from. History is only read when something
    is missing.
    """
    by_pk = {row.pk: row for row in rows}
    found = {getattr(row, column): row for row in by_pk.values()}
    missing = set(wanted) - found.keys()
    removed = set()
    if missing:
        taken = {found[word].pk for word in found.keys() & set(wanted)}
        past = model.history.filter(**{f"{column}__in": missing}, **scope)  # type: ignore[attr-defined]
        for once, pk in past.order_by("history_id").values_list(column, "id"):
            if pk in by_pk and pk not in taken:
                found[once] = by_pk[pk]
            else:
                removed.add(once)
    return Match(found, removed)


def note_differences(report: ImportReport, row: models.Model, what: str, fields: Fields) -> None:
    """Note each column in which `row` differs from the file's `fields`."""
    for name, theirs in fields.items():
        mine = getattr(row, name)
        column = row._meta.get_field(name)
        if _says_the_same(mine, theirs) or not isinstance(column, models.Field):
            continue
        if column.flatchoices:
            words = dict(column.flatchoices)
            mine, theirs = words.get(mine, mine), words.get(theirs, theirs)
        report.keep(f"{what} {column.verbose_name}", mine, theirs)


def _says_the_same(mine: object, theirs: object) -> bool:
    """Whether they are equal, but for what no file keeps: the kind of line break, outer spaces."""
    return _bare(mine) == _bare(theirs)


def _bare(value: object) -> object:
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return str(at_the_door(value)).strip() if isinstance(value, str) else value
