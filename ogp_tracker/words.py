"""How values read to a person."""

import datetime as dt
from typing import Any

from django.db import models

from ogp_tracker.templatetags.tracker import day


def in_words(row: models.Model, name: str, value: Any) -> str:
    """Return the `value` of the column `name` of `row` as a reader should see it."""
    field = row._meta.get_field(name)
    if field.is_relation and value is not None:
        return str(_related(field, value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, list):
        return "\n".join(value)
    labels = dict(getattr(field, "flatchoices", ()))
    return str(labels.get(value, "" if value is None else value))


def how_long(lasts: dt.timedelta) -> str:
    """Return a stretch of time in its largest unit: "5 minutes", "1 day"."""
    seconds = max(int(lasts.total_seconds()), 0)
    units = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))
    unit, size = next(((unit, size) for unit, size in units if seconds >= size), units[-1])
    number = seconds // size
    return f"{number} {unit}{'' if number == 1 else 's'}"


def count_days(number: int) -> str:
    """The number with its noun: "1 day", "61 days"."""
    return f"{number} day{'' if number == 1 else 's'}"


def _related(field: Any, value: Any) -> Any:
    if isinstance(value, models.Model):
        return value
    return field.related_model._default_manager.get(pk=value)
