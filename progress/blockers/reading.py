"""What a page says of a blocker: with whom it is, for how long, and what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass

from network.workflow import Side
from ogp_tracker.templatetags.tracker import day
from ogp_tracker.words import count_days
from progress.blockers.steps import next_rung
from progress.models import Blocker, BlockerStatus, Rung

TONES = {
    BlockerStatus.WAITING: "bad",
    BlockerStatus.ANSWERED: "waiting",
    BlockerStatus.PAUSED: "quiet",
    BlockerStatus.CLOSED: "good",
}


@dataclass(frozen=True)
class BlockerReading:
    """A blocker as a list shows it, and its page."""

    blocker: Blocker
    # "Open 43 days, with the secretariat for 5."
    stands: str
    # "It goes to the steering committee on 3 June 2014 unless it is answered before."
    next: str

    @property
    def tone(self) -> str:
        """What its status means to a reader."""
        return TONES[BlockerStatus(self.blocker.status)]


def rung_words(rung: str, side: str) -> str:
    """Who stands on a rung, for a blocker raised by `side`: "government leads"."""
    if rung == Rung.LEADS:
        return f"{Side(side).other.label.lower()} leads"
    return Rung(rung).label.lower()


def readings_of(blockers: Iterable[Blocker]) -> list[BlockerReading]:
    """These blockers as a list shows them; each has its commitment and plan. No query."""
    return [BlockerReading(blocker, _stands(blocker), _next(blocker, "up")) for blocker in blockers]


def reading_of(blocker: Blocker) -> BlockerReading:
    """One blocker as its page shows it, with where exactly it goes next."""
    to = ""
    if blocker.rises_on:
        to = f"to the {rung_words(next_rung(blocker), blocker.side)}"
    return BlockerReading(blocker, _stands(blocker), _next(blocker, to))


def _stands(blocker: Blocker) -> str:
    today = blocker.commitment.plan.today()
    is_open = count_days(blocker.days_open(today))
    whom = rung_words(blocker.rung, blocker.side)
    if blocker.status == BlockerStatus.CLOSED:
        return f"It was open for {is_open}, and closed on {day(blocker.closed_on)}."
    if blocker.status == BlockerStatus.ANSWERED:
        return f"Open {is_open}. The {whom} answered on {day(blocker.answered_on)}."
    if not blocker.days_open(today):
        return f"Open since today, with the {whom}."
    since = blocker.days_on_rung(today)
    return f"Open {is_open}, with the {whom} {f'for {since}' if since else 'since today'}."


def _next(blocker: Blocker, to: str) -> str:
    if blocker.status == BlockerStatus.CLOSED:
        return ""
    if blocker.status == BlockerStatus.ANSWERED:
        side = Side(blocker.side).label.lower()
        return f"It waits for {side} to say whether that solves it."
    if blocker.status == BlockerStatus.PAUSED:
        stage = blocker.commitment.get_stage_display().lower()
        return f"Its clock has stopped, because the commitment is “{stage}”."
    if blocker.rises_on is None:
        return "Nobody is further up: it stays there until it is answered."
    if blocker.rises_on <= blocker.commitment.plan.today():
        return f"Nobody answered by {day(blocker.answer_by)}: it goes {to} now."
    return f"It goes {to} on {day(blocker.rises_on)} unless it is answered before."
