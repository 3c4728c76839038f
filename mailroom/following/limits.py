"""How often things may be asked by people whom nobody knows, counted in the database."""

import datetime as dt

from django.db import connection

from mailroom.following.addresses import hidden
from mailroom.models import RequestCount
from ogp_tracker import clock

# In one hour. Behind one address there may be a whole department.
MOST_OF_ONE_ORIGIN = 30
MOST_OF_ALL = 2000

COUNT = """
INSERT INTO mailroom_requestcount AS counted (key, hour, number) VALUES (%s, %s, 1)
ON CONFLICT (key, hour) DO UPDATE SET number = counted.number + 1
RETURNING number
"""


class TooManyRequestsError(Exception):
    """More was asked within the hour than anybody needs."""


def count_request(origin: str) -> None:
    """Count one request from the network address `origin`; part of the caller's transaction.

    Raises TooManyRequestsError, for the one origin or because all together ask too much.
    """
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    if _count(hidden("origin", origin), hour) > MOST_OF_ONE_ORIGIN:
        raise TooManyRequestsError
    if _count(hidden("origin", "everybody"), hour) > MOST_OF_ALL:
        raise TooManyRequestsError


def forget_counts(before: dt.datetime) -> None:
    """Take out the counts of hours before this moment."""
    RequestCount.objects.filter(hour__lt=before).delete()


def _count(key: str, hour: dt.datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key, hour])
        number: int = cursor.fetchone()[0]
    return number
