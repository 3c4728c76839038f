"""How often things may be asked by people whom nobody knows, counted in the database."""

import datetime as dt
import ipaddress

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
    """More was asked within the hour than anybody needs: from one place, or from all together."""

    def __init__(self, *, from_one_place: bool) -> None:
        super().__init__()
        self.from_one_place = from_one_place


def count_request(origin: str) -> None:
    """Count one request from the network address `origin`; part of the caller's transaction.

    Raises TooManyRequestsError, for the one origin or because all together ask too much.
    """
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    if _count(hidden("origin", place_of(origin)), hour) > MOST_OF_ONE_ORIGIN:
        raise TooManyRequestsError(from_one_place=True)
    if _count(hidden("origin", "everybody"), hour) > MOST_OF_ALL:
        raise TooManyRequestsError(from_one_place=False)


def place_of(origin: str) -> str:
    """The network address, or for IPv6 the network of 64 bits in which a house has all of them."""
    try:
        address = ipaddress.ip_address(origin)
    except ValueError:
        return origin
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(address) >> 64 << 64, 64)))


def forget_counts(before: dt.datetime) -> None:
    """Take out the counts of hours before this moment."""
    RequestCount.objects.filter(hour__lt=before).delete()


def _count(key: str, hour: dt.datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key, hour])
        number: int = cursor.fetchone()[0]
    return number
