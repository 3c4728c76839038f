"""Which parts of the tracker have stopped, asked without waiting and without failing.

The database is asked on a line of its own: the pool of the pages may be empty, or may wait half a
minute for a server that is gone.
"""

import contextlib
import logging
from collections.abc import Callable, Iterator
from typing import Any, cast

import redis
from django.conf import settings
from django.core.cache import caches
from django.db import Error, connection
from django.db.models import QuerySet
from django.utils.module_loading import import_string
from redis.backoff import NoBackoff
from redis.retry import Retry

from ogp_tracker.celery import app
from ogp_tracker.outages import pulse
from ogp_tracker.outages.caching import SteadyCache

logger = logging.getLogger(__name__)

SECONDS = 2  # that one server gets to answer

# Given a query, its rows.
Ask = Callable[[QuerySet[Any, Any]], list[tuple[Any, ...]]]
# What settings.READINESS_CHECKS name: each says in lines what has stopped.
Check = Callable[[Ask], list[str]]


def problems() -> list[str]:
    """One line for each part that stopped, beginning with its name; none when all is well."""
    waiting = _tasks_waiting()
    found = [] if waiting is not None else ["broker: unreachable"]
    if not cast(SteadyCache, caches["default"]).answers():
        found.append("cache: unreachable")
    try:
        with _own_line() as ask:
            found += _silent_parts(ask, waiting)
            for path in settings.READINESS_CHECKS:
                found += cast(Check, import_string(path))(ask)
    except Error:
        # Why, is for the log: an error of the database may name hosts and accounts.
        logger.warning("The database did not answer.", exc_info=True)
        found.append("database: unreachable")
    return found


def _silent_parts(ask: Ask, waiting: int | None) -> list[str]:
    """The silent parts; where nothing at all is heard, the queue tells who is at fault."""
    silences = pulse.silences(dict(ask(pulse.ages())))
    parts = {silence.part for silence in silences}
    if not parts.issuperset(pulse.ROUNDS) or not waiting:
        return [str(silence) for silence in silences]
    # Tasks are sent, and nobody takes them: it is not the ticker that stopped.
    others = [str(silence) for silence in silences if silence.part not in pulse.ROUNDS]
    return [f"worker: takes none of the {waiting} tasks that wait", *others]


@contextlib.contextmanager
def _own_line() -> Iterator[Ask]:
    """A way to ask the database that shares nothing with the pages. Raises django.db.Error."""
    line = connection.copy()
    options = line.settings_dict["OPTIONS"]
    given = f"{options.get('options', '')} -c statement_timeout={SECONDS * 1000}".strip()
    options |= {"pool": None, "connect_timeout": SECONDS, "options": given}

    def ask(rows: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
        with line.cursor() as cursor:
            cursor.execute(*rows.query.sql_with_params())
            return list(cursor.fetchall())

    try:
        yield ask
    finally:
        line.close()


def _tasks_waiting() -> int | None:
    """How many tasks wait in the broker for a worker; None when it cannot be asked."""
    patience = {"socket_timeout": SECONDS, "socket_connect_timeout": SECONDS}
    once = Retry(NoBackoff(), 0)
    try:
        with redis.Redis.from_url(settings.CELERY_BROKER_URL, retry=once, **patience) as broker:
            return int(cast(int, broker.llen(app.conf.task_default_queue)))
    except (redis.RedisError, OSError):
        logger.warning("The broker did not answer.", exc_info=True)
        return None
