"""Followers and news for the tests of following."""

import itertools
from typing import Any

from mailroom import actions as mailroom
from mailroom.following.actions import Wish, ask_to_follow, confirm
from mailroom.letters import Letter
from mailroom.models import Announcement, Follower, Frequency, OutboxMessage, Subscription
from mailroom.writers import writer_of

TOPIC = "commitment:company-beneficial-ownership-information"
LABEL = "Commitment 7: Company beneficial ownership information"
PATH = "/commitments/company-beneficial-ownership-information/"
numbers = itertools.count(1)


def wish(topic: str = TOPIC, frequency: Frequency = Frequency.AT_ONCE) -> Wish:
    """Commitment 7, as it happens."""
    return Wish(topic, LABEL if topic == TOPIC else topic, PATH, frequency)


def ask(email: str = "ada@example.org", origin: str = "192.0.2.1", **about: Any) -> None:
    """Ask to follow for an address, as the page does."""
    ask_to_follow(email=email, wish=wish(**about), origin=origin)


def follower(email: str = "ada@example.org", **about: Any) -> Follower:
    """Somebody who asked and confirmed."""
    ask(email, **about)
    one = Follower.objects.get(email=email)
    waiting = one.subscriptions.filter(confirmed_at=None)
    confirm(follower=one, chosen=[row.pk for row in waiting])
    return one


def subscription_of(one: Follower, topic: str = TOPIC) -> Subscription:
    """What they asked for about one topic."""
    return one.subscriptions.get(topic=topic)


def announce(*topics: str, kind: str = Announcement.Kind.UPDATE, **facts: Any) -> Announcement:
    """Something happened, about commitment 7 unless other topics are named."""
    key = f"news:{next(numbers)}"
    given = {"headline": f"Headline of {key}", "path": PATH, "summary": "What was done."}
    mailroom.announce(key=key, kind=kind, topics=topics or [TOPIC], **given | facts)
    return Announcement.objects.get(key=key)


def planned(kind: str = "news") -> list[OutboxMessage]:
    """The letters of a kind that wait, by address."""
    return list(OutboxMessage.objects.filter(kind=kind, status="planned").order_by("to_email"))


def write(message: OutboxMessage) -> Letter:
    """The letter as its writer writes it now. Raises NotNeededError."""
    writer = writer_of(message.kind)
    assert writer is not None
    return writer(message)
