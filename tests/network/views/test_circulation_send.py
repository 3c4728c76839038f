"""Sending a circulation."""

import pytest

from mailroom.models import OutboxMessage
from network.circulation.actions import edit_circulation
from network.models import Circulation
from ogp_tracker.overtaking import latest_change
from tests.cast import client_for
from tests.network.circulation.months import drafted, sent

pytestmark = pytest.mark.django_db
URL = "/circulations/2014-04/send/"


def seen():
    return {"began_from": latest_change(Circulation.objects.get()).pk}


def test_it_is_sent_to_everybody(nora, mia):
    drafted()
    client = client_for(nora)
    response = client.post(URL, seen(), follow=True)
    assert "on its way to its readers" in response.content.decode()
    assert OutboxMessage.objects.filter(kind="circulation").count() == 2
    assert Circulation.objects.get().sent_by == nora


def test_it_asks_first_and_says_how_many_get_it(nora, mia):
    drafted()
    page = client_for(nora).get(URL).content.decode()
    assert "Send the circulation to 2 people" in page
    assert not Circulation.objects.get().is_sent


def test_it_requires_signing_in(client, nora):
    drafted()
    assert client.post(URL, seen()).status_code == 302
    assert not Circulation.objects.get().is_sent


def test_a_draft_is_not_there_for_others(nora, sam, mia):
    drafted()
    for other in (sam, mia):
        assert client_for(other).post(URL, seen()).status_code == 404
    assert not Circulation.objects.get().is_sent


def test_twice_is_refused(nora):
    sent(nora)
    assert client_for(nora).post(URL, seen()).status_code == 403
    assert OutboxMessage.objects.filter(kind="circulation").count() == 1


def test_words_that_were_not_seen_are_not_sent(nora, mia):
    draft = drafted()
    before = seen()
    edit_circulation(
        by=mia,
        circulation=draft,
        subject="S",
        text="Theirs",
        began_from=latest_change(draft).pk,
    )
    page = client_for(nora).post(URL, before).content.decode()
    assert "Mia Moss changed this" in page
    assert not Circulation.objects.get().is_sent


def test_nonsense_is_refused(nora):
    drafted()
    client_for(nora).post(URL, {"began_from": "x"})
    client_for(nora).post(URL, {})
    assert not Circulation.objects.get().is_sent
