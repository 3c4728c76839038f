"""What a page says of a blocker: with whom it is, for how long, and what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

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
        return gettext("%(side)s leads") % {"side": Side(side).other.label.lower()}
    return str(Rung(rung).label).lower()


def readings_of(blockers: Iterable[Blocker]) -> list[BlockerReading]:
    """These blockers as a list shows them; each has its commitment and plan. No query."""
    return [BlockerReading(blocker, _stands(blocker), _next(blocker)) for blocker in blockers]


def reading_of(blocker: Blocker) -> BlockerReading:
    """One blocker as its page shows it, with where exactly it goes next."""
    to = rung_words(next_rung(blocker), blocker.side) if blocker.rises_on else ""
    return BlockerReading(blocker, _stands(blocker), _next(blocker, to))


def _stands(blocker: Blocker) -> str:
    today = blocker.commitment.plan.today()
    facts = {
        "days": count_days(blocker.days_open(today)),
        "whom": rung_words(blocker.rung, blocker.side),
        "closed": day(blocker.closed_on),
        "answered": day(blocker.answered_on),
    }
    if blocker.status == BlockerStatus.CLOSED:
        return gettext("It was open for %(days)s, and closed on %(closed)s.") % facts
    if blocker.status == BlockerStatus.ANSWERED:
        return gettext("Open %(days)s. The %(whom)s answered on %(answered)s.") % facts
    if not blocker.days_open(today):
        return gettext("Open since today, with the %(whom)s.") % facts
    since = blocker.days_on_rung(today)
    if since == 0:
        return gettext("Open %(days)s, with the %(whom)s since today.") % facts
    return gettext("Open %(days)s, with the %(whom)s for %(since)s.") % {"since": since, **facts}


def _next(blocker: Blocker, to: str = "") -> str:
    if blocker.status == BlockerStatus.CLOSED:
        return ""
    if blocker.status == BlockerStatus.ANSWERED:
        side = Side(blocker.side).label.lower()
        return gettext("It waits for %(side)s to say whether that solves it.") % {"side": side}
    if blocker.status == BlockerStatus.PAUSED:
        stage = blocker.commitment.get_stage_display().lower()
        words = gettext("Its clock has stopped, because the commitment is “%(stage)s”.")
        return words % {"stage": stage}
    if blocker.rises_on is None:
        return gettext("Nobody is further up: it stays there until it is answered.")
    if blocker.rises_on <= blocker.commitment.plan.today():
        if to:
            words = gettext("Nobody answered by %(day)s: it goes to the %(whom)s now.")
        else:
            words = gettext("Nobody answered by %(day)s: it goes up now.")
        return words % {"day": day(blocker.answer_by), "whom": to}
    if to:
        words = gettext("It goes to the %(whom)s on %(day)s unless it is answered before.")
    else:
        words = gettext("It goes up on %(day)s unless it is answered before.")
    return words % {"day": day(blocker.rises_on), "whom": to}
