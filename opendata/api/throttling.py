"""How often one address may ask, so that nobody takes the API from everybody else."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from rest_framework.throttling import BaseThrottle

from mailroom.following.addresses import hidden
from mailroom.following.limits import place_of

HOUR, MINUTE = 3600, 60


class FairShare(BaseThrottle):
    """So many requests in an hour, and not all of them at once; 0 in the settings is no limit.

    Counted in the cache, for which the database stands in. The machine's clock: the business day
    may stand still.
    """

    def allow_request(self, request: Any, view: Any) -> bool:
        """Count the request; whether it may be answered."""
        now = time.time()
        place = hidden("origin", place_of(_origin(request)))
        self.seconds = 0.0
        for most, length in (
            (settings.API_REQUESTS_PER_HOUR, HOUR),
            (settings.API_REQUESTS_PER_MINUTE, MINUTE),
        ):
            if most and _count(f"api:{length}:{int(now // length)}:{place}", length) > most:
                self.seconds = max(self.seconds, length - now % length)
        return not self.seconds

    def wait(self) -> float:
        """Seconds until it is worth asking again."""
        return self.seconds


def _origin(request: Any) -> str:
    """The address behind the request, as at the sign-in; those without one share what there is."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""


def _count(key: str, seconds: int) -> int:
    cache.add(key, 0, timeout=seconds)
    try:
        return int(cache.incr(key))
    except ValueError:
        # The cache's server went or came back between the two: the count begins there.
        return 1
