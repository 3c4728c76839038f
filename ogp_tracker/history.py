"""Saving with a person and a reason: the one way a recorded row changes."""

from typing import Any, TypeVar

from django.db import models

from ogp_tracker import clock

Row = TypeVar("Row", bound=models.Model)


def save(row: models.Model, *, by: Any, reason: str = "", **options: Any) -> None:
    """Save `row` and its history row, naming the person `by` (None: the system) and the `reason`.

    The marks are taken off again, so that a later save cannot borrow them.
    """
    _mark(row, by, reason)
    try:
        row.save(**options)
    finally:
        _unmark(row)


def create(model: type[Row], *, by: Any, reason: str = "", **fields: Any) -> Row:
    """Make and save a new `model` row from `fields`; as `save`."""
    row = model(**fields)
    save(row, by=by, reason=reason, force_insert=True)
    return row


def delete(row: models.Model, *, by: Any, reason: str) -> None:
    """Delete `row`, leaving a history row that names the person and the reason."""
    _mark(row, by, reason)
    row.delete()


def _mark(row: Any, by: Any, reason: str) -> None:
    row._history_user = by
    row._change_reason = reason
    row._history_date = clock.now()


def _unmark(row: Any) -> None:
    del row._history_user, row._change_reason, row._history_date
