"""Pages of records that hold each record once, although records are added meanwhile.

Records come in the order in which the tracker first held them, by their primary key: it never
changes, and what is added comes last. A page begins after a row, or ends before one.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

USUAL, MOST = 100, 500
# So many digits are always a whole number of 64 bits.
PLACE = re.compile(r"(after|before)-([0-9]{1,18})", re.ASCII)
WHOLE = re.compile(r"[0-9]{1,18}", re.ASCII)


@dataclass(frozen=True)
class Place:
    """Where a page is: after the row with this key, or before it."""

    is_after: bool
    row: int

    def __str__(self) -> str:
        return f"{'after' if self.is_after else 'before'}-{self.row}"


@dataclass(frozen=True)
class Page:
    """Rows of one page, in order, and the places of its neighbours, where it has any."""

    rows: QuerySet[Any]
    previous: Place | None = None
    next: Place | None = None


def place_in(text: str) -> Place:
    """The place that `cursor` names. ValidationError: none."""
    found = PLACE.fullmatch(text)
    if not found:
        raise ValidationError(
            f"“{text[:60]}” is not a cursor: take it from “next” or “previous” of an answer."
        )
    return Place(found[1] == "after", int(found[2]))


def number_in(text: str) -> int | None:
    """The whole number that `text` is, if it is one; as many digits as the database takes."""
    return int(text) if WHOLE.fullmatch(text) else None


def limit_in(text: str) -> int:
    """How many records `limit` asks for. ValidationError: it is not a number from 1 to the most."""
    number = number_in(text) or 0
    if not 1 <= number <= MOST:
        raise ValidationError(f"“limit” is a whole number from 1 to {MOST}.")
    return number


def page_of(rows: QuerySet[Any], place: Place | None, limit: int) -> Page:
    """The page of `rows` at `place`, or the first one: at most `limit` rows."""
    rows = rows.order_by("pk")
    if place is None:
        near = rows
    elif place.is_after:
        near = rows.filter(pk__gt=place.row)
    else:
        near = rows.filter(pk__lt=place.row).order_by("-pk")
    keys = sorted(near.values_list("pk", flat=True)[:limit])
    if not keys:
        return Page(rows.none())
    has_before = rows.filter(pk__lt=keys[0]).exists()
    has_after = rows.filter(pk__gt=keys[-1]).exists()
    return Page(
        rows.filter(pk__in=keys),
        Place(False, keys[0]) if has_before else None,
        Place(True, keys[-1]) if has_after else None,
    )
