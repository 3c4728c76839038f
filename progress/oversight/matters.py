"""One thing that waits or has gone wrong, and the table of what is more urgent than what."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from commitments.models import ActionPlan, Commitment, Lead
from network.workflow import Side
from progress.reminding.rungs import LEADS

# An update is listed when it is due within this many days, as reminders begin, and pressing within
# so many.
LISTED_DAYS = LEADS.steps[0]
PRESSING_DAYS = 14


class Kind(Enum):
    """What sort of thing it is: its name, its word, the word for many, and the tone of its tag."""

    UPDATE = ("update", "Update", "Updates", "waiting")
    SIGNATURE = ("signature", "Signature", "Signatures", "waiting")
    BLOCKER = ("blocker", "Blocker", "Blockers", "bad")
    VACANCY = ("vacancy", "Vacancy", "Vacancies", "info")
    COLD = ("cold", "Cold", "Cold commitments", "moving")
    NOT_REPORTED = ("not_reported", "Not reported", "Periods not reported", "bad")
    MILESTONE = ("milestone", "Milestone", "Milestones", "quiet")
    REVIEW = ("review", "Review", "Reviews of reporting dates", "quiet")

    def __init__(self, key: str, label: str, many: str, tone: str) -> None:
        self.key, self.label, self.many, self.tone = key, label, many, tone


@dataclass(frozen=True)
class Step:
    """Something that can be done about it: the words of a link, and where it leads."""

    label: str
    path: str


@dataclass(frozen=True)
class Matter:
    """One line of the oversight page. `days` is how late, how long open, or how long silent."""

    kind: Kind
    plan: ActionPlan
    # None: it is about the plan as a whole.
    commitment: Commitment | None
    # What it is in a few words, what it is, and how it stands, each of these a sentence.
    in_short: str
    what: str
    detail: str
    days: int
    is_late: bool
    # Whose move it is; empty: nobody's in particular.
    sides: Sequence[Side]
    who: Sequence[str]
    # Place in the table below, from the most urgent.
    rank: int
    # The first is the next thing to do.
    steps: Sequence[Step] = ()
    day: dt.date | None = None

    @property
    def tone(self) -> str:
        """The tone of its tag."""
        return "late" if self.is_late else self.kind.tone

    @property
    def tag(self) -> str:
        """Its kind in a word or two; the colour never says more than the word."""
        return f"{self.kind.label}, late" if self.is_late else self.kind.label

    @property
    def heading(self) -> str:
        """What it is about."""
        return str(self.commitment or self.plan)

    @property
    def is_pressing(self) -> bool:
        """Whether it is more than a thing to keep in mind."""
        return self.rank <= Rank.LEFT.place

    @property
    def next_step(self) -> Step | None:
        """What to do next."""
        return self.steps[0] if self.steps else None

    @property
    def other_steps(self) -> Sequence[Step]:
        """What else can be done."""
        return self.steps[1:]

    @property
    def in_order(self) -> tuple[int, int, int, int]:
        """Sorts the most urgent first: by the table, then by days, then in the plan's order."""
        order = self.commitment.order if self.commitment else 0
        return (self.rank, -self.days, self.plan.pk, order)


class Rank(Enum):
    """What comes before what; printed on the page in these words, in this order."""

    YOURS = "Blockers that wait for your answer, the longest open first"
    STUCK = "Blockers that wait for somebody else’s answer above the leads, the longest open first"
    SIGNATURE_LATE = "Late updates that lack one signature"
    UPDATE_LATE = "Late updates, the latest first"
    BLOCKER = "Other open blockers"
    SIGNATURE = "Updates not yet late that lack one signature"
    UPDATE_PRESSING = f"Updates due within {PRESSING_DAYS} days"
    LEFT = "Vacancies after a lead left"
    COLD = "Cold commitments"
    NOT_REPORTED = "Periods that closed without an update"
    REVIEW = "Decisions on the reporting dates that are to be looked at again"
    MILESTONE = "Milestones past their date of which nobody has said what became"
    NEVER_LED = "Commitments that never had a lead on one side"
    UPDATE = f"Updates due within {LISTED_DAYS} days"

    @property
    def place(self) -> int:
        """Its place, from 0."""
        return list(Rank).index(self)


def named(lead: Lead) -> str:
    """Somebody with their organisation: "Gail Green (BIS)"."""
    return f"{lead.person.name} ({lead.organisation.short_name})"


def days_in_words(days: int) -> str:
    """A number of days: "1 day", "12 days"."""
    return f"{days} day{'' if days == 1 else 's'}"
