"""A tap on a worker's shoulder. The ticker finds the work anyway if nobody feels it."""

import logging
from functools import cache

from kombu.connection import Connection
from kombu.pools import producers

from ogp_tracker.celery import app

logger = logging.getLogger(__name__)

# Left to themselves, the libraries would try a dead broker for six seconds, and a page would wait.
ONE_TRY = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_max": 0,
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
}


@cache
def _broker() -> Connection:
    """The broker as pages see it: its connections are kept in a pool, and given up on quickly."""
    connection: Connection = app.connection_for_write(transport_options=ONE_TRY)
    return connection


def wake_delivery() -> None:
    """Ask a worker to look for mail now."""
    wake("mailroom.deliver")


def wake(task: str) -> None:
    """Ask a worker for `task` now. A broker that is down costs a minute's delay, never an error."""
    try:
        with producers[_broker()].acquire(block=True, timeout=1) as producer:
            app.send_task(task, producer=producer, ignore_result=True)
    except Exception:  # noqa: BLE001 - whatever ails the broker, the page must not fail
        logger.warning("Could not wake a worker for %s; the next tick does.", task)
