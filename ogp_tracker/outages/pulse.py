"""The pulse of the parts that nobody sees: each says when it has finished a round.

A part that stops makes no error anywhere; what shows is its silence. Ages are counted by the
database's clock alone, so that no two machines need to agree on the time.
"""

import datetime as dt
import time
from typing import NamedTuple

from django.conf import settings
from django.db.models import DurationField, ExpressionWrapper, F, QuerySet
from django.db.models.functions import Now

from ogp_tracker.models import Heartbeat
from ogp_tracker.words import how_long

TICKER = "ticker"  # plans what is due
DELIVERY = "delivery"  # hands mail over
RECOVERY = "recovery"  # brings back what dead workers held
NEWS = "news"  # plans letters to followers
FORGETTING = "forgetting"  # erases the addresses that nobody confirmed
CIRCULATION = "circulation"  # drafts the month's
PERIODS = "periods"  # says what was not reported
BLOCKERS = "blockers"  # sends them up
SIGNATURES = "signatures"  # tells of those that are void
PACKAGE = "package"  # makes that of all public data
INTAKES = "intakes"  # imports files that were confirmed
FORGOTTEN_INTAKES = "forgotten intakes"  # deletes those that nobody confirmed
# What the timetable starts at every tick.
ROUNDS = (
    *(TICKER, DELIVERY, RECOVERY, NEWS, FORGETTING),
    *(CIRCULATION, PERIODS, BLOCKERS, SIGNATURES),
    PACKAGE,
    *(INTAKES, FORGOTTEN_INTAKES),
)
BACKUP = "backup"
# So many ticks may be missed: one round may be long, and one process may be on its way back.
TICKS_OF_SILENCE = 5
# A part that was never heard may still be on its way up, as long as this process is young.
STARTED_AT = time.monotonic()


RESTS = {
    TICKER: "Reminders have not been planned",
    DELIVERY: "Nobody has looked for mail to send",
    RECOVERY: "Nobody has looked for mail that was lost on its way",
    NEWS: "Letters to followers have not been planned",
    FORGETTING: "Addresses that nobody confirmed have not been erased",
    CIRCULATION: "Nobody has looked whether a circulation is to be drafted",
    PERIODS: "Nobody has looked for periods that ended without an update",
    BLOCKERS: "Nobody has looked for blockers that went unanswered",
    SIGNATURES: "Nobody has looked for signatures that are void",
    PACKAGE: "Nobody has looked whether the public data are to be packed",
    INTAKES: "Nobody has looked for files to import",
    FORGOTTEN_INTAKES: "Files that nobody confirmed have not been deleted",
    BACKUP: "No backup has been taken",
}


class Silence(NamedTuple):
    """A part that has said nothing for longer than it may."""

    part: str
    lasts: dt.timedelta
    was_heard: bool

    @property
    def what_rests(self) -> str:
        """What does not happen meanwhile, for people."""
        return RESTS[self.part]

    @property
    def since(self) -> str:
        """For how long, for people."""
        return f"for {how_long(self.lasts)}" if self.was_heard else "since the tracker was started"

    def __str__(self) -> str:
        if not self.was_heard:
            return f"{self.part}: not heard since the tracker was started"
        return f"{self.part}: silent for {how_long(self.lasts)}"


def beat(part: str) -> None:
    """Say that `part` has just finished a round."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=part, beaten_at=Now())],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["beaten_at"],
    )


def ages() -> QuerySet[Heartbeat, tuple[str, dt.timedelta]]:
    """Each part that was ever heard, and how long ago."""
    age = ExpressionWrapper(Now() - F("beaten_at"), DurationField())
    return Heartbeat.objects.values_list("name", age)


def patience() -> dict[str, dt.timedelta]:
    """How long each part that is expected here may be silent."""
    ticks = dt.timedelta(seconds=TICKS_OF_SILENCE * settings.TICK_SECONDS)
    limits = dict.fromkeys(ROUNDS, ticks)
    if settings.BACKUP_MAX_AGE_HOURS:
        limits[BACKUP] = dt.timedelta(hours=settings.BACKUP_MAX_AGE_HOURS)
    return limits


def silences(age_of: dict[str, dt.timedelta]) -> list[Silence]:
    """The parts that have been silent for too long, given how long ago each was heard."""
    young = dt.timedelta(seconds=time.monotonic() - STARTED_AT)
    heard = [(part, age_of.get(part), limit) for part, limit in patience().items()]
    return [
        Silence(part, young if age is None else age, age is not None)
        for part, age, limit in heard
        if (young if age is None else age) > limit
    ]
