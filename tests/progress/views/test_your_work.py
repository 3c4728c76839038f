"""The page a person lands on."""

import datetime as dt

import pytest

from network.workflow import Side
from tests.cast import assert_same_queries, client_for, commitment_of, lead
from tests.progress.drafts import draft, key, published, whole_draft

pytestmark = pytest.mark.django_db
URL = "/your-work/"


def page_of(person):
    return client_for(person).get(URL).content.decode()


def test_a_lead_sees_what_is_owed_and_when(gail, commitment, period):
    page = page_of(gail)
    assert "You owe 1 progress update" in page
    assert "Due by the end of 30 April 2014, in 16 days." in page
    assert "Write the update" in page


def test_a_draft_waits_to_be_read(gail, cyrus, commitment, period):
    draft(gail, Side.GOVERNMENT, commitment, period)
    assert "Read and sign" in page_of(cyrus)


def test_after_signing_it_waits_for_the_other_side(gail, cyrus, commitment, period):
    key(gail, Side.GOVERNMENT, whole_draft(gail, cyrus, commitment, period))
    assert "You have signed; the other side has not" in page_of(gail)
    assert "You owe 1 progress update" in page_of(cyrus)


def test_after_publication_nothing_is_owed(gail, cyrus, commitment, period):
    published(gail, cyrus, commitment, period)
    assert "You owe nothing at the moment" in page_of(gail)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2014, 4, 29), "in 1 day."),
        (dt.date(2014, 4, 30), "Due today"),
        (dt.date(2014, 5, 1), "It was due on 30 April 2014"),
    ],
)
def test_every_day_has_its_words(settings, gail, commitment, period, day, words):
    settings.TRACKER_TODAY = day
    assert words in page_of(gail)


def test_it_requires_signing_in(client):
    assert client.get(URL)["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    ("name", "sees", "sees_not"),
    [
        ("sam", ["Action plans", "People", "Mailroom"], ["Your portfolio"]),
        ("nora", ["People"], ["Mailroom", "Action plans"]),
        ("rae", ["Your portfolio"], ["People", "Mailroom"]),
        ("olga", ["Nothing waits for you"], ["What you look after"]),
    ],
)
def test_each_role_finds_its_doors(request, name, sees, sees_not):
    page = page_of(request.getfixturevalue(name)).split("<h1", 1)[1]
    assert all(words in page for words in sees)
    assert not any(words in page for words in sees_not)


def test_one_duty_or_three_take_the_same_queries(gail, cyrus, bis, plan, period):
    def add(number):
        more = commitment_of(plan, str(number), f"Promise {number}", bis)
        lead(more, Side.GOVERNMENT, gail, bis)

    assert_same_queries(client_for(gail), URL, add)
