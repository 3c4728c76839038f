"""Every address of the site, for the tests that sweep over them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

OURS = ("mailroom", "network", "commitments", "progress", "opendata")


@dataclass(frozen=True)
class Address:
    """One line of a urls.py."""

    namespace: str
    name: str
    view: Any
    arguments: tuple[str, ...]
    # Those of them that are days.
    days: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        return f"{self.namespace}:{self.name}" if self.namespace else self.name

    def example(self) -> str:
        """The address with made-up arguments of the right kinds."""
        made_up = {"slug": "nothing-here", "token": "x" * 43, "step": "reopen"}
        made_up |= {"sha256": "0" * 64, **dict.fromkeys(self.days, "2014-04-30")}
        values = {name: made_up.get(name, 999_999) for name in self.arguments}
        return reverse(self.full_name, kwargs=values)


def every_address() -> Iterator[Address]:
    """All of them, Django's admin and allauth's pages included."""
    yield from _walk(get_resolver().url_patterns, "")


def our_addresses() -> list[Address]:
    """Those of our own apps."""
    return [address for address in every_address() if address.namespace in OURS]


def _walk(patterns: Any, namespace: str) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern) and pattern.name:
            converters = pattern.pattern.converters
            days = [
                name for name, one in converters.items() if type(one).__name__ == "DayConverter"
            ]
            yield Address(namespace, pattern.name, pattern.callback, tuple(converters), tuple(days))
