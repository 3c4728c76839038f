"""iCalendar (RFC 5545): what a calendar is made of, and how it is written."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from icalendar import Calendar, Event, vDuration

from commitments.models import Commitment
from opendata.addresses import whole
from opendata.feeds.atom import LICENCE, clean
from opendata.feeds.names import uid

# How often a program may ask again.
REFRESH = dt.timedelta(hours=6)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Scope:
    """Which commitments a calendar is about; `alone` when it is about a single one."""

    commitments: QuerySet[Commitment]
    alone: Commitment | None = None


@dataclass(frozen=True)
class Happening:
    """One day in a calendar. `parts` name it for ever; `moves` counts how often it was moved."""

    parts: tuple[object, ...]
    on: dt.date
    title: str
    about: str
    path: str
    kind: str
    changed_at: dt.datetime
    moves: int = 0
    is_cancelled: bool = False


# Gives what happens in a scope. Meetings and opportunities will be sources, too.
Source = Callable[[Scope], Iterable[Happening]]


@dataclass(frozen=True)
class Schedule:
    """A calendar with a name, the page it belongs to, and everything in it."""

    title: str
    path: str
    scope: Scope
    sources: Sequence[Source]

    @cached_property
    def happenings(self) -> list[Happening]:
        """All of them, in order of time."""
        found = [one for source in self.sources for one in source(self.scope)]
        return sorted(found, key=lambda one: (one.on, one.parts))

    @property
    def changed_at(self) -> dt.datetime | None:
        """The last change of anything in it."""
        return max((one.changed_at for one in self.happenings), default=None)


def write(schedule: Schedule, address: str) -> bytes:
    """The calendar that stands at `address`, in its own text format."""
    calendar = Calendar()
    calendar.add("prodid", "-//Open government tracker//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, clean(schedule.title))
    calendar.add("description", LICENCE)
    calendar.add("url", whole(schedule.path))
    calendar.add("source", address, parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    if schedule.changed_at:
        calendar.add("last-modified", schedule.changed_at)
    for one in schedule.happenings:
        calendar.add_component(_event(one))
    written: bytes = calendar.to_ical(sorted=False)
    return written


def _event(one: Happening) -> Event:
    event = Event()
    event.add("uid", uid(*one.parts))
    event.add("dtstamp", one.changed_at)
    event.add("last-modified", one.changed_at)
    event.add("sequence", one.moves)
    event.add("dtstart", one.on)
    event.add("dtend", one.on + DAY)
    event.add("summary", clean(one.title))
    event.add("description", clean(one.about))
    event.add("url", whole(one.path))
    event.add("categories", [one.kind])
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    # It takes nobody's time on that day.
    event.add("transp", "TRANSPARENT")
    event.add("class", "PUBLIC")
    return event
