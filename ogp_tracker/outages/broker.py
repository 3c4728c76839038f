"""How a worker waits for a broker that is gone: it tries again every few seconds, for ever."""

from typing import Any

from celery.app.amqp import AMQP as CELERYS
from kombu.connection import Connection

# Left to itself a worker would wait two seconds longer each time, up to thirty: a broker that comes
# back for moments only would be missed again and again, and mail with it.
PAUSES = {"interval_start": 1, "interval_step": 1, "interval_max": 3}


class SteadyConnection(Connection):
    """A connection that is sought again without ever longer pauses."""

    def ensure_connection(self, *args: Any, **options: Any) -> Connection:
        """Connect, trying again after PAUSES unless `options` say otherwise; see kombu."""
        connected: Connection = super().ensure_connection(*args, **PAUSES | options)
        return connected


class AMQP(CELERYS):
    """Celery's way to the broker, with our connection."""

    Connection = SteadyConnection
