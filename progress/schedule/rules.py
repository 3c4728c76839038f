"""The examples beside the rules of lateness: worked out by the rules themselves, never typed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from progress.deadlines import Deadline
from progress.models import Extension, ReportingPeriod
from progress.models.periods import CLOSING_DAYS, SILENCE_DAYS

DUE_ON = dt.date(2014, 4, 30)
EXTENDED_TO = dt.date(2014, 5, 14)
GRANTED_IN_TIME = dt.date(2014, 4, 28)
GRANTED_LATE = dt.date(2014, 5, 5)


@dataclass(frozen=True)
class Example:
    """An update that was published on a day, and how late that is."""

    published_on: dt.date
    extension: Extension | None
    days_late: int


def rules_of_lateness() -> dict[str, Any]:
    """What templates/progress/lateness_rules.html needs."""
    cases = (
        (DUE_ON, None),
        (DUE_ON + dt.timedelta(days=1), None),
        (dt.date(2014, 5, 6), None),
        (EXTENDED_TO, GRANTED_IN_TIME),
        (EXTENDED_TO + dt.timedelta(days=2), GRANTED_IN_TIME),
        (EXTENDED_TO, GRANTED_LATE),
    )
    return {
        "due_on": DUE_ON,
        "closes_on": _period().closes_on,
        "extended_closes_on": Deadline(_period(), [_extension(GRANTED_IN_TIME)]).closes_on,
        "extended_to": EXTENDED_TO,
        "closing_days": CLOSING_DAYS,
        "silence_days": SILENCE_DAYS,
        "examples": [_example(published_on, granted_on) for published_on, granted_on in cases],
    }


def _example(published_on: dt.date, granted_on: dt.date | None) -> Example:
    extension = _extension(granted_on) if granted_on else None
    deadline = Deadline(_period(), [extension] if extension else [])
    return Example(published_on, extension, deadline.days_late(published_on))


def _period() -> ReportingPeriod:
    return ReportingPeriod(due_on=DUE_ON, closes_on=DUE_ON + dt.timedelta(days=CLOSING_DAYS))


def _extension(granted_on: dt.date) -> Extension:
    return Extension(previous_due_on=DUE_ON, due_on=EXTENDED_TO, granted_on=granted_on)
