"""Every change to the diary. A note is changed by its author alone."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from commitments.models import Commitment
from network.models import Organisation, Person
from network.workflow import Side
from ogp_tracker import clock, history
from progress import contact
from progress.models import DiaryNote

# Within this time the same words by the same hand are one note: a public one stays for ever.
SENT_TWICE = dt.timedelta(minutes=5)


class NoteRefusedError(Exception):
    """The note cannot be changed like this; the message says why."""


@transaction.atomic
def add_note(
    *,
    by: Person,
    side: Side,
    organisation: Organisation,
    commitment: Commitment,
    happened_on: dt.date,
    text: str,
    is_public: bool = False,
) -> DiaryNote:
    """Write a note on `commitment` about the day `happened_on`; for the leads unless `is_public`.

    The same note sent again within a few minutes, as by a double click, is the note that is there.
    Raises ValidationError when the day is still to come.
    """
    _refuse_days_to_come(commitment, happened_on)
    Commitment.objects.select_for_update(of=("self",), no_key=True).get(pk=commitment.pk)
    now = clock.now()
    facts = {"side": side, "author": by, "happened_on": happened_on, "text": text}
    sent_before = DiaryNote.objects.filter(
        commitment=commitment,
        published_at__isnull=not is_public,
        written_at__gt=now - SENT_TWICE,
        **facts,
    ).first()
    if sent_before is not None:
        return sent_before
    contact.noted(commitment)
    return history.create(
        DiaryNote,
        by=by,
        reason="Written",
        commitment=commitment,
        organisation=organisation,
        written_at=now,
        published_at=now if is_public else None,
        **facts,
    )


@transaction.atomic
def edit_note(
    *, by: Person, note: DiaryNote, happened_on: dt.date, text: str, reason: str = ""
) -> bool:
    """Change what the note says; True when anything is different. The history keeps what it said.

    Raises ValidationError when the day is still to come, or a public note is changed without a
    `reason`, and NoteRefusedError when `by` did not write it.
    """
    note = _locked(note, by)
    _refuse_days_to_come(note.commitment, happened_on)
    if (note.happened_on, note.text) == (happened_on, text):
        return False
    if note.is_public and not reason:
        raise ValidationError({"reason": "Say why you change it: readers have seen it"})
    note.happened_on, note.text = happened_on, text
    history.save(note, by=by, reason=reason or "Changed before it was public")
    return True


@transaction.atomic
def publish_note(*, by: Person, note: DiaryNote) -> None:
    """Let everybody read the note, for good.

    Raises NoteRefusedError when it is public already, or `by` did not write it.
    """
    note = _locked(note, by)
    if note.is_public:
        raise NoteRefusedError("This note is public already.")
    note.published_at = clock.now()
    history.save(note, by=by, reason="Made public")


@transaction.atomic
def remove_note(*, by: Person, note: DiaryNote) -> None:
    """Take the note away, which leaves it in the history.

    Raises NoteRefusedError when it is public, or `by` did not write it.
    """
    note = _locked(note, by)
    if note.is_public:
        raise NoteRefusedError("This note is public: it can be changed, but not removed.")
    history.delete(note, by=by, reason="Removed before it was public")


def _locked(note: DiaryNote, by: Person) -> DiaryNote:
    found = (
        DiaryNote.objects.select_for_update(of=("self",))
        .select_related("commitment__plan")
        .filter(pk=note.pk)
        .first()
    )
    if found is None:
        raise NoteRefusedError("This note has been removed.")
    if found.author_id != by.pk:
        raise NoteRefusedError("Only its author changes a note.")
    return found


def _refuse_days_to_come(commitment: Commitment, day: dt.date) -> None:
    if day > commitment.plan.today():
        raise ValidationError({"happened_on": "The day must be today or in the past"})
