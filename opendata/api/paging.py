"""Pages of records that hold each record once, although records are added meanwhile.

Records come in the order in which the tracker first held their rows, by primary key: it never
changes, and what is added comes last. A row may make several records, or none. A page begins after
a record, or ends before one.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from opendata.datasets import Dataset

USUAL, MOST = 100, 500
# So many digits are always a whole number of 64 bits.
WHOLE = re.compile(r"[0-9]{1,18}", re.ASCII)
PLACE = re.compile(r"(after|before)-([0-9]{1,18})-([0-9]{1,6})", re.ASCII)
# Beyond the last record of any row.
END = 999_999

# The key of a row, and which of its records it is, counted from 1.
Position = tuple[int, int]


@dataclass(frozen=True)
class Place:
    """Where a page is: after the record at this position, or before it."""

    is_after: bool
    position: Position

    def __str__(self) -> str:
        row, record = self.position
        return f"{'after' if self.is_after else 'before'}-{row}-{record}"


@dataclass(frozen=True)
class Page:
    """Records of one page, in order, and the places of its neighbours, where it has any."""

    records: list[dict[str, Any]] = field(default_factory=list)
    previous: Place | None = None
    next: Place | None = None


def place_in(text: str) -> Place:
    """The place that `cursor` names. ValidationError: none."""
    found = PLACE.fullmatch(text)
    if not found:
        raise ValidationError(
            f"“{text[:60]}” is not a cursor: take it from “next” or “previous” of an answer."
        )
    return Place(found[1] == "after", (int(found[2]), int(found[3])))


def number_in(text: str) -> int | None:
    """The whole number that `text` is, if it is one; as many digits as the database takes."""
    return int(text) if WHOLE.fullmatch(text) else None


def limit_in(text: str) -> int:
    """How many records `limit` asks for. ValidationError: it is not a number from 1 to the most."""
    number = number_in(text) or 0
    if not 1 <= number <= MOST:
        raise ValidationError(f"“limit” is a whole number from 1 to {MOST}.")
    return number


def page_of(dataset: Dataset, rows: QuerySet[Any], place: Place | None, limit: int) -> Page:
    """The page at `place`, or the first one: at most `limit` records of these rows of `dataset`."""
    is_after = place is None or place.is_after
    # One more: of the row at the place itself, every record may have been on the page before.
    keys = sorted(_near(rows, place, is_after)[: limit + 1])
    if not keys:
        return Page()
    positions = _positions(dataset, keys)
    wanted = [one for one in positions if _is_beyond(one, place)]
    chosen = wanted[:limit] if is_after else wanted[-limit:]
    edge = END if is_after else 0
    first, last = (chosen[0], chosen[-1]) if chosen else ((keys[0], edge), (keys[-1], edge))
    has_before = rows.filter(pk__lt=keys[0]).exists() or any(one < first for one in positions)
    has_after = rows.filter(pk__gt=keys[-1]).exists() or any(one > last for one in positions)
    return Page(
        _records(dataset, rows, chosen),
        Place(False, first) if has_before else None,
        Place(True, last) if has_after else None,
    )


def _near(rows: QuerySet[Any], place: Place | None, is_after: bool) -> QuerySet[Any, Any]:
    """The keys of rows from the place on, the nearest first."""
    if place is not None:
        side = "pk__gte" if is_after else "pk__lte"
        rows = rows.filter(**{side: place.position[0]})
    return rows.order_by("pk" if is_after else "-pk").values_list("pk", flat=True)


def _is_beyond(position: Position, place: Place | None) -> bool:
    if place is None:
        return True
    return position > place.position if place.is_after else position < place.position


def _positions(dataset: Dataset, keys: list[int]) -> list[Position]:
    """The position of each record that these rows make, in order."""
    if dataset.readings is None:
        return [(key, 1) for key in keys]
    told = dataset.readings(keys)
    return [(key, number) for key in keys for number in range(1, len(told.get(key, ())) + 1)]


def _records(dataset: Dataset, rows: QuerySet[Any], chosen: list[Position]) -> list[dict[str, Any]]:
    """The records at these positions, which follow each other."""
    if not chosen:
        return []
    wanted = rows.filter(pk__in={key for key, _number in chosen}).order_by("pk")
    before = chosen[0][1] - 1
    return list(dataset.records(wanted))[before : before + len(chosen)]
