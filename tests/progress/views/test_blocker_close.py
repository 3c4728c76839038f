"""Closing a blocker."""

import pytest
from django.urls import reverse

from progress.blockers.actions import close_blocker
from tests.cast import client_for
from tests.progress import step_pages
from tests.progress.blocking import answered, blocker_of, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def blocker(gail, cyrus, rae, commitment):
    return blocker_of(cyrus, commitment)


@pytest.fixture
def url(commitment, blocker):
    return reverse("progress:blocker_close", args=[commitment.slug, blocker.pk])


@pytest.mark.parametrize("name", ["cyrus", "sam"])
def test_it_works(request, name, blocker, url):
    told = "The blocker is closed."
    step_pages.assert_taken(request.getfixturevalue(name), blocker, url, "close", told)


def test_sent_twice_it_is_one_step(cyrus, blocker, url):
    step_pages.assert_sent_twice_is_one_step(cyrus, blocker, url, "close")


def test_it_asks_first(cyrus, blocker, url):
    step_pages.assert_asks_first(cyrus, blocker, url, "Close the blocker")


def test_it_requires_signing_in(blocker, url):
    step_pages.assert_requires_signing_in(blocker, url)


@pytest.mark.parametrize("name", ["gail", "rae", "nora", "mia", "olga"])
def test_it_is_not_for_everybody(request, name, blocker, url):
    step_pages.assert_not_for(request.getfixturevalue(name), blocker, url)


def test_in_the_wrong_state_it_says_so_and_keeps_the_words(cyrus, blocker, url):
    close_blocker(by=cyrus, blocker=blocker, words="Gone.")
    step_pages.assert_refused_now(cyrus, blocker, url)


def test_nonsense_is_refused(cyrus, blocker, url):
    step_pages.assert_nonsense_is_refused(cyrus, blocker, url)


def test_a_hidden_commitment_is_not_found(cyrus, blocker, url):
    step_pages.assert_hidden_with_its_plan(cyrus, blocker, url)


def test_the_one_who_answered_does_not_close_it(gail, cyrus, blocker, url):
    answered(gail, blocker)
    assert client_for(gail).post(url, said(blocker)).status_code == 403
    assert client_for(cyrus).post(url, said(blocker)).status_code == 302
