"""What the diary shows of a note: who wrote it, and what it said before it was changed."""

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from network.models import Person
from ogp_tracker.templatetags.tracker import day
from progress.models import DiaryNote


@dataclass(frozen=True)
class Change:
    """One part of a note, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Edit:
    """One time a public note was changed."""

    when: dt.datetime
    reason: str
    changes: list[Change]


@dataclass(frozen=True)
class NoteReading:
    """A note with its edits since it became public, latest first."""

    note: DiaryNote
    is_yours: bool
    edits: list[Edit] = field(default_factory=list)


def readings_of(notes: Sequence[DiaryNote], writer: Person | None) -> list[NoteReading]:
    """These notes as the page shows them; `writer` is who may change their own. One query."""
    records: dict[int, list[Any]] = defaultdict(list)
    public = [note.pk for note in notes if note.is_public]
    for record in DiaryNote.history.filter(id__in=public).order_by("history_id"):
        records[record.id].append(record)
    return [
        NoteReading(
            note,
            is_yours=writer is not None and note.author_id == writer.pk,
            edits=_edits(records[note.pk]),
        )
        for note in notes
    ]


def _edits(records: list[Any]) -> list[Edit]:
    """Each change between two rows that were both public: drafts of a note are nobody's affair."""
    edits = [
        Edit(after.history_date, after.history_change_reason, _changes(before, after))
        for before, after in itertools.pairwise(records)
        if before.published_at is not None
    ]
    return edits[::-1]


def _changes(before: Any, after: Any) -> list[Change]:
    days = (day(record.happened_on) for record in (before, after))
    rows = [Change(gettext("Day"), *days), Change(gettext("Note"), before.text, after.text)]
    return [row for row in rows if row.before != row.after]
