"""Reminding the leads of one update by hand."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from mailroom.models import OutboxMessage, UndeliverableAddress
from network.workflow import Side
from progress.models import ReminderByHand
from tests.cast import client_for
from tests.progress.blocking import text_of
from tests.progress.drafts import key, published, whole_draft
from tests.progress.views.pages import address

pytestmark = pytest.mark.django_db
WHY = "The committee meets on Monday"


@pytest.fixture
def url(commitment, period):
    return address("reminder_send", commitment)


def send(somebody, url, reason=WHY):
    return client_for(somebody).post(url, {"reason": reason})


def letters() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(kind="reminder by hand").order_by("to_name"))


def test_each_lead_who_owes_it_gets_a_letter_with_the_reason(rae, gail, cyrus, url):
    assert send(rae, url)["Location"] == "/oversight/"
    assert [letter.recipient for letter in letters()] == [cyrus, gail]
    body = text_of(letters()[1])
    assert letters()[1].subject == "Rae Reed asks for the update on commitment 7"
    assert f"Rae Reed writes:\n{WHY}" in body
    assert "You write it together with Cyrus Cole (Global Witness)." in body
    row = ReminderByHand.objects.get(person=gail)
    assert (row.sent_by, row.reason, row.message) == (rae, WHY, letters()[1])


def test_whose_side_has_signed_is_left_in_peace(sam, gail, cyrus, commitment, period, url):
    key(cyrus, Side.CIVIL_SOCIETY, whole_draft(gail, cyrus, commitment, period))
    send(sam, url)
    assert [letter.recipient for letter in letters()] == [gail]


def test_whom_no_mail_reaches_is_named_and_not_counted_as_reminded(rae, gail, cyrus, url):
    UndeliverableAddress.objects.create(
        address=gail.email.lower(), reason="550 No such person", since=timezone.now()
    )
    words = f"Mail to {gail.email} does not arrive, so Gail Green gets no letter."
    assert words in client_for(rae).get(url).content.decode()
    browser = client_for(rae)
    browser.post(url, {"reason": WHY})
    page = browser.get("/oversight/").content.decode()
    assert f"A letter to Cyrus Cole is on its way. {words}" in page
    assert [letter.recipient for letter in letters()] == [cyrus]
    assert ReminderByHand.objects.get().person == cyrus
    refused = send(rae, url)
    assert refused.status_code == 422
    assert f"Nobody was reminded. {words}" in refused.content.decode()


def test_it_asks_first_and_says_whom_it_is_to(rae, url):
    page = client_for(rae).get(url).content.decode()
    assert "Gail Green, Department for Business" in page
    assert "nothing has been written yet" in page
    assert not letters()


def test_once_a_day_and_again_tomorrow(settings, rae, sam, url):
    send(rae, url)
    page = send(sam, url).content.decode()
    assert "They were reminded by hand today." in page
    assert "by Rae Reed: “The committee meets on Monday”" in page
    assert len(letters()) == 2
    settings.TRACKER_TODAY = dt.date(2014, 4, 15)
    send(sam, url)
    assert len(letters()) == 4


def test_it_requires_signing_in(client, url):
    assert client.get(url)["Location"].startswith("/account/login/")


def test_the_coordinator_leads_and_outsiders_may_not(nora, gail, cyrus, mia, olga, url):
    for somebody in (nora, gail, cyrus, mia, olga):
        assert client_for(somebody).get(url).status_code == 403
        assert send(somebody, url).status_code == 403
    assert not letters()


def test_a_period_that_does_not_exist_is_not_found(rae, commitment, period):
    url = f"/commitments/{commitment.slug}/updates/2014-05-01/remind/"
    assert client_for(rae).get(url).status_code == 404


def test_nobody_is_reminded_of_what_is_done(rae, gail, cyrus, commitment, period, url):
    published(gail, cyrus, commitment, period)
    assert "there is nobody to remind" in client_for(rae).get(url).content.decode()
    assert "No lead owes this update any more" in send(rae, url).content.decode()
    assert not letters()


def test_a_reason_is_asked_for(rae, url):
    response = send(rae, url, " ")
    assert response.status_code == 422
    assert "Say why you remind them" in response.content.decode()


def test_the_record_is_permanent(rae, url):
    send(rae, url)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReminderByHand.objects.update(reason="Something else")
