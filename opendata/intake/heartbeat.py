"""Says from beside a running import how far it is, and that its worker is alive.

The import is one long transaction, of which nobody sees anything until its end; so this is said
on a connection of its own.
"""

import datetime as dt
import logging
import threading
from types import TracebackType

from django.db import connection
from django.utils import timezone

from opendata.models import Intake
from opendata.workflow import IntakeStatus

logger = logging.getLogger(__name__)
# Seconds between two beats.
EVERY = 1.0


class Heart:
    """Beats for one claimed file while the block lasts."""

    def __init__(self, intake: Intake, lease: dt.timedelta) -> None:
        self.intake = intake
        self.lease = lease
        self.done = self.total = 0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._beat_on, daemon=True)

    def __enter__(self) -> "Heart":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def tell(self, done: int, total: int) -> None:
        """Take in how many rows of how many are done; the next beat says so."""
        self.done, self.total = min(done, total), total

    def stop(self) -> None:
        """Beat no more; what was begun is over when this returns."""
        self._stopped.set()
        self._thread.join()

    def _beat_on(self) -> None:
        try:
            while not self._stopped.wait(EVERY):
                self._beat()
        finally:
            connection.close()

    def _beat(self) -> None:
        mine = Intake.objects.filter(
            pk=self.intake.pk, status=IntakeStatus.RUNNING, attempts=self.intake.attempts
        )
        try:
            mine.update(done=self.done, total=self.total, claimed_until=timezone.now() + self.lease)
        except Exception:  # noqa: BLE001 - the import itself says what ails the database
            logger.warning("Could not say how far the import of file %s is.", self.intake.pk)
