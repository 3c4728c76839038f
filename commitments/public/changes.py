"""The public history: who changed what of a commitment, when and why, gathered from every table.

One act (an update published, a plan imported) writes many rows; a reader sees it as one event.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, F, Max, Model, Q, QuerySet, Value

from commitments.models import (
    ActionPlan,
    Commitment,
    Lead,
    Milestone,
    MilestoneDate,
    Participation,
)
from commitments.public.authors import Authors
from commitments.public.telling import Part, tell

# Rows that one act wrote are milliseconds apart; an import on a slow machine may take longer.
ONE_ACT = dt.timedelta(seconds=5)


@dataclass(frozen=True)
class Source:
    """A recorded table: how its rows lead to their commitment, and what to read along with them."""

    model: type[Model]
    commitment: str
    along: tuple[str, ...] = ()
    # Rows with the same value here follow one another: each is told by how it differs.
    line: str = "id"

    def records(self) -> QuerySet[Any]:
        """Its history rows, each with the id of its commitment."""
        history = self.model.history  # type: ignore[attr-defined]
        rows: QuerySet[Any] = history.annotate(of_commitment=F(self.commitment))
        return rows


# What comes first leads the event when one act wrote to several tables.
SOURCES = (
    Source(Commitment, "id", ("theme",)),
    Source(Lead, "commitment_id", ("person", "organisation")),
    Source(Participation, "commitment_id", ("organisation",)),
    Source(Milestone, "commitment_id"),
    Source(MilestoneDate, "milestone__commitment_id", ("milestone",), "milestone_id"),
)


@dataclass
class Event:
    """One act: everything that one person changed at one moment for one reason."""

    commitment: int
    when: dt.datetime
    reason: str
    person: Any
    by: str = ""
    parts: list[Part] = field(default_factory=list)

    @property
    def is_beginning(self) -> bool:
        """Whether this is how the commitment came into the tracker."""
        return any(part.begins for part in self.parts)

    @property
    def title(self) -> str:
        """What happened, in a line."""
        if self.is_beginning:
            return "Commitment added to the tracker"
        others = len(self.parts) - 1
        more = f", and {others} more change{'' if others == 1 else 's'}" if others else ""
        return f"{self.parts[0].title}{more}"

    @property
    def with_what(self) -> str:
        """What came into the tracker along with the commitment."""
        counts = [
            (sum(part.kind == kind and part.adds for part in self.parts), noun)
            for kind, noun in (("milestone", "milestone"), ("participation", "organisation"))
        ]
        said = [f"{n} {noun}{'' if n == 1 else 's'}" for n, noun in counts if n]
        return f"With {' and '.join(said)}." if said else ""

    @property
    def shown_parts(self) -> list[Part]:
        """What is worth a line: in the beginning everything is new, and is not told one by one."""
        return [part for part in self.parts if not (self.is_beginning and part.adds)]


def changes_of(commitments: Collection[int]) -> list[Event]:
    """Every event of these commitments (ids), latest first; seven queries, however many rows."""
    events: list[Event] = []
    open_events: dict[tuple[Any, ...], Event] = {}
    for record, part in _told(commitments):
        reason = record.history_change_reason or ""
        act = (record.of_commitment, record.history_user_id, reason)
        event = open_events.get(act)
        if event is None or record.history_date - event.when > ONE_ACT:
            event = Event(record.of_commitment, record.history_date, reason, record.history_user)
            open_events[act] = event
            events.append(event)
        event.parts.append(part)
    authors = Authors(commitments, {event.person.pk for event in events if event.person})
    for event in events:
        event.parts.sort(key=lambda part: part.rank)
        event.by = authors.name(event.person, event.commitment, event.when)
    return sorted(events, key=lambda event: event.when, reverse=True)


def latest_changes(plan: ActionPlan, number: int = 5) -> list[Event]:
    """The latest events of a plan's commitments, but for those that loaded it."""
    loaded = Q(history_type="+", history_user=None) & ~Q(model=Lead._meta.model_name)
    rows = [
        source.records()
        .filter(of_commitment__in=plan.commitments.values("pk"))
        .annotate(model=Value(source.model._meta.model_name, CharField()))
        .exclude(loaded)
        .order_by()
        .values("of_commitment")
        .annotate(latest=Max("history_date"))
        for source in SOURCES
    ]
    found = rows[0].union(*rows[1:]).order_by("-latest")
    commitments = list(dict.fromkeys(row["of_commitment"] for row in found))[:number]
    events = changes_of(commitments)
    return [event for event in events if not event.is_beginning][:number]


def last_change(commitments: QuerySet[Commitment]) -> dt.datetime | None:
    """The moment anything about these commitments last changed; one query."""
    rows = [
        source.records()
        .filter(of_commitment__in=commitments.values("pk"))
        .order_by("-history_date")
        .values_list("history_date", flat=True)[:1]
        for source in SOURCES
    ]
    return max(rows[0].union(*rows[1:]), default=None)


def _told(commitments: Collection[int]) -> Iterable[tuple[Any, Part]]:
    """Each history row that a reader would notice, with what it says, in order of time."""
    found = []
    for rank, source in enumerate(SOURCES):
        records = source.records().filter(of_commitment__in=commitments)
        records = records.select_related("history_user", *source.along)
        before: dict[int, Any] = {}
        for record in records.order_by("history_id"):
            line = getattr(record, source.line)
            part = tell(source.model, before.get(line), record, rank)
            before[line] = record
            if part is not None:
                found.append((record, part))
    return sorted(found, key=lambda pair: pair[0].history_date)
