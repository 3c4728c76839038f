"""What the tests write into diaries."""

import datetime as dt
from typing import Any

from commitments.models import Commitment
from network.models import Person
from progress.diary.actions import add_note, edit_note
from progress.diary.permissions import diary_writer
from progress.models import DiaryNote
from tests.cast import TODAY

TEXT = "Met at the department. Agreed on the **fee**."


def note_of(
    by: Person,
    commitment: Commitment,
    text: str = TEXT,
    happened_on: dt.date = TODAY,
    **more: Any,
) -> DiaryNote:
    """A note by somebody who may write one; among the leads unless `is_public`."""
    writer = diary_writer(by, commitment)
    assert writer is not None
    return add_note(
        by=by,
        side=writer.side,
        organisation=writer.organisation,
        commitment=commitment,
        happened_on=happened_on,
        text=text,
        **more,
    )


def change_in_public(by: Person, note: DiaryNote) -> None:
    """Change a public note, so that readers see before and after."""
    words = "Met at the department. Agreed on the fee, and when."
    edit_note(by=by, note=note, happened_on=note.happened_on, text=words, reason="Something more")
