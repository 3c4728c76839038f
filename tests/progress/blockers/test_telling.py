"""Who hears of which step, and that nothing private leaves."""

import datetime as dt
from contextlib import suppress

import pytest

from commitments.topics import BLOCKERS, topic_of
from mailroom.models import Announcement, OutboxMessage
from mailroom.writers import NotNeededError
from ogp_tracker.models import AuditRecord
from progress.blockers.actions import close_blocker, comment_on_blocker, pass_blocker_up
from tests import cast
from tests.progress.blocking import SECRET, WORDS, answered, blocker_of, silent_until, text_of

pytestmark = pytest.mark.django_db


def letters(kind: str) -> list[str]:
    names = OutboxMessage.objects.filter(kind=kind).order_by("pk")
    return [name.split()[0] for name in names.values_list("to_name", flat=True)]


def leaving_now() -> set[tuple[str, str]]:
    """Kind and text of each letter that would leave now; the others are no longer true."""
    texts = set()
    for letter in OutboxMessage.objects.all():
        with suppress(NotNeededError):
            texts.add((letter.kind, text_of(letter)))
    return texts


def test_those_it_comes_to_hear_of_it(gail, cyrus, rae, sam, mia, commitment):
    blocker = blocker_of(cyrus, commitment)
    assert letters("blocker waits") == ["Gail"]
    for _rung in range(3):
        blocker = pass_blocker_up(by=cyrus, blocker=blocker, words="Nothing happened.")
    assert letters("blocker waits") == ["Gail", "Rae", "Sam", "Sam"]
    last = OutboxMessage.objects.filter(kind="blocker waits").order_by("pk").last()
    assert "stays with you until it is answered" in text_of(last)
    assert "Passed up: Nothing happened." in text_of(last)


def test_the_raiser_hears_of_an_answer_and_both_sides_of_the_end(gail, cyrus, rae, commitment):
    blocker = answered(gail, blocker_of(cyrus, commitment))
    assert letters("blocker answered") == ["Cyrus"]
    close_blocker(by=cyrus, blocker=blocker, words="They pay.")
    assert letters("blocker closed") == ["Gail"]
    letter = OutboxMessage.objects.get(kind="blocker closed")
    assert "They pay." in letter.body
    assert letter.body.strip().endswith(blocker.get_absolute_url())


def test_a_comment_reaches_the_raiser_and_those_it_is_with(gail, cyrus, sam, commitment):
    comment_on_blocker(by=sam, blocker=blocker_of(cyrus, commitment), words="Ask HMT.")
    assert sorted(letters("blocker comment")) == ["Cyrus", "Gail"]


def test_followers_hear_of_each_turn_in_public(gail, cyrus, rae, commitment, settings):
    blocker = blocker_of(cyrus, commitment)
    blocker = silent_until(settings, cast.TODAY + dt.timedelta(days=10), blocker)
    blocker = answered(rae, blocker)
    comment_on_blocker(by=gail, blocker=blocker, words="So be it.")
    close_blocker(by=cyrus, blocker=blocker, words="They pay.")
    news = Announcement.objects.order_by("pk")
    assert [row.headline for row in news] == [
        f"Commitment 7: blocker {turn}: Nobody pays for the register"
        for turn in (
            *("raised", "unanswered, now with the relationship manager"),
            *("answered", "closed"),
        )
    ]
    assert news[0].summary == WORDS["summary"]
    assert news[2].summary == "The department pays."
    for row in news:
        assert {BLOCKERS, topic_of(commitment), topic_of(commitment.plan)} <= set(row.topics)
        assert (row.kind, row.path) == ("blocker", blocker.get_absolute_url())


def test_no_letter_and_no_news_holds_the_private_detail(gail, cyrus, rae, sam, commitment):
    blocker = blocker_of(cyrus, commitment)
    texts = leaving_now()
    blocker = pass_blocker_up(by=gail, blocker=blocker, words="Up.")
    texts |= leaving_now()
    blocker = answered(rae, blocker)
    texts |= leaving_now()
    comment_on_blocker(by=sam, blocker=blocker, words="Noted.")
    close_blocker(by=cyrus, blocker=blocker, words="Solved.")
    texts |= leaving_now()
    kinds = {"blocker " + end for end in ("waits", "went up", "answered", "comment", "closed")}
    assert {kind for kind, _text in texts} == kinds
    assert not [text for _kind, text in texts if SECRET in text]
    assert all("Solved." in text for kind, text in texts if kind == "blocker closed")
    for row in Announcement.objects.all():
        assert SECRET not in f"{row.headline} {row.summary}"
    reasons = AuditRecord.objects.values_list("reason", flat=True)
    assert not [reason for reason in reasons if SECRET in reason]
