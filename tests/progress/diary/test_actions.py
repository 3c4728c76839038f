"""Changes to the diary, and what the database refuses."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from network.workflow import Side
from progress.diary.actions import (
    NoteRefusedError,
    add_note,
    edit_note,
    publish_note,
    remove_note,
)
from progress.models import DiaryNote
from tests.cast import TODAY
from tests.progress.notes import note_of

pytestmark = pytest.mark.django_db


def test_a_note_says_who_for_whom_and_about_when(gail, bis, commitment):
    note = note_of(gail, commitment, happened_on=dt.date(2014, 4, 2))
    assert (note.author, note.side, note.organisation) == (gail, Side.GOVERNMENT, bis)
    assert note.happened_on == dt.date(2014, 4, 2)
    assert note.written_at.date() == TODAY
    record = note.history.get()
    assert (record.history_user, record.history_change_reason) == (gail, "Written")


def test_it_is_among_the_leads_unless_said_otherwise(gail, bis, commitment):
    note = add_note(
        by=gail,
        side=Side.GOVERNMENT,
        organisation=bis,
        commitment=commitment,
        happened_on=TODAY,
        text="Met.",
    )
    assert not note.is_public
    assert not DiaryNote.objects.public().exists()


def test_public_means_public_with_its_plan(gail, plan, commitment):
    note = note_of(gail, commitment, is_public=True)
    assert DiaryNote.objects.public().get() == note
    plan.published_on = None
    plan.save()
    assert not DiaryNote.objects.public().exists()


def test_tomorrow_is_no_day_for_a_note(gail, commitment):
    with pytest.raises(ValidationError, match="today or in the past"):
        note_of(gail, commitment, happened_on=TODAY + dt.timedelta(days=1))
    note = note_of(gail, commitment)
    with pytest.raises(ValidationError, match="today or in the past"):
        edit_note(by=gail, note=note, happened_on=TODAY + dt.timedelta(days=1), text="x")


def test_what_it_said_is_kept(gail, commitment):
    note = note_of(gail, commitment, text="Before", is_public=True)
    assert edit_note(by=gail, note=note, happened_on=TODAY, text="After", reason="A wrong word")
    assert [record.text for record in note.history.all()] == ["After", "Before"]
    assert note.history.first().history_change_reason == "A wrong word"


def test_a_public_note_is_changed_with_a_reason_only(gail, commitment):
    note = note_of(gail, commitment, is_public=True)
    with pytest.raises(ValidationError, match="Say why you change it"):
        edit_note(by=gail, note=note, happened_on=TODAY, text="After")
    assert not edit_note(by=gail, note=note, happened_on=TODAY, text=note.text)


def test_nobody_else_changes_it(gail, cyrus, commitment):
    note = note_of(gail, commitment)
    tries = [
        lambda: edit_note(by=cyrus, note=note, happened_on=TODAY, text="Cyrus’s words"),
        lambda: publish_note(by=cyrus, note=note),
        lambda: remove_note(by=cyrus, note=note),
    ]
    for attempt in tries:
        with pytest.raises(NoteRefusedError, match="Only its author"):
            attempt()
    assert DiaryNote.objects.get().text == note.text


def test_it_becomes_public_once_and_for_good(gail, commitment):
    note = note_of(gail, commitment)
    publish_note(by=gail, note=note)
    note.refresh_from_db()
    assert note.is_public
    with pytest.raises(NoteRefusedError, match="public already"):
        publish_note(by=gail, note=note)
    with pytest.raises(NoteRefusedError, match="not removed"):
        remove_note(by=gail, note=note)


def test_a_removed_note_stays_in_the_history(gail, commitment):
    note = note_of(gail, commitment, text="Said in confidence")
    remove_note(by=gail, note=note)
    assert not DiaryNote.objects.exists()
    record = DiaryNote.history.first()
    assert (record.history_type, record.text) == ("-", "Said in confidence")
    with pytest.raises(NoteRefusedError, match="has been removed"):
        publish_note(by=gail, note=note)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE progress_diarynote SET published_at = NULL",
        "UPDATE progress_diarynote SET published_at = published_at + interval '1 day'",
        "DELETE FROM progress_diarynote",
    ],
)
def test_the_database_keeps_a_public_note_public(gail, commitment, sql):
    note_of(gail, commitment, is_public=True)
    assert "public_note_stays_public" in refused(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE progress_diarynote SET author_id = (SELECT max(id) FROM network_person)",
        "UPDATE progress_diarynote SET side = 'civil_society'",
        "UPDATE progress_diarynote SET written_at = '2014-01-01'",
    ],
)
def test_the_database_lets_a_note_be_nobody_elses(gail, cyrus, olga, commitment, sql):
    note_of(gail, commitment)
    assert "note_stays_its_authors" in refused(sql)


def test_the_database_wants_words(gail, commitment):
    note_of(gail, commitment)
    assert "note_says_something" in refused("UPDATE progress_diarynote SET text = ''")


def refused(sql):
    refusal = pytest.raises(DatabaseError)
    with refusal as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return str(error.value)
