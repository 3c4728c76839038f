"""What the calendar does to blockers: silence sends them up, a closed commitment stops them."""

import datetime as dt
import logging

from django.db import transaction
from django.db.models import Q

from commitments.workflow import OPEN_STAGES
from ogp_tracker import clock
from progress.blockers.steps import THE_CALENDAR, locked, move, next_rung, take
from progress.blockers.workflow import Kind
from progress.holders import first_held
from progress.models import Blocker, BlockerStatus, Rung

logger = logging.getLogger(__name__)


def raise_silent_blockers(today: dt.date | None = None) -> int:
    """Send each blocker up one rung that nobody answered in its days; returns how many went up.

    `today` stands in for each plan's own day. After days without a scheduler a blocker still goes
    up one rung only, and those it comes to have all their days: nobody told them before. While
    its commitment is closed the clock stands still. Done twice, or by several at once, each goes
    up once. One that fails holds up no other: it is logged, and raised when all had their turn.
    """
    rose, failed = 0, None
    for blocker in _concerned(today):
        try:
            rose += _look_at(blocker, today)
        except Exception as error:
            logger.exception("Blocker %s could not be looked at.", blocker.pk)
            failed = error
    if failed:
        raise failed
    return rose


def _concerned(today: dt.date | None) -> list[Blocker]:
    """Those that may have to move, as things stand before anything is locked."""
    rows = Blocker.objects.select_related("commitment__plan")
    is_owed = Q(commitment__stage__in=OPEN_STAGES)
    # A day more than the site's own: in some plan's time zone it is tomorrow already.
    latest = (today or clock.today()) + dt.timedelta(days=1)
    return list(
        rows.filter(
            Q(is_owed, status=BlockerStatus.WAITING, rises_on__lte=latest)
            | Q(~is_owed, status=BlockerStatus.WAITING)
            | Q(is_owed, status=BlockerStatus.PAUSED)
        )
    )


@transaction.atomic
def _look_at(seen: Blocker, today: dt.date | None) -> bool:
    """Do what is due to one blocker, now that it is locked; True when it went up."""
    blocker = locked(seen)
    day = today or blocker.commitment.plan.today()
    is_owed = blocker.commitment.owes_updates
    if blocker.is_waiting and not is_owed:
        _pause(blocker, day)
    elif blocker.status == BlockerStatus.PAUSED and is_owed:
        words = f"The commitment is now “{blocker.commitment.get_stage_display().lower()}”."
        rung = first_held(blocker, [Rung(blocker.rung), *Rung(blocker.rung).above], day)
        move(blocker, Kind.RESUME, None, THE_CALENDAR, words, rung, day)
    elif blocker.is_waiting and blocker.rises_on and blocker.rises_on <= day:
        _rise(blocker, day)
        return True
    return False


def _pause(blocker: Blocker, day: dt.date) -> None:
    stage = blocker.commitment.get_stage_display().lower()
    words = f"The commitment is now “{stage}”. The blocker stays open until somebody closes it."
    take(blocker, Kind.PAUSE, None, THE_CALENDAR, words, day)


def _rise(blocker: Blocker, day: dt.date) -> None:
    days = (day - blocker.came_on).days
    rung = next_rung(blocker, day)
    words = f"No answer in {days} days."
    passed_over = Rung(blocker.rung).above[: Rung(blocker.rung).above.index(rung)]
    if passed_over:
        words += f" Nobody is {passed_over[0].label.lower()} of this commitment."
    move(blocker, Kind.RISE, None, THE_CALENDAR, words, rung, day)
