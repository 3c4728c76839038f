"""Drafting, editing and sending; who gets it and who does not."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from mailroom.delivery.addresses import note_undeliverable
from mailroom.following import actions as following
from mailroom.models import Announcement, OutboxMessage
from mailroom.writers import NotNeededError
from network.actions import end_role
from network.circulation import actions
from network.circulation.recipients import number_of_recipients
from network.models import Circulation, CirculationReader
from ogp_tracker.overtaking import latest_change
from tests.mailroom.following.people import announce, ask, follower, subscription_of, write
from tests.network.circulation.months import UPDATE, drafted, sent

pytestmark = pytest.mark.django_db


def letters() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(kind="circulation").order_by("to_email"))


def seen(draft: Circulation) -> int:
    """What a page opened now says that it began from."""
    return int(latest_change(draft).pk)


def addresses() -> list[str]:
    return [letter.to_email for letter in letters()]


def test_it_is_drafted_once_a_month_and_the_coordinator_hears_of_it(nora, mia, settings):
    draft = drafted()
    assert (draft.month, draft.is_sent) == (dt.date(2014, 4, 1), False)
    assert draft.subject == "Open government: what is new in April 2014"
    assert "**Calls for help**" in draft.text
    assert actions.draft_circulation() is None
    told = OutboxMessage.objects.get(kind="circulation_drafted")
    assert told.to_email == nora.email
    assert "http://localhost:8000/circulations/2014-04/edit/" in told.body
    settings.TRACKER_TODAY = dt.date(2014, 5, 1)
    later = actions.draft_circulation()
    assert later is not None
    assert (later.month, UPDATE[:12] in later.text) == (dt.date(2014, 5, 1), False)


def test_each_piece_of_news_comes_in_one_circulation(nora, settings):
    draft = drafted()
    announce(headline="Afterwards")
    just_before = announce(headline="Just before, but late into the database")
    moment = draft.drafted_at - dt.timedelta(minutes=4)
    Announcement.objects.filter(pk=just_before.pk).update(announced_at=moment)
    settings.TRACKER_TODAY = dt.date(2014, 5, 1)
    later = actions.draft_circulation()
    assert later is not None
    assert later.text.count("- ") == 2
    assert later.text.count("Afterwards") == later.text.count("Just before") == 1


def test_what_is_announced_in_the_last_minutes_waits_for_the_next_one(nora):
    announce(headline="Just now")
    draft = actions.draft_circulation()
    assert draft is not None
    assert "Just now" not in draft.text


def test_words_that_nobody_says_they_saw_are_neither_changed_nor_sent(nora):
    draft = drafted()
    with pytest.raises(ValidationError, match="out of date"):
        actions.edit_circulation(by=nora, circulation=draft, subject="x", text="y", began_from=None)
    with pytest.raises(ValidationError, match="out of date"):
        actions.send_circulation(by=nora, circulation=draft, began_from=None)


def test_members_and_confirmed_followers_get_one_letter_each(nora, mia, gail, olga):
    follower("fay@example.org", topic="network")
    follower("Mia@Example.org", topic="network")
    ask("unconfirmed@example.org", topic="network")
    follower("other@example.org", topic="delays")
    draft = drafted()
    assert number_of_recipients() == 3
    circulation = actions.send_circulation(by=nora, circulation=draft, began_from=seen(draft))
    assert addresses() == ["fay@example.org", "mia@example.org", "nora@example.org"]
    assert (circulation.recipients, circulation.sent_by) == (3, nora)
    assert len({letter.unsubscribe_path for letter in letters()}) == 3


def test_an_address_that_nothing_reaches_gets_none_and_is_not_counted(nora, mia):
    follower("ada@example.org", topic="network")
    for address in ("ada@example.org", mia.email):
        note_undeliverable(address, "550 No such person")
    assert number_of_recipients() == 1
    assert sent(nora).recipients == 1
    assert addresses() == [nora.email]


def test_the_letter_has_the_words_and_the_ways(nora):
    circulation = sent(nora)
    [letter] = letters()
    words = write(letter)
    assert words.subject == circulation.subject
    assert UPDATE in words.body
    assert "http://localhost:8000/circulations/2014-04/" in words.body
    assert f"http://localhost:8000{letter.unsubscribe_path}" in words.body
    assert "Nora Nash, for the open government network" in words.body


def test_a_member_who_left_gets_none(nora, mia):
    sent(nora)
    reader = CirculationReader.objects.get(person=mia)
    actions.leave_circulation(reader=reader)
    actions.leave_circulation(reader=reader)
    [to_mia] = [letter for letter in letters() if letter.recipient == mia]
    with pytest.raises(NotNeededError, match="stopped"):
        write(to_mia)
    assert number_of_recipients() == 1


def test_a_member_who_left_may_follow_it_like_anybody(nora, mia):
    sent(nora)
    actions.leave_circulation(reader=CirculationReader.objects.get(person=mia))
    follower("mia@example.org", topic="network")
    assert number_of_recipients() == 2


def test_a_follower_who_left_gets_none(nora):
    fay = follower("fay@example.org", topic="network")
    follower("fay@example.org", topic="delays")
    sent(nora)
    [to_fay] = [letter for letter in letters() if letter.recipient is None]
    following.leave(subscription=subscription_of(fay, "network"))
    with pytest.raises(NotNeededError, match="stopped"):
        write(to_fay)


def test_a_follower_who_leaves_everything_is_erased_from_it(nora):
    fay = follower("fay@example.org", topic="network")
    sent(nora)
    following.leave_everything(follower=fay)
    assert "fay@example.org" not in addresses()


def test_who_is_no_member_any_more_gets_none(nora, mia, sam):
    end_role(by=nora, role=mia.roles.get(), reason="Moved on")
    sent(nora)
    assert addresses() == ["nora@example.org"]


def test_a_role_that_ends_meanwhile_takes_the_letter_back(nora, mia):
    sent(nora)
    end_role(by=nora, role=mia.roles.get(), reason="Moved on")
    with pytest.raises(NotNeededError, match="no longer"):
        write(letters()[0])


def test_an_edit_names_its_author(nora):
    draft = drafted()
    actions.edit_circulation(
        by=nora, circulation=draft, subject="April", text="News", began_from=seen(draft)
    )
    last = latest_change(draft)
    assert (last.subject, last.text, last.history_user) == ("April", "News", nora)


def test_nobody_overwrites_or_sends_what_they_have_not_seen(nora, mia):
    draft = drafted()
    began_from = seen(draft)
    words = {"circulation": draft, "subject": "April", "text": "News"}
    actions.edit_circulation(by=mia, began_from=began_from, **words)
    with pytest.raises(ValidationError, match="Mia Moss changed this"):
        actions.edit_circulation(by=nora, began_from=began_from, **words)
    with pytest.raises(ValidationError, match="Mia Moss changed this"):
        actions.send_circulation(by=nora, circulation=draft, began_from=began_from)
    assert not letters()


def test_what_was_sent_is_neither_sent_again_nor_changed(nora):
    circulation = sent(nora)
    with pytest.raises(ValidationError, match="was sent"):
        actions.send_circulation(by=nora, circulation=circulation, began_from=None)
    with pytest.raises(ValidationError, match="was sent"):
        actions.edit_circulation(
            by=nora, circulation=circulation, subject="x", text="y", began_from=None
        )
    with pytest.raises(DatabaseError, match="is permanent"), transaction.atomic():
        Circulation.objects.update(text="Other words")
    assert len(letters()) == 1


def test_it_says_by_whom_it_was_sent(nora):
    draft = drafted()
    with pytest.raises(IntegrityError, match="sent_circulation_says"), transaction.atomic():
        Circulation.objects.filter(pk=draft.pk).update(sent_by=nora)


def test_without_readers_it_is_not_sent(sam):
    draft = drafted()
    with pytest.raises(ValidationError, match="no members"):
        actions.send_circulation(by=sam, circulation=draft, began_from=seen(draft))
    draft.refresh_from_db()
    assert not draft.is_sent
