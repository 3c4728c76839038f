"""One message on its page."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from mailroom.desk.actions import resend
from tests import cast

pytestmark = pytest.mark.django_db


def page_of(person, letter) -> str:
    response = cast.client_for(person).get(address(letter))
    assert response.status_code == 200
    return response.content.decode()


def address(letter) -> str:
    return reverse("mailroom:message_detail", args=[letter.pk])


def test_it_shows_the_letter_with_links_that_work(sam, message):
    link = "http://localhost:8000/commitments/open-contracting/updates/2014-04-30/write/"
    letter = message(body=f"Dear Gail,\n\nWrite it here:\n{link}\n")
    words = page_of(sam, letter)
    assert f'<a href="{link}" rel="nofollow">' in words
    assert "Gail Green, gail@example.org" in words


def test_it_says_why_a_message_failed(sam, message):
    words = page_of(sam, message(status="failed", failure="550 No such person", attempts=5))
    assert "Why it failed" in words
    assert "550 No such person" in words


def test_it_says_what_keeps_a_message_waiting(sam, message):
    assert "What went wrong last" in page_of(sam, message(failure="451 Try later", attempts=1))


def test_it_says_why_a_message_was_skipped(sam, message):
    words = page_of(sam, message(status="skipped", failure="The update was signed."))
    assert "Why it was not sent" in words
    assert "The update was signed." in words


def test_it_says_when_a_message_may_have_arrived_twice(sam, message):
    assert "It may have arrived twice." in page_of(sam, message(maybe_duplicate=True))
    assert "It may have arrived twice." not in page_of(sam, message())


def test_a_letter_that_is_not_written_yet_says_so(sam, message):
    words = page_of(sam, message(is_written=False, body=""))
    assert "It is written when it leaves" in words


def test_it_shows_when_it_was_sent(sam, message):
    moment = dt.datetime(2014, 4, 23, 10, 49, tzinfo=dt.UTC)
    assert "23 April 2014, 11:49am" in page_of(sam, message(status="sent", sent_at=moment))


def test_a_personal_link_stays_with_its_recipient(sam, message, settings):
    letter = message(body="http://localhost:8000/invitations/secret/", is_private=True)
    words = page_of(sam, letter)
    assert "secret" not in words
    assert "The text is not shown." in words
    settings.DEMONSTRATION = True
    assert "secret" in page_of(sam, letter)


def test_a_visitor_signs_in_first(client, message):
    letter = message()
    assert client.get(address(letter)).url == f"/account/login/?next={address(letter)}"


@pytest.mark.parametrize("who", ["gail", "cyrus", "rae", "nora", "mia", "olga"])
def test_nobody_else_sees_it(request, who, message):
    letter = message(planned_at=timezone.now())
    response = cast.client_for(request.getfixturevalue(who)).get(address(letter))
    assert response.status_code == 403
    assert letter.subject not in response.content.decode()


def test_an_unknown_message_is_not_found(sam):
    assert cast.client_for(sam).get(reverse("mailroom:message_detail", args=[1])).status_code == 404


def test_text_stays_text(sam, message):
    words = page_of(sam, message(subject="<b>Due</b>", body="<script>alert(1)</script>"))
    assert "<script>alert" not in words
    assert "<b>Due" not in words


def test_it_offers_what_can_be_done(sam, message):
    waiting, sent = message(), message(status="sent", sent_at=timezone.now())
    assert reverse("mailroom:message_hold", args=[waiting.pk]) in page_of(sam, waiting)
    assert reverse("mailroom:message_resend", args=[waiting.pk]) not in page_of(sam, waiting)
    assert reverse("mailroom:message_resend", args=[sent.pk]) in page_of(sam, sent)


def test_it_says_when_nobody_can_tell_whether_it_arrived(sam, message):
    earlier = timezone.now() - dt.timedelta(minutes=2)
    lost = page_of(sam, message(status="handing", claimed_until=earlier))
    assert "We cannot tell whether this message arrived." in lost
    doubled = message(status="sent", sent_at=timezone.now(), maybe_duplicate=True)
    assert "It may have arrived twice." in page_of(sam, doubled)


def test_the_queries_do_not_grow_with_what_was_decided(sam, message):
    letter = message(status="sent", sent_at=timezone.now())

    def once_more(number: int) -> None:
        resend(by=sam, message=letter, reason="Lost", copies_seen=number - 1)

    cast.assert_same_queries(cast.client_for(sam), address(letter), once_more)
