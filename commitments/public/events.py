"""From rows of history to events: one act wrote many rows, and a reader sees it as one event."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import gettext, ngettext

from commitments.authors import Authors
from commitments.public.telling import Part, tell
from ogp_tracker.languages.lists import all_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Rows that one act wrote follow each other within milliseconds; on a slow machine it may be more.
ONE_ACT = dt.timedelta(seconds=5)
# An import adds to the reason of each row where the file has it from; it is one act all the same.
ORIGIN = "; source: "


@dataclass(frozen=True)
class Source:
    """A recorded table: how its rows lead to what the story is about, and what to read along."""

    model: type[Model]
    about: str
    along: tuple[str, ...] = ()
    # Rows with the same value here follow one another: each is told by how it differs.
    line: str = "id"
    # Only that they came and went; the rest is told in a story of their own.
    is_told_elsewhere: bool = False
    only: Q = field(default_factory=Q)

    def records(self) -> QuerySet[Any]:
        """Its history rows, each with the id of what it is about."""
        history = self.model.history  # type: ignore[attr-defined]
        rows: QuerySet[Any] = history.annotate(of=F(self.about))
        return rows


@dataclass(frozen=True)
class Story:
    """What a history is about, and the tables that tell it.

    When one act wrote to several tables, what comes first in `sources` leads the event. `counted`
    are the kinds of things whose number is told of the beginning, with words for a number.
    """

    kind: str
    # How it begins: "Plan added to the tracker".
    beginning: "StrOrPromise"
    sources: tuple[Source, ...]
    counted: tuple[tuple[str, Any], ...]


@dataclass
class Event:
    """One act: everything that one person changed at one moment for one reason."""

    story: Story
    of: int
    when: dt.datetime
    until: dt.datetime
    reason: str
    person: Any
    by: str = ""
    parts: list[Part] = field(default_factory=list)

    @property
    def is_beginning(self) -> bool:
        """Whether this is how the subject of the story came into the tracker."""
        return any(part.adds and part.kind == self.story.kind for part in self.parts)

    @property
    def title(self) -> str:
        """What happened, in a line."""
        if self.is_beginning:
            return str(self.story.beginning)
        others = len(self.parts) - 1
        if not others:
            return self.parts[0].title
        words = ngettext(
            "%(first)s, and %(number)d more change",
            "%(first)s, and %(number)d more changes",
            others,
        )
        return words % {"first": self.parts[0].title, "number": others}

    @property
    def with_what(self) -> str:
        """What came into the tracker along with the subject of the story."""
        if not self.is_beginning:
            return ""
        counts = [
            (sum(part.kind == kind and part.adds for part in self.parts), words)
            for kind, words in self.story.counted
        ]
        said = [words % {"number": number} for number, words in counts if number]
        return gettext("With %(what)s.") % {"what": all_of(said)} if said else ""

    @property
    def shown_parts(self) -> list[Part]:
        """What is worth a line: in the beginning everything is new, and is not told one by one."""
        return [part for part in self.parts if not (self.is_beginning and part.adds)]


def events_of(story: Story, ids: Collection[int]) -> list[Event]:
    """Every event of these subjects, latest first: a query for each source, and two for names."""
    events: list[Event] = []
    open_events: dict[tuple[Any, ...], Event] = {}
    for record, part in _told(story, ids):
        reason = record.history_change_reason or ""
        when = record.history_date
        act = (record.of, record.history_user_id, reason.partition(ORIGIN)[0])
        event = open_events.get(act)
        if event is None or when - event.until > ONE_ACT:
            event = Event(story, record.of, when, when, reason, record.history_user)
            open_events[act] = event
            events.append(event)
        event.until = when
        event.parts.append(part)
    _name_authors(events, ids if story.kind == "commitment" else ())
    return sorted(events, key=lambda event: event.when, reverse=True)


def _name_authors(events: list[Event], commitments: Collection[int]) -> None:
    authors = Authors(commitments, {event.person.pk for event in events if event.person})
    for event in events:
        event.parts.sort(key=lambda part: part.rank)
        event.by = authors.name(event.person, event.of if commitments else None, event.when)


def _told(story: Story, ids: Collection[int]) -> Iterable[tuple[Any, Part]]:
    """Each history row that a reader would notice, with what it says, in order of time."""
    found = []
    for rank, source in enumerate(story.sources):
        records = source.records().filter(source.only, of__in=ids)
        if source.is_told_elsewhere:
            records = records.exclude(history_type="~")
        before: dict[int, Any] = {}
        for record in records.select_related("history_user", *source.along).order_by("history_id"):
            line = getattr(record, source.line)
            part = tell(source.model, before.get(line), record, rank)
            before[line] = record
            if part is not None:
                found.append((record, part))
    return sorted(found, key=lambda pair: pair[0].history_date)
