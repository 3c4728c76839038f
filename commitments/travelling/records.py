"""Rows as they were at one moment, made of the history."""

import datetime as dt
from collections.abc import Collection
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def rows_then(
    model: type[Row],
    moment: dt.datetime,
    column: str,
    values: Collection[Any],
    along: Collection[str] = (),
) -> list[Row]:
    """The rows of `model` as they were just before `moment`, where `column` was one of `values`.

    In the order of their ids. `along` names relations to read with them, as they are today.
    One query.
    """
    history: models.QuerySet[Any] = model.history.all()  # type: ignore[attr-defined]
    # A row that has left `values` since is found by what it was, one that left before is not.
    ever = history.filter(**{f"{column}__in": values}).values("id").order_by()
    latest = (
        history.filter(id__in=ever, history_date__lt=moment)
        .select_related(*along)
        .order_by("id", "-history_id")
        .distinct("id")
    )
    there = [
        record
        for record in latest
        if record.history_type != "-" and getattr(record, column) in values
    ]
    return [_row(model, record, along) for record in there]


def _row(model: type[Row], record: Any, along: Collection[str]) -> Row:
    """The row that `record` tells of; the record's own way asks for what is not recorded."""
    row = model(
        **{field.attname: getattr(record, field.attname) for field in record.tracked_fields}
    )
    for name in along:
        setattr(row, name, getattr(record, name))
    return row
