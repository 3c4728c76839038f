"""A worker imports what was confirmed: claimed in the database, all of it or nothing.

The import and the note that it is done are one transaction. A worker that dies leaves nothing
behind but a claim that runs out; then another takes it up, once, for what killed the first may
kill every one.
"""

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone

from ogp_tracker import clock, history
from opendata.intake.actions import upload_of
from opendata.intake.heartbeat import Heart
from opendata.intake.readers import READERS, IntakeRefusedError, Loaded
from opendata.models import Intake, IntakeKind
from opendata.workflow import BEGIN, FAIL, FINISH, STOP, IntakeStatus, IntakeStep

logger = logging.getLogger(__name__)

# How long a worker may be silent before another thinks it dead. By the clock of the machines.
LEASE = dt.timedelta(seconds=60)
MOST_ATTEMPTS = 2
STOPPED = (
    "The computer that imported the file stopped twice before the end. Nothing was changed. "
    "Try again; if it stops again, ask whoever looks after the tracker."
)
OUR_FAULT = (
    "Something went wrong on our side. Nothing was changed. Try again; if it happens again, ask "
    "whoever looks after the tracker."
)


class ClaimLostError(Exception):
    """Another worker has taken the file up meanwhile: what this one did is taken back."""


def run_intakes() -> int:
    """Import everything that waits, oldest first; returns how many files were taken up."""
    number = 0
    while (intake := claim()) is not None:
        run(intake)
        number += 1
    return number


def claim() -> Intake | None:
    """Take the oldest file that waits, if any; no other worker gets it while the lease lasts."""
    now = timezone.now()
    with transaction.atomic(durable=True):
        waiting = Intake.objects.waiting(now).light().order_by("confirmed_at", "pk")
        for intake in waiting.select_for_update(skip_locked=True, of=("self",)):
            if intake.attempts >= MOST_ATTEMPTS:
                _end(intake, STOP, failure=STOPPED)
                continue
            intake.status, intake.claimed_until = BEGIN.to, now + LEASE
            intake.attempts += 1
            intake.done = 0
            history.save(intake, by=None, reason="Taken up by a worker")
            return intake
    return None


def run(intake: Intake) -> None:
    """Import the claimed file, and say what became of it."""
    try:
        with Heart(intake, LEASE) as heart, transaction.atomic():
            loaded = READERS[IntakeKind(intake.kind)].load(
                upload_of(intake),
                by=intake.confirmed_by,
                reason=f"Imported from {intake.name}",
                progress=heart.tell,
            )
            # It writes to the row on a connection of its own, and would wait for this one.
            heart.stop()
            _finish(intake, loaded, heart.total)
    except ClaimLostError:
        logger.warning("The import of file %s was taken over by another worker.", intake.pk)
    except IntakeRefusedError as refused:
        _fail(intake, "\n".join(refused.errors))
    except Exception:
        logger.exception("The import of file %s went wrong.", intake.pk)
        _fail(intake, OUR_FAULT)


def _finish(intake: Intake, loaded: Loaded, rows: int) -> None:
    row = _still_mine(intake)
    row.added, row.kept = loaded.added, list(loaded.kept)
    row.plan_slugs = list(loaded.plan_slugs)
    row.done = row.total = rows
    _end(row, FINISH)


@transaction.atomic
def _fail(intake: Intake, words: str) -> None:
    try:
        _end(_still_mine(intake), FAIL, failure=words)
    except ClaimLostError:
        logger.warning("The import of file %s was taken over by another worker.", intake.pk)


def _still_mine(intake: Intake) -> Intake:
    rows = Intake.objects.light().select_for_update(of=("self",))
    row = rows.get(pk=intake.pk)
    if row.status != IntakeStatus.RUNNING or row.attempts != intake.attempts:
        raise ClaimLostError
    return row


def _end(row: Intake, step: IntakeStep, *, failure: str = "") -> None:
    row.status, row.ended_at, row.claimed_until = step.to, clock.now(), None
    row.failure = failure
    history.save(row, by=row.confirmed_by, reason=f"Import: {step.name}")
