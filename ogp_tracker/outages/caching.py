"""A cache that outlives its server: while that is gone, the database remembers instead.

What is remembered is little (tries to sign in, who has a page open), but a page must not fail for
want of it, and a limit on guessing passwords must not lapse.
"""

import logging
import time
from collections.abc import Callable
from typing import Any, cast

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# Seconds before the server is tried again: no page waits for it more than once in that time.
PAUSE = 5.0


def _whoever_is_there(name: str) -> Callable[..., Any]:
    """The method `name`, of the server where it answers and of the spare cache where not."""

    def method(self: "SteadyCache", *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= self.tried_again_at:
            try:
                return getattr(RedisCache, name)(self, *args, **kwargs)
            except RedisError:
                self.tried_again_at = time.monotonic() + PAUSE
                logger.warning("The cache does not answer; the database stands in for it.")
        return getattr(caches["spare"], name)(*args, **kwargs)

    return method


class SteadyCache(RedisCache):
    """Valkey or Redis, and CACHES["spare"] while it does not answer.

    What is remembered on one side is not carried over to the other: limits are counted afresh.
    """

    tried_again_at = 0.0

    add = _whoever_is_there("add")
    get = _whoever_is_there("get")
    set = _whoever_is_there("set")
    touch = _whoever_is_there("touch")
    delete = _whoever_is_there("delete")
    get_many = _whoever_is_there("get_many")
    has_key = _whoever_is_there("has_key")
    incr = _whoever_is_there("incr")
    set_many = _whoever_is_there("set_many")
    delete_many = _whoever_is_there("delete_many")
    clear = _whoever_is_there("clear")

    def answers(self) -> bool:
        """Whether the server itself is there, asked now."""
        try:
            return bool(cast(Any, self)._cache.get_client(write=True).ping())
        except RedisError:
            return False
