"""A double click writes one note: a public one could never be taken away again."""

import datetime as dt
import threading
import time

import pytest
from django.db import connection, transaction
from django.urls import reverse

from commitments.models import Commitment
from ogp_tracker import clock
from progress.diary import actions
from progress.diary.actions import publish_note
from progress.models import DiaryNote
from tests.cast import TODAY, client_for, commitment_of
from tests.progress.notes import TEXT, note_of
from tests.progress.views.pages import noted


@pytest.mark.django_db
@pytest.mark.parametrize("is_public", [False, True])
def test_the_same_note_again_is_the_note_that_is_there(gail, commitment, is_public):
    note = note_of(gail, commitment, is_public=is_public)
    assert note_of(gail, commitment, is_public=is_public) == note
    assert DiaryNote.objects.get().history.count() == 1


@pytest.mark.django_db
def test_both_clicks_get_the_same_answer(gail, commitment):
    browser = client_for(gail)
    url = reverse("progress:note_add", args=[commitment.slug])
    for _ in range(2):
        page = browser.post(url, noted(audience="everybody"), follow=True).content.decode()
        assert "Your note is in the diary. Everybody can read it." in page
    assert DiaryNote.objects.count() == 1


@pytest.mark.django_db
def test_another_hand_or_text_or_day_or_reader_makes_another_note(
    gail, cyrus, plan, bis, commitment
):
    eighth = commitment_of(plan, "8", "Another", bis)
    note_of(gail, commitment)
    note_of(cyrus, commitment)
    note_of(gail, commitment, text=f"{TEXT} And when.")
    note_of(gail, commitment, happened_on=TODAY - dt.timedelta(days=1))
    note_of(gail, commitment, is_public=True)
    actions.add_note(
        by=gail,
        side="government",
        organisation=bis,
        commitment=eighth,
        happened_on=TODAY,
        text=TEXT,
    )
    assert DiaryNote.objects.count() == 6


@pytest.mark.django_db
def test_a_note_made_public_meanwhile_is_no_note_among_the_leads(gail, commitment):
    note = note_of(gail, commitment)
    publish_note(by=gail, note=note)
    assert note_of(gail, commitment) != note


@pytest.mark.django_db
def test_after_a_few_minutes_it_is_meant(gail, commitment, monkeypatch):
    first = note_of(gail, commitment)
    later = clock.now() + actions.SENT_TWICE
    monkeypatch.setattr(actions.clock, "now", lambda: later)
    assert note_of(gail, commitment) != first


@pytest.mark.django_db(transaction=True)
def test_two_at_once_write_one_note(gail, commitment):
    notes: list[int] = []
    with transaction.atomic():
        Commitment.objects.select_for_update().get(pk=commitment.pk)
        threads = [_beside(lambda: _written(gail, commitment), notes) for _ in range(2)]
        _wait_for_locks(2)
    for thread in threads:
        thread.join(30)
    assert notes == [DiaryNote.objects.get().pk] * 2


def _written(person, commitment):
    return note_of(person, commitment, is_public=True).pk


def _beside(job, answers):
    """Start `job` on a connection of its own; its answer is added to `answers`."""

    def run() -> None:
        try:
            answers.append(job())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def _wait_for_locks(wanted: int) -> None:
    """Until so many other connections wait for a row of ours."""
    deadline = time.monotonic() + 20
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] >= wanted:
                return
            time.sleep(0.02)
    pytest.fail("the others never waited")
