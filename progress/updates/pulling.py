"""Pulling a note of the diary into the draft: what was typed stays, and nothing is saved."""

import datetime as dt
from collections.abc import Sequence

from commitments.models import Commitment
from progress.models import DiaryNote, ProgressUpdate, ReportingPeriod
from progress.updates.forms import UpdateForm

# Beside the form; the diary has them all.
MOST_NOTES = 30


def notes_to_pull(commitment: Commitment, period: ReportingPeriod) -> Sequence[DiaryNote]:
    """The notes since the due day of the last update published before `period`, oldest first."""
    earlier = ProgressUpdate.objects.published().filter(
        commitment=commitment, period__due_on__lt=period.due_on
    )
    last = earlier.select_related("period").order_by("period__due_on").last()
    since: dt.date | None = last.period.due_on if last else None
    notes = commitment.diary_notes.since(since).select_related("author", "organisation")
    return list(reversed(notes[:MOST_NOTES]))


def pulled(form: UpdateForm, note: DiaryNote) -> UpdateForm:
    """The form as it was typed, with `note` under "What was done" as a bullet with its day.

    Not bound: half a date is not called wrong before anybody saves.
    """
    typed = {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }
    bullet = f"- {note.happened_on:%-d %B %Y}: {_indented(note.text)}"
    typed["done"] = "\n".join(part for part in ((typed["done"] or "").rstrip(), bullet) if part)
    return form.again(initial=typed)


def _indented(text: str) -> str:
    """The lines of `text`, set in so that they stay part of the bullet."""
    first, *others = text.split("\n")
    return "\n".join([first, *(f"  {line}" if line else "" for line in others)])
