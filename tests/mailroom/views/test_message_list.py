"""The mailroom's list of messages."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from ogp_tracker.models import Heartbeat
from ogp_tracker.outages import pulse
from tests import cast

pytestmark = pytest.mark.django_db
URL = reverse("mailroom:message_list")


@pytest.fixture
def letters(message):
    """One that waits, one that was sent, one that failed."""
    message("Gail Green", subject="Due in 7 days")
    message("Cyrus Cole", subject="Due tomorrow", status="sent", sent_at=timezone.now())
    message(
        "Mia Moss", subject="Welcome", status="failed", failure="No such person", kind="invitation"
    )


def subjects(response) -> list[str]:
    return sorted(letter.subject for letter in response.context["letters"])


def test_the_secretariat_sees_every_message(sam, letters):
    page = cast.client_for(sam).get(URL)
    assert subjects(page) == ["Due in 7 days", "Due tomorrow", "Welcome"]
    words = page.content.decode()
    assert '<strong class="govuk-tag govuk-tag--red">Failed</strong>' in words
    assert '<a class="govuk-link" href="?status=sent">Sent</a>: 1' in words


def test_it_warns_while_mail_is_on_hold(sam, letters, settings):
    assert "All mail is on hold." not in cast.client_for(sam).get(URL).content.decode()
    settings.MAIL_HOLD = True
    assert "All mail is on hold." in cast.client_for(sam).get(URL).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=sent", ["Due tomorrow"]),
        ("kind=invitation", ["Welcome"]),
        ("person=gail", ["Due in 7 days"]),
        ("person=CYRUS+example.org", ["Due tomorrow"]),
        ("person=gail&status=sent", []),
        ("subject=DUE+in", ["Due in 7 days"]),
        ("status=uncertain", []),
        ("status=&kind=&person=", ["Due in 7 days", "Due tomorrow", "Welcome"]),
    ],
)
def test_it_filters(sam, letters, query, found):
    assert subjects(cast.client_for(sam).get(f"{URL}?{query}")) == found


def test_it_finds_what_may_have_arrived_twice(sam, letters, message):
    earlier = timezone.now() - dt.timedelta(minutes=2)
    message(subject="In hand", status="handing", claimed_until=timezone.now() + dt.timedelta(1))
    message(subject="Lost in hand", status="handing", claimed_until=earlier)
    message(subject="Twice", status="sent", sent_at=earlier, maybe_duplicate=True)
    page = cast.client_for(sam).get(f"{URL}?status=uncertain")
    assert subjects(page) == ["Lost in hand", "Twice"]
    assert '?status=uncertain">Uncertain whether it arrived</a>: 2' in page.content.decode()


def test_it_says_why_what_did_not_go_out_did_not(sam, letters, message):
    message(status="skipped", failure="The update was signed.")
    words = cast.client_for(sam).get(URL).content.decode()
    assert "No such person" in words
    assert "The update was signed." in words


def test_newest_first_25_a_page(sam, message):
    now = timezone.now()
    for number in range(26):
        message(subject=f"Letter {number}", planned_at=now + dt.timedelta(minutes=number))
    browser = cast.client_for(sam)
    first = [letter.subject for letter in browser.get(URL).context["letters"]]
    assert (len(first), first[0]) == (25, "Letter 25")
    assert subjects(browser.get(f"{URL}?page=2")) == ["Letter 0"]


def test_a_visitor_signs_in_first(client):
    assert client.get(URL).url == f"/account/login/?next={URL}"


@pytest.mark.parametrize("who", ["gail", "cyrus", "rae", "nora", "mia", "olga"])
def test_nobody_else_sees_it(request, who, letters):
    response = cast.client_for(request.getfixturevalue(who)).get(URL)
    assert response.status_code == 403
    assert "Due tomorrow" not in response.content.decode()


def test_a_bad_value_is_named_and_filters_nothing(sam, letters):
    page = cast.client_for(sam).get(f"{URL}?status=lost&kind=invitation")
    assert subjects(page) == ["Welcome"]
    assert "Select the status from the list" in page.content.decode()


def test_a_page_beyond_the_last_is_the_last(sam, letters):
    assert len(cast.client_for(sam).get(f"{URL}?page=99").context["letters"]) == 3


def test_an_empty_mailroom_says_so(sam):
    assert "Nothing has been sent yet." in cast.client_for(sam).get(URL).content.decode()


def test_the_queries_do_not_grow_with_the_rows(sam, message):
    cast.assert_same_queries(cast.client_for(sam), URL, lambda number: message(f"Person{number}"))


def test_it_says_that_a_part_has_fallen_silent(sam):
    browser = cast.client_for(sam)
    for part in pulse.ROUNDS:
        pulse.beat(part)
    assert "Nobody has looked" not in browser.get(URL).content.decode()
    earlier = timezone.now() - dt.timedelta(minutes=7)
    Heartbeat.objects.filter(name="delivery").update(beaten_at=earlier)
    words = browser.get(URL).content.decode()
    assert "Nobody has looked for mail to send for 7 minutes." in words
    assert "Reminders have not been planned" not in words
