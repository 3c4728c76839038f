"""Adding a comment to a blocker."""

import pytest
from django.urls import reverse

from progress.blockers.actions import close_blocker
from tests.progress import step_pages
from tests.progress.blocking import blocker_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def blocker(gail, cyrus, rae, commitment):
    return blocker_of(cyrus, commitment)


@pytest.fixture
def url(commitment, blocker):
    return reverse("progress:blocker_comment", args=[commitment.slug, blocker.pk])


@pytest.mark.parametrize("name", ["gail", "cyrus", "rae", "sam"])
def test_it_works(request, name, blocker, url):
    told = "Your comment is public."
    step_pages.assert_taken(request.getfixturevalue(name), blocker, url, "comment", told)


def test_sent_twice_it_is_one_step(gail, blocker, url):
    step_pages.assert_sent_twice_is_one_step(gail, blocker, url, "comment")


def test_it_asks_first(gail, blocker, url):
    step_pages.assert_asks_first(gail, blocker, url, "Add the comment")


def test_it_requires_signing_in(blocker, url):
    step_pages.assert_requires_signing_in(blocker, url)


@pytest.mark.parametrize("name", ["nora", "mia", "olga"])
def test_it_is_not_for_everybody(request, name, blocker, url):
    step_pages.assert_not_for(request.getfixturevalue(name), blocker, url)


def test_in_the_wrong_state_it_says_so_and_keeps_the_words(gail, cyrus, blocker, url):
    close_blocker(by=cyrus, blocker=blocker, words="Gone.")
    step_pages.assert_refused_now(gail, blocker, url)


def test_nonsense_is_refused(gail, blocker, url):
    step_pages.assert_nonsense_is_refused(gail, blocker, url)


def test_a_hidden_commitment_is_not_found(gail, blocker, url):
    step_pages.assert_hidden_with_its_plan(gail, blocker, url)
