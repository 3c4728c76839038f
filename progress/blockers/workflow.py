"""The ladder of a blocker and its steps, as tables: who has how many days, who may do what."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from progress.models import Blocker, BlockerStatus, BlockerStep, Rung

Kind = BlockerStep.Kind
WAITING, ANSWERED, PAUSED, CLOSED = BlockerStatus
OPEN = (WAITING, ANSWERED, PAUSED)


@dataclass(frozen=True)
class RungRule:
    """One line of the ladder. `days` is None where there is nobody further up."""

    rung: Rung
    days: int | None
    held_by: Any

    def rises_on(self, came_on: dt.date) -> dt.date | None:
        """The day on which what came on `came_on` goes up, unless it is answered before."""
        return None if self.days is None else came_on + dt.timedelta(days=self.days)


LADDER = (
    RungRule(Rung.LEADS, 10, _("the leads of the side that did not raise it")),
    RungRule(
        Rung.RELATIONSHIP_MANAGER,
        10,
        _("the relationship managers of the government organisations that lead the commitment"),
    ),
    RungRule(Rung.SECRETARIAT, 14, _("the secretariat")),
    RungRule(Rung.COMMITTEE, None, _("the steering committee; the secretariat writes for it")),
)
RULE_OF = {rule.rung: rule for rule in LADDER}


class Who(models.TextChoices):
    """Who takes a step, seen from one blocker."""

    LEADS = "leads", "Leads of either side"
    # Another lead of the same side stands in once the raiser no longer leads.
    RAISER = "raiser", "The raiser"
    HOLDER = "holder", "Whoever it waits for"
    UNCONCERNED_RAISER = (
        "unconcerned_raiser",
        "The raiser; a lead who stands in, if it neither waits for them nor was answered by them",
    )
    INVOLVED = "involved", "Leads of both sides, relationship manager, secretariat"
    UNCONCERNED = (
        "unconcerned",
        "Secretariat, if it neither waits for them nor was answered by them",
    )
    CALENDAR = "calendar", "The tracker, on the day"


@dataclass(frozen=True)
class Step:
    """One line of the table of steps."""

    kind: BlockerStep.Kind
    label: str
    sources: tuple[BlockerStatus, ...]
    # None: it stays what it is.
    target: BlockerStatus | None
    who: tuple[Who, ...]
    note: str
    # It gives somebody days to answer: not on a commitment on which nothing more is owed.
    starts_clock: bool = False

    def refusal(self, blocker: Blocker) -> str:
        """Why nobody can take the step now, in a sentence; empty where somebody can."""
        if self.starts_clock and not blocker.commitment.owes_updates:
            return "Nothing more is owed on this commitment."
        is_at_top = Rung(blocker.rung).is_top
        if blocker.status in self.sources and not (self.kind == Kind.PASS_UP and is_at_top):
            return ""
        stands = f"{blocker.get_status_display().lower()}, {blocker.get_rung_display().lower()}"
        return f"This cannot be done now. The blocker is: {stands}."


STEPS = (
    Step(
        Kind.RAISE,
        "Raise",
        (),
        WAITING,
        (Who.LEADS,),
        "On a public commitment whose updates are owed. It comes to the leads of the other side, "
        "or to the first rung that somebody stands on.",
    ),
    Step(
        Kind.ANSWER,
        "Answer",
        (WAITING,),
        ANSWERED,
        (Who.HOLDER,),
        "In public. The clock stops. Nobody answers their own blocker.",
    ),
    Step(
        Kind.COMMENT,
        "Add a comment",
        OPEN,
        None,
        (Who.INVOLVED,),
        "In public. The clock runs on.",
    ),
    Step(
        Kind.PASS_UP,
        "Pass up",
        (WAITING,),
        WAITING,
        (Who.HOLDER, Who.RAISER),
        "Before the days of the rung are over, with the reason in public.",
        starts_clock=True,
    ),
    Step(
        Kind.NOT_SOLVED,
        "Say that it is not solved",
        (ANSWERED,),
        WAITING,
        (Who.RAISER,),
        "The answer did not help: it goes up at once. From the top it waits there once more.",
        starts_clock=True,
    ),
    Step(
        Kind.RISE,
        "Go up unanswered",
        (WAITING,),
        WAITING,
        (Who.CALENDAR,),
        "One rung at a time, on the day that was said. Those it comes to have all their days.",
    ),
    Step(
        Kind.PAUSE,
        "Stop the clock",
        (WAITING,),
        PAUSED,
        (Who.CALENDAR,),
        "When the commitment is closed, withdrawn or carried over. The blocker stays open.",
    ),
    Step(
        Kind.RESUME,
        "Start the clock again",
        (PAUSED,),
        WAITING,
        (Who.CALENDAR,),
        "When the commitment is put back in the plan. The rung, or the next that somebody stands "
        "on, has all its days again.",
    ),
    Step(
        Kind.CLOSE,
        "Close",
        OPEN,
        CLOSED,
        (Who.UNCONCERNED_RAISER, Who.UNCONCERNED),
        "With the reason in public. Never by the one it waits for, clock stopped or not, nor by "
        "the one who answered.",
    ),
    Step(
        Kind.REOPEN,
        "Open again",
        (CLOSED,),
        WAITING,
        (Who.RAISER, Who.UNCONCERNED),
        "On the rung it was closed on, or the next that somebody stands on, with all its days.",
        starts_clock=True,
    ),
)
STEP_OF = {step.kind: step for step in STEPS}
# The steps by which people send it up: they are asked for on one page.
UPWARDS = (Kind.PASS_UP, Kind.NOT_SOLVED)


def way_up(blocker: Blocker) -> BlockerStep.Kind:
    """By which of them it goes up from where it stands."""
    return Kind.NOT_SOLVED if blocker.status == ANSWERED else Kind.PASS_UP


def can_be_raised_on(commitment: Commitment) -> bool:
    """Whether somebody could raise a blocker on it: what nothing is owed on, nothing blocks."""
    return commitment.is_public and commitment.owes_updates
