"""What became of the date the plan first published: how often it moved, how far, and how late.

Days are counted between the last days that two dates can mean. "Autumn 2014" and "ongoing" fix no
last day, so there is nothing to count, and the page says why.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commitments.models import Milestone, PrintedDate
from commitments.settling import days_settled
from commitments.workflow import SETTLED, MilestoneStatus
from ogp_tracker.words import count_days

TIMES = (
    "",
    _("once"),
    _("twice"),
    _("three times"),
    _("four times"),
    _("five times"),
)


@dataclass(frozen=True)
class Slip:
    """One milestone as at the end of `today`, with its dates from the published one on.

    `settled_on` is the day on which it was reported to be completed or closed, where known.
    """

    milestone: Milestone
    dates: Sequence[PrintedDate]
    today: dt.date
    settled_on: dt.date | None = None

    @property
    def published(self) -> PrintedDate:
        """The date in the published plan, kept for ever."""
        return self.dates[0]

    @property
    def in_force(self) -> PrintedDate:
        """The date that counts now."""
        return self.dates[-1]

    @property
    def moves(self) -> int:
        """How often the date moved."""
        return len(self.dates) - 1

    @property
    def days(self) -> int | None:
        """How many days later than published it is now due, less than 0 when earlier.

        None where one of the two dates fixes no last day.
        """
        return days_between(self.published, self.in_force)

    @property
    def days_late(self) -> int:
        """How many days after the published date it was done or closed, or is still open; else 0.

        Where no day of completion is known, the day it was reported counts.
        """
        if self.published.on is None:
            return 0
        reached: dt.date | None = self.today
        if self.milestone.status in SETTLED:
            reached = self.milestone.completed_on or self.settled_on
        return max((reached - self.published.on).days, 0) if reached else 0

    @property
    def is_past_due(self) -> bool:
        """Whether the date in force has passed with the milestone neither done nor closed."""
        return self.milestone.is_past_due(self.today)

    @property
    def moved_in_words(self) -> str:
        """How often it moved and how far; empty for a date that never moved."""
        return moved_in_words(self.dates)

    @property
    def late_in_words(self) -> str:
        """How late it is by the published date; empty when it is not."""
        if not self.days_late:
            return ""
        days = {"days": count_days(self.days_late)}
        if self.moves:
            late = gettext("%(days)s late against the date first published") % days
        else:
            late = gettext("%(days)s late") % days
        match self.milestone.status:
            case MilestoneStatus.NOT_REPORTED:
                words = gettext("%(late)s: nobody has reported it done")
            case MilestoneStatus.CLOSED:
                words = gettext("%(late)s when it was closed")
            case MilestoneStatus.COMPLETED if self.milestone.completed_on in (
                None,
                self.settled_on,
            ):
                words = gettext("%(late)s when it was reported done")
            case MilestoneStatus.COMPLETED:
                words = gettext("Completed %(late)s")
            case _other:
                return late
        return words % {"late": late}

    @property
    def in_words(self) -> str:
        """Both, as sentences; empty when there is nothing to say."""
        said = (self.moved_in_words, self.late_in_words)
        return " ".join(f"{words}." for words in said if words)

    @property
    def why_not_counted(self) -> str:
        """Why no days can be counted between the two dates; empty when they can."""
        if self.days is not None:
            return ""
        loose = self.published if self.published.on is None else self.in_force
        if not loose.text:
            return gettext("No days can be counted, because the plan gives no date.")
        words = gettext("No days can be counted, because “%(date)s” fixes no last day.")
        return words % {"date": loose.text}


def slips_of(milestones: QuerySet[Milestone]) -> list[Slip]:
    """The slip of each milestone on the business day of its plan; three queries."""
    rows = list(milestones.select_related("commitment__plan").prefetch_related("dates"))
    settled = days_settled(rows)
    slips = []
    for row in rows:
        dates = [date.due for date in sorted(row.dates.all(), key=lambda date: date.number)]
        today = row.commitment.plan.today()
        slips.append(Slip(row, dates or [row.due], today, settled.get(row.pk)))
    return slips


def moved_in_words(dates: Sequence[PrintedDate]) -> str:
    """How often a date moved and how far, without a full stop; empty when it never did."""
    number = len(dates) - 1
    if number < 1:
        return ""
    if number < len(TIMES):
        times = str(TIMES[number])
    else:
        times = gettext("%(number)d times") % {"number": number}
    days = days_between(dates[0], dates[-1])
    if days is None:
        return gettext("Moved %(times)s") % {"times": times}
    if days == 0:
        return gettext("Moved %(times)s, now back to the date first published") % {"times": times}
    if days < 0:
        words = gettext("Moved %(times)s, brought forward by %(days)s")
    else:
        words = gettext("Moved %(times)s, %(days)s later than first published")
    return words % {"times": times, "days": count_days(abs(days))}


def days_between(published: PrintedDate, in_force: PrintedDate) -> int | None:
    """Days from one date to the other; None where either fixes no last day."""
    if published.on is None or in_force.on is None:
        return None
    return (in_force.on - published.on).days


@dataclass(frozen=True)
class SlipFigures:
    """Many milestones in numbers. A date brought forward never makes up for another put back."""

    milestones: int = 0
    dated: int = 0
    moved: int = 0
    put_back: int = 0
    days: int = 0
    longest: int = 0
    brought_forward: int = 0
    late: int = 0

    @property
    def average(self) -> float:
        """Days by which a date that was put back moved on average; 0 when none was."""
        return self.days / self.put_back if self.put_back else 0.0

    @property
    def in_words(self) -> str:
        """How many moved and how far, without a full stop."""
        if not self.moved:
            return gettext("No date has moved")
        moved = ngettext(
            "%(moved)d of %(all)d milestone moved",
            "%(moved)d of %(all)d milestones moved",
            self.milestones,
        ) % {"moved": self.moved, "all": self.milestones}
        if not self.days:
            return moved
        words = gettext("%(moved)s, %(days)s in all")
        return words % {"moved": moved, "days": count_days(self.days)}


def figures_of(slips: Iterable[Slip]) -> SlipFigures:
    """Count these milestones: how many fix a day, moved, are late, and by how many days."""
    slips = list(slips)
    moved = [slip for slip in slips if slip.moves]
    days = [slip.days for slip in moved if slip.days is not None]
    later = [number for number in days if number > 0]
    return SlipFigures(
        milestones=len(slips),
        dated=sum(slip.published.on is not None for slip in slips),
        moved=len(moved),
        put_back=len(later),
        days=sum(later),
        longest=max(later, default=0),
        brought_forward=sum(number < 0 for number in days),
        late=sum(slip.days_late > 0 for slip in slips),
    )
