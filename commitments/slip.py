"""What became of the date the plan first published: how often it moved, how far, and how late.

Days are counted between the last days that two dates can mean. "Autumn 2014" and "ongoing" fix no
last day, so there is nothing to count, and the page says why.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from commitments.models import Milestone, PrintedDate
from commitments.settling import days_settled
from commitments.workflow import SETTLED, MilestoneStatus
from ogp_tracker.words import count_days

TIMES = ("", "once", "twice", "three times", "four times", "five times")


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
        against = " against the date first published" if self.moves else ""
        late = f"{count_days(self.days_late)} late{against}"
        match self.milestone.status:
            case MilestoneStatus.NOT_REPORTED:
                return f"{late}: nobody has reported it done"
            case MilestoneStatus.CLOSED:
                return f"{late} when it was closed"
            case MilestoneStatus.COMPLETED if self.milestone.completed_on in (
                None,
                self.settled_on,
            ):
                return f"{late} when it was reported done"
            case MilestoneStatus.COMPLETED:
                return f"Completed {late}"
        return late

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
            return "No days can be counted, because the plan gives no date."
        return f"No days can be counted, because “{loose.text}” fixes no last day."


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
    times = TIMES[number] if number < len(TIMES) else f"{number} times"
    days = days_between(dates[0], dates[-1])
    if days is None:
        return f"Moved {times}"
    if days == 0:
        return f"Moved {times}, now back to the date first published"
    if days < 0:
        return f"Moved {times}, brought forward by {count_days(-days)}"
    return f"Moved {times}, {count_days(days)} later than first published"


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
            return "No date has moved"
        noun = "milestone" if self.milestones == 1 else "milestones"
        moved = f"{self.moved} of {self.milestones} {noun} moved"
        return f"{moved}, {count_days(self.days)} in all" if self.days else moved


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
