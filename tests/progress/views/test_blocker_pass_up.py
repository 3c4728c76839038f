"""Sending a blocker up before its day."""

import pytest
from django.urls import reverse

from progress.blockers.actions import close_blocker
from tests.cast import client_for
from tests.progress import step_pages
from tests.progress.blocking import answered, blocker_of, log_of, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def blocker(gail, cyrus, rae, commitment):
    return blocker_of(cyrus, commitment)


@pytest.fixture
def url(commitment, blocker):
    return reverse("progress:blocker_pass_up", args=[commitment.slug, blocker.pk])


@pytest.mark.parametrize("name", ["gail", "cyrus"])
def test_it_works(request, name, blocker, url):
    told = "The blocker is now with the relationship manager."
    step_pages.assert_taken(request.getfixturevalue(name), blocker, url, "pass_up", told)


def test_sent_twice_it_is_one_step(gail, blocker, url):
    step_pages.assert_sent_twice_is_one_step(gail, blocker, url, "pass_up")


def test_sent_twice_it_says_where_it_is(gail, blocker, url):
    browser, words = client_for(gail), said(blocker)
    browser.post(url, words)
    page = browser.post(url, words, follow=True).content.decode()
    assert "The blocker is now with the relationship manager." in page
    assert "The blocker is now with the secretariat." not in page


def test_the_same_words_on_the_next_rung_are_another_step(cyrus, blocker, url):
    browser = client_for(cyrus)
    for whom in ("relationship manager", "secretariat"):
        page = browser.post(url, said(blocker, "Silence."), follow=True).content.decode()
        assert f"The blocker is now with the {whom}." in page


def test_it_asks_first(gail, blocker, url):
    step_pages.assert_asks_first(gail, blocker, url, "Send it up")


def test_it_requires_signing_in(blocker, url):
    step_pages.assert_requires_signing_in(blocker, url)


@pytest.mark.parametrize("name", ["rae", "sam", "nora", "mia", "olga"])
def test_it_is_not_for_everybody(request, name, blocker, url):
    step_pages.assert_not_for(request.getfixturevalue(name), blocker, url)


def test_in_the_wrong_state_it_says_so_and_keeps_the_words(gail, cyrus, blocker, url):
    close_blocker(by=cyrus, blocker=blocker, words="Gone.")
    step_pages.assert_refused_now(gail, blocker, url)


def test_nonsense_is_refused(gail, blocker, url):
    step_pages.assert_nonsense_is_refused(gail, blocker, url)


def test_a_hidden_commitment_is_not_found(gail, blocker, url):
    step_pages.assert_hidden_with_its_plan(gail, blocker, url)


def test_an_answer_that_does_not_solve_it_goes_up_at_once(gail, cyrus, blocker, url):
    answered(gail, blocker)
    assert client_for(gail).get(url).status_code == 403
    page = client_for(cyrus).get(url).content.decode()
    assert "Why does the answer not solve it?" in page
    client_for(cyrus).post(url, said(blocker))
    assert log_of(blocker)[-1] == ("not_solved", "waiting", "relationship_manager")
