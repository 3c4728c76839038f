"""Changing the words of a draft."""

import pytest

from network.circulation.actions import edit_circulation
from network.models import Circulation
from ogp_tracker.overtaking import latest_change
from tests.cast import client_for
from tests.network.circulation.months import UPDATE, drafted, sent

pytestmark = pytest.mark.django_db
URL = "/circulations/2014-04/edit/"


def words(**more):
    began_from = latest_change(Circulation.objects.get()).pk
    return {"subject": "April news", "text": "Something", "began_from": began_from, **more}


def test_the_words_are_changed_and_shown(nora):
    drafted()
    response = client_for(nora).post(URL, words())
    assert response["Location"] == "/circulations/2014-04/"
    row = Circulation.objects.get()
    assert (row.subject, row.text) == ("April news", "Something")


def test_the_form_holds_the_draft(nora):
    drafted()
    assert UPDATE[:12] in client_for(nora).get(URL).content.decode()


def test_it_requires_signing_in(client, nora):
    drafted()
    assert client.post(URL, words()).status_code == 302
    assert Circulation.objects.get().text != "Something"


def test_a_draft_is_not_there_for_others(sam, mia):
    drafted()
    for other in (sam, mia):
        assert client_for(other).post(URL, words()).status_code == 404


def test_what_was_sent_stays(nora, sam):
    sent(nora)
    assert client_for(nora).post(URL, words()).status_code == 403
    assert client_for(sam).get(URL).status_code == 403


def test_nobody_is_overwritten_unseen(nora, mia):
    draft = drafted()
    stale = words(text="Mine")
    edit_circulation(
        by=mia,
        circulation=draft,
        subject="S",
        text="Theirs",
        began_from=latest_change(draft).pk,
    )
    client = client_for(nora)
    page = client.post(URL, stale).content.decode()
    assert "Mia Moss changed this" in page
    assert "Mine" in page
    assert Circulation.objects.get().text == "Theirs"
    assert client.post(URL, words(text="Both")).status_code == 302


@pytest.mark.parametrize(
    "typed", [{"subject": ""}, {"text": ""}, {"subject": "a\x0bb"}, {"subject": "x" * 151}]
)
def test_nonsense_is_refused(nora, typed):
    drafted()
    page = client_for(nora).post(URL, words(**typed)).content.decode()
    assert "There is a problem" in page
