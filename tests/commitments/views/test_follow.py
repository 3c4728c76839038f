"""Asking to follow a commitment, a theme, a plan or an organisation."""

import re

import pytest
import time_machine
from django.test import Client

from commitments.models import ActionPlan, Commitment, Theme
from commitments.topics import topics_of
from mailroom import actions as mailroom
from mailroom.following.limits import MOST_OF_ALL, MOST_OF_ONE_ORIGIN
from mailroom.models import Announcement, Follower, OutboxMessage, RequestCount, Subscription
from tests import cast
from tests.mailroom.following.people import follower

URL = "/follow/commitment/company-beneficial-ownership-information/"
ADA = {"email": "ada@example.org", "frequency": "weekly"}


def stamp_in(page: str) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', page)
    assert found, page
    return found[1]


def send(client, url=URL, origin="127.0.0.1", **typed):
    stamp = stamp_in(client.get(url).content.decode())
    return client.post(url, {**ADA, "stamp": stamp, **typed}, REMOTE_ADDR=origin)


@pytest.mark.parametrize(
    ("url", "topic", "label"),
    [
        (
            URL,
            "commitment:company-beneficial-ownership-information",
            "Commitment 7: Company beneficial ownership information",
        ),
        (
            "/follow/theme/uk-nap-2013-15/government-integrity/",
            "theme:uk-nap-2013-15/government-integrity",
            "Government integrity, a theme of UK National Action Plan 2013 to 2015",
        ),
        (
            "/follow/plan/uk-nap-2013-15/",
            "plan:uk-nap-2013-15",
            "UK National Action Plan 2013 to 2015",
        ),
        (
            "/follow/organisation/bis/",
            "organisation:bis",
            "Department for Business, Innovation and Skills",
        ),
    ],
)
def test_it_takes_the_wish_down_and_writes_to_the_owner(client, commitment, url, topic, label):
    response = send(client, url)
    assert response["Location"] == "/follow/asked/"
    wish = Subscription.objects.get()
    assert (wish.topic, wish.label, wish.frequency) == (topic, label, "weekly")
    assert not wish.is_confirmed
    assert OutboxMessage.objects.get().to_email == "ada@example.org"


def test_every_page_of_such_a_thing_links_here(client, commitment):
    links = {
        commitment.get_absolute_url(): URL,
        commitment.plan.get_absolute_url(): "/follow/theme/uk-nap-2013-15/government-integrity/",
        "/organisations/bis/": "/follow/organisation/bis/",
    }
    for page, link in links.items():
        assert f'href="{link}"' in client.get(page).content.decode()


@pytest.mark.parametrize("news", ["reservations", "calls for help", "sides without a lead"])
def test_it_says_what_followers_hear_of(client, commitment, news):
    for url in (URL, "/follow/plan/uk-nap-2013-15/", "/follow/organisation/bis/"):
        assert news in client.get(url).content.decode()


def test_it_takes_neither_account_nor_cookie(commitment):
    client = Client(enforce_csrf_checks=True)
    response = send(client)
    assert (response.status_code, bool(client.cookies)) == (302, False)


def test_opening_it_changes_nothing(client, commitment):
    client.get(URL)
    assert not Follower.objects.exists()


def test_the_answer_does_not_tell_who_follows(client, commitment):
    follower("bea@example.org")
    known, unknown = send(client, email="bea@example.org"), send(client, email="cleo@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_what_is_not_public_is_not_there(client, today, db):
    plan = cast.action_plan(published_on=None)
    cast.commitment_of(plan, "9", "Open contracting")
    for path in (
        "commitment/open-contracting",
        "plan/uk-nap-2013-15",
        "theme/uk-nap-2013-15/government-integrity",
        "nonsense/open-contracting",
    ):
        assert client.get(f"/follow/{path}/").status_code == 404
        assert client.post(f"/follow/{path}/", ADA).status_code == 404
    assert not Follower.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        *({"email": ""}, {"email": "ada"}, {"email": "a@b.c\nBcc: x@y.z"}, {"frequency": "hourly"}),
        # Letters that become many when they are written plainly, and quotation marks.
        *({"email": "a@" + "\ufdfa" * 60 + ".com"}, {"email": '"a\\da"@example.org'}),
    ],
)
def test_nonsense_is_refused(client, commitment, typed):
    page = send(client, **typed).content.decode()
    assert "There is a problem" in page
    assert not Follower.objects.exists()


def test_a_form_that_is_not_ours_or_too_old_is_refused(client, commitment):
    assert "open for too long" in client.post(URL, ADA).content.decode()
    with time_machine.travel("2026-01-01T00:00:00Z"):
        stamp = stamp_in(client.get(URL).content.decode())
    response = client.post(URL, {**ADA, "stamp": stamp})
    page = response.content.decode()
    assert "open for too long" in page
    assert not Follower.objects.exists()
    assert client.post(URL, {**ADA, "stamp": stamp_in(page)}).status_code == 302


def test_too_much_from_one_place_is_answered_plainly(client, commitment):
    for number in range(MOST_OF_ONE_ORIGIN):
        send(client, email=f"a{number}@example.org")
    response = send(client)
    assert response.status_code == 429
    page = response.content.decode()
    assert "from here within the hour" in page
    assert "Try again in an hour" in page


def test_too_much_from_everywhere_is_answered_plainly(client, commitment):
    send(client)
    RequestCount.objects.update(number=MOST_OF_ALL)
    response = send(client, origin="192.0.2.7")
    assert response.status_code == 429
    assert "Very many people ask" in response.content.decode()
    assert "from here" not in response.content.decode()


def test_the_longest_names_there_can_be_meet_their_followers(client, gail, cyrus, plan, bis):
    """Theme and plan may have 80 letters each, and the topic of a theme has both."""
    ActionPlan.objects.filter(pk=plan.pk).update(slug="p" * 80)
    commitment = cast.commitment_of(plan, "7", "Company ownership", bis)
    Theme.objects.filter(pk=commitment.theme_id).update(slug="t" * 80)
    commitment = Commitment.objects.get(pk=commitment.pk)
    assert send(client, f"/follow/theme/{'p' * 80}/{'t' * 80}/").status_code == 302
    mailroom.announce(
        key="news",
        kind="plan",
        topics=topics_of(commitment),
        headline="News",
        path=commitment.get_absolute_url(),
    )
    assert Subscription.objects.get().topic in Announcement.objects.get().topics
