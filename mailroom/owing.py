"""What one person owes, whatever it is: the lines of their reminder and of their home page."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, cast

from django.conf import settings

from mailroom.models import OutboxMessage, ReminderLedger


@dataclass(frozen=True)
class OwedLine:
    """One thing that somebody owes or that waits for them."""

    # What it is about: "7. Company beneficial ownership information".
    heading: str
    # When, in a sentence: "It is due on 30 April 2014, in 14 days."
    when: str
    # How it stands: "Civil society has signed the draft. It waits for your signature."
    detail: str
    # The page on which it is done, and the words of the link: "Sign the update".
    path: str
    action: str
    due_on: dt.date
    # Days until the due day: 0 on it, negative after it.
    days_left: int
    # Its rows in the ledger, where the reminder in question was planned because of it: somebody may
    # stand on two rungs.
    rows: Sequence[ReminderLedger] = ()
    # The one line of a letter about it alone, without its day: "Progress update for commitment 7".
    subject: str = ""
    # What many of its kind are called: "progress updates".
    things: str = ""
    # When letters about it stop, in a sentence for the foot of a letter.
    ends: str = ""

    @property
    def is_fresh(self) -> bool:
        """Whether the reminder in question was planned because of it."""
        return bool(self.rows)

    @property
    def is_late(self) -> bool:
        """Whether the due day is over."""
        return self.days_left < 0


class Source(Protocol):
    """A module that knows one kind of duty. settings.REMINDER_SOURCES names them all."""

    def plan(self, day: dt.date) -> int:
        """Enter what is due by `day` and not reminded of in the ledger, and plan its mails.

        See mailroom.ledgers.enter. `day` is the site's; where it is today, each plan has its own.

        Returns how many things were entered. Done twice, or by several at once, it enters once.
        """

    def owed(
        self, person: Any, day: dt.date, message: OutboxMessage | None = None
    ) -> list[OwedLine]:
        """What `person` owes on `day`; fresh are the lines for which `message` was planned."""


def sources(without: str = "") -> Iterable[Source]:
    """Every kind of duty there is, in the order of the settings, `without` the module so named."""
    paths = [path for path in settings.REMINDER_SOURCES if path != without]
    return [cast(Source, import_module(path)) for path in paths]


def everything_owed(
    person: Any, day: dt.date, message: OutboxMessage | None = None, *, without: str = ""
) -> list[OwedLine]:
    """What `person` owes on `day`, of every kind but the source `without`, most urgent first."""
    lines = [line for source in sources(without) for line in source.owed(person, day, message)]
    return sorted(lines, key=lambda line: line.days_left)
