"""How values read to a person."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils.translation import gettext, ngettext

from ogp_tracker.templatetags.tracker import day


def in_words(row: models.Model, name: str, value: Any) -> str:
    """Return the `value` of the column `name` of `row` as a reader should see it."""
    field = row._meta.get_field(name)
    if field.is_relation and value is not None:
        return str(_related(field, value))
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, list):
        return "\n".join(value)
    labels = dict(getattr(field, "flatchoices", ()))
    return str(labels.get(value, "" if value is None else value))


def how_long(lasts: dt.timedelta) -> str:
    """Return a stretch of time in its largest unit: "5 minutes", "1 day"."""
    seconds = max(int(lasts.total_seconds()), 0)
    if seconds >= 86_400:
        return count_days(seconds // 86_400)
    if hours := seconds // 3_600:
        return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}
    if minutes := seconds // 60:
        return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}
    return ngettext("%(number)d second", "%(number)d seconds", seconds) % {"number": seconds}


def count_days(number: int) -> str:
    """The number with its noun: "1 day", "61 days"."""
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}


def _related(field: Any, value: Any) -> Any:
    if isinstance(value, models.Model):
        return value
    return field.related_model._default_manager.get(pk=value)
