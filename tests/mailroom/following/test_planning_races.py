"""Several planners at once, on PostgreSQL, each with its own connection."""

import datetime as dt
import random
import time
from collections import Counter

import pytest

from mailroom.delivery.actions import Status, deliver
from mailroom.following.planning import plan_digests, plan_news
from mailroom.models import DigestRound, Follower, Frequency, OutboxMessage
from network.circulation.actions import draft_circulation
from network.models import Circulation
from ogp_tracker import clock
from tests.mailroom.following.people import announce, follower, planned
from tests.mailroom.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
READERS, PLANNERS = 20, 4


def readers(frequency: Frequency) -> set[str]:
    emails = {f"reader{number}@example.org" for number in range(READERS)}
    for email in emails:
        follower(email, frequency=frequency)
    return emails


def test_of_racing_planners_each_piece_of_news_is_told_once():
    emails = readers(Frequency.AT_ONCE)
    for _ in range(5):
        announce()
    at_once(*[plan_news] * PLANNERS)
    told = [(one.to_email, pk) for one in planned() for pk in one.about["announcements"]]
    assert len(told) == len(set(told)) == 5 * READERS
    assert {email for email, _ in told} == emails


def test_of_racing_planners_one_plans_the_round():
    emails = readers(Frequency.WEEKLY)
    announce()
    later = clock.now() + dt.timedelta(days=8)
    counts = at_once(*[lambda: plan_digests(later)] * PLANNERS)
    assert sorted(counts) == [0] * (PLANNERS - 1) + [READERS]
    assert [one.to_email for one in planned("news_digest")] == sorted(emails)
    assert DigestRound.objects.filter(frequency="weekly").count() == 1


def test_of_racing_schedulers_one_drafts_the_circulation(nora):
    drafts = at_once(*[draft_circulation] * PLANNERS)
    assert sum(draft is not None for draft in drafts) == 1
    assert Circulation.objects.count() == len(planned("circulation_drafted")) == 1


def test_writers_of_letters_to_the_same_followers_never_wait_in_a_circle():
    readers(Frequency.AT_ONCE)
    pks = list(Follower.objects.values_list("pk", flat=True))
    for number in range(6):
        one = announce()
        OutboxMessage.objects.bulk_create(
            OutboxMessage(
                key=f"news:{pk}:{one.pk}",
                kind="news",
                to_email=f"reader{pk}@example.org",
                is_written=False,
                about={"follower": pk, "announcements": [one.pk]},
                planned_at=clock.now(),
            )
            for pk in random.Random(number).sample(pks, READERS)  # noqa: S311 - an order
        )
    began = time.monotonic()
    counts = at_once(*[lambda: deliver(limit=1000)] * 3)
    assert sum(counts, Counter())[Status.SENT] >= 6 * READERS
    assert set(OutboxMessage.objects.values_list("status", "attempts")) == {(Status.SENT, 1)}
    assert time.monotonic() - began < 30
