"""A page that was opened before something happened takes no step on what nobody saw."""

import datetime as dt

import pytest
from django.urls import reverse

from progress.blockers.actions import pass_blocker_up
from tests.cast import client_for
from tests.progress.blocking import answered, blocker_of, log_of, said, silent_until

pytestmark = pytest.mark.django_db
LATE = "Nobody has answered for nine days"


@pytest.fixture
def blocker(gail, cyrus, rae, commitment):
    return blocker_of(cyrus, commitment)


def address(blocker, step="pass_up"):
    return reverse(f"progress:blocker_{step}", args=[blocker.commitment.slug, blocker.pk])


def test_passing_up_is_no_reply_to_an_answer_nobody_read(cyrus, gail, blocker):
    words = said(blocker, LATE)
    answered(gail, blocker, "We pay, from 1 May.")
    browser = client_for(cyrus)
    response = browser.post(address(blocker), words)
    page = response.content.decode()
    assert response.status_code == 422
    for told in ("What happened while you were writing", "We pay, from 1 May.", LATE):
        assert told in page
    assert [kind for kind, _status, _rung in log_of(blocker)] == ["raise", "answer"]
    assert f'name="seen" value="{blocker.steps.last().pk}"' in page
    assert browser.post(address(blocker), said(blocker, LATE)).status_code == 302
    assert log_of(blocker)[-1][0] == "not_solved"


def test_what_rose_meanwhile_does_not_go_up_twice(cyrus, blocker, settings):
    words = said(blocker, LATE)
    blocker = silent_until(settings, dt.date(2014, 4, 24), blocker)
    assert client_for(cyrus).post(address(blocker), words).status_code == 422
    blocker.refresh_from_db()
    assert blocker.rung == "relationship_manager"


def test_whoever_it_no_longer_waits_for_keeps_their_words(cyrus, gail, blocker):
    words = said(blocker, "We pay from June.")
    pass_blocker_up(by=cyrus, blocker=blocker, words="Nine days.")
    response = client_for(gail).post(address(blocker, "answer"), words)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Nine days." in page
    assert "We pay from June." in page
    assert "This cannot be done now." in page


@pytest.mark.parametrize("seen", ["", "0", "x", "-1", "9" * 18, "9" * 40])
def test_nonsense_is_no_page_that_was_seen(gail, blocker, seen):
    words = {"words": "We pay.", "seen": seen}
    response = client_for(gail).post(address(blocker, "answer"), words)
    assert response.status_code == (302 if seen == "9" * 18 else 422)


@pytest.mark.parametrize("step", ["answer", "comment", "pass_up"])
def test_words_outlive_the_session(gail, blocker, step):
    browser = client_for(gail)
    mark = browser.get(address(blocker, step)).context["typed_by"]
    browser.logout()
    words = {**said(blocker, "A long answer"), "typed_by": mark}
    assert browser.post(address(blocker, step), words).status_code == 302
    browser.force_login(gail)
    page = browser.get(address(blocker, step)).content.decode()
    assert "A long answer" in page
    assert "You had been signed out." in page
    assert len(log_of(blocker)) == 1
