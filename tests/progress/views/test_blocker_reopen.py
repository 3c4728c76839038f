"""Opening a blocker again."""

import pytest
from django.urls import reverse

from progress.blockers.actions import close_blocker, reopen_blocker
from tests.progress import step_pages
from tests.progress.blocking import blocker_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def blocker(gail, cyrus, rae, commitment):
    return close_blocker(by=cyrus, blocker=blocker_of(cyrus, commitment), words="Gone.")


@pytest.fixture
def url(commitment, blocker):
    return reverse("progress:blocker_reopen", args=[commitment.slug, blocker.pk])


@pytest.mark.parametrize("name", ["cyrus", "sam"])
def test_it_works(request, name, blocker, url):
    told = "The blocker is open again."
    step_pages.assert_taken(request.getfixturevalue(name), blocker, url, "reopen", told)


def test_sent_twice_it_is_one_step(cyrus, blocker, url):
    step_pages.assert_sent_twice_is_one_step(cyrus, blocker, url, "reopen")


def test_it_asks_first(cyrus, blocker, url):
    step_pages.assert_asks_first(cyrus, blocker, url, "Open it again")


def test_it_requires_signing_in(blocker, url):
    step_pages.assert_requires_signing_in(blocker, url)


@pytest.mark.parametrize("name", ["gail", "rae", "nora", "mia", "olga"])
def test_it_is_not_for_everybody(request, name, blocker, url):
    step_pages.assert_not_for(request.getfixturevalue(name), blocker, url)


def test_in_the_wrong_state_it_says_so_and_keeps_the_words(cyrus, blocker, url):
    reopen_blocker(by=cyrus, blocker=blocker, words="Back.")
    step_pages.assert_refused_now(cyrus, blocker, url)


def test_nonsense_is_refused(cyrus, blocker, url):
    step_pages.assert_nonsense_is_refused(cyrus, blocker, url)


def test_a_hidden_commitment_is_not_found(cyrus, blocker, url):
    step_pages.assert_hidden_with_its_plan(cyrus, blocker, url)
