"""The letters that are written when they leave: true then, or not sent at all."""

import datetime as dt

import pytest

from commitments.actions import end_lead
from commitments.actions.life import take_step
from mailroom.delivery.actions import deliver
from mailroom.models import OutboxMessage
from network.models import Person
from progress.blockers.actions import close_blocker, comment_on_blocker, pass_blocker_up
from progress.oversight.actions import remind_by_hand
from tests import cast
from tests.progress.blocking import SECRET, answered, blocker_of, silent_until, text_of

pytestmark = pytest.mark.django_db


def fates(kind: str) -> list[tuple[str, str, str]]:
    """Who, what became of the letter, and why."""
    deliver()
    rows = OutboxMessage.objects.filter(kind=kind).order_by("pk")
    return list(rows.values_list("to_email", "status", "failure"))


def test_it_says_where_it_is_and_nothing_private(cyrus, gail, rae, commitment, settings):
    blocker = blocker_of(cyrus, commitment)
    first = OutboxMessage.objects.get(kind="blocker waits")
    assert "Please answer by 23 April 2014." in text_of(first)
    comment_on_blocker(by=cyrus, blocker=blocker, words="A word more.")
    assert "Please answer by 23 April 2014." in text_of(first)
    blocker = silent_until(settings, dt.date(2014, 4, 24), blocker)
    told = OutboxMessage.objects.get(kind="blocker went up")
    assert told.recipient == cyrus
    assert "is now with the relationship manager" in text_of(told)
    assert "goes up again on 4 May 2014" in text_of(told)
    answered(rae, blocker)
    reply = OutboxMessage.objects.get(kind="blocker answered")
    assert "The department pays." in text_of(reply)
    assert SECRET not in text_of(reply)


def test_nobody_is_asked_to_answer_what_was_closed(cyrus, gail, commitment):
    close_blocker(by=cyrus, blocker=blocker_of(cyrus, commitment), words="Solved.")
    (letter,) = fates("blocker waits")
    why = "Something else happened to the blocker meanwhile: closed."
    assert letter == (gail.email, "skipped", why)


def test_nobody_is_asked_who_no_longer_leads(cyrus, gail, sam, commitment):
    blocker_of(cyrus, commitment)
    end_lead(by=sam, lead=commitment.leads.get(person=gail), reason="Left.")
    (letter,) = fates("blocker waits")
    why = "The blocker no longer waited for them when the letter went out."
    assert letter == (gail.email, "skipped", why)


def test_nobody_is_asked_on_a_commitment_that_was_withdrawn(cyrus, gail, sam, commitment):
    blocker_of(cyrus, commitment)
    take_step(by=sam, commitment=commitment, step_name="withdraw", reason="It is dropped.")
    (letter,) = fates("blocker waits")
    assert letter == (gail.email, "skipped", "Nothing more is owed on the commitment.")


def test_the_raiser_is_not_told_of_an_answer_they_have_dealt_with(cyrus, gail, rae, commitment):
    blocker = answered(gail, blocker_of(cyrus, commitment))
    pass_blocker_up(by=cyrus, blocker=blocker, words="It does not help.")
    (letter,) = fates("blocker answered")
    assert letter[1] == "skipped"


def test_the_raiser_hears_where_it_is_only_while_they_speak_for_it(
    cyrus, gail, rae, mia, global_witness, commitment, settings
):
    blocker = blocker_of(cyrus, commitment)
    silent_until(settings, dt.date(2014, 4, 24), blocker)
    Person.objects.filter(pk=cyrus.pk).update(is_active=False)
    (letter,) = fates("blocker went up")
    assert letter[1] == "skipped"


def test_nobody_is_reminded_by_hand_of_what_they_no_longer_owe(
    sam, gail, cyrus, commitment, period
):
    remind_by_hand(by=sam, commitment=commitment, period=period, reason="For Monday")
    end_lead(by=sam, lead=commitment.leads.get(person=gail), reason="Left.")
    why = "They no longer owed this update when the letter went out."
    found = fates("reminder by hand")
    assert (gail.email, "skipped", why) in found
    assert (cyrus.email, "sent", "") in found


def test_contact_is_between_leads(cyrus, gail, sam, commitment):
    blocker = blocker_of(cyrus, commitment)
    comment_on_blocker(by=sam, blocker=blocker, words="Noted.")
    commitment.refresh_from_db()
    assert commitment.last_contact_on is None
    comment_on_blocker(by=gail, blocker=blocker, words="We look into it.")
    commitment.refresh_from_db()
    assert commitment.last_contact_on == cast.TODAY
