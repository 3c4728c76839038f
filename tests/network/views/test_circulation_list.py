"""The archive of circulations."""

import datetime as dt

import pytest
from django.test import Client

from network.models import Circulation
from ogp_tracker import clock, history
from tests.cast import assert_same_queries, client_for
from tests.network.circulation.months import drafted, sent

pytestmark = pytest.mark.django_db
URL = "/circulations/"


def test_everybody_sees_what_was_sent(client, nora):
    circulation = sent(nora)
    page = client.get(URL).content.decode()
    assert circulation.subject in page
    assert "Sent on 14 April 2014" in page
    assert 'href="/follow/network/"' in page


def test_a_draft_is_there_for_the_coordinator_alone(nora, sam, mia):
    draft = drafted()
    assert draft.subject in client_for(nora).get(URL).content.decode()
    for other in (sam, mia, None):
        page = client_for(other).get(URL).content.decode()
        assert draft.subject not in page
        assert "None has been sent yet" in page


def test_queries_do_not_grow(nora):
    def add(number: int) -> None:
        history.create(
            Circulation, by=None, month=dt.date(2014, number, 1), subject=f"Month {number}",
            text="News", drafted_at=clock.now(), sent_at=clock.now(), sent_by=nora, recipients=1,
        )  # fmt: skip

    assert_same_queries(Client(), URL, add)
