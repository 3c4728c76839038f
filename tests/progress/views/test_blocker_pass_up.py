"""Sending a blocker up before its day."""

import pytest
from django.urls import reverse

from progress.blockers.actions import close_blocker
from progress.models import Blocker
from tests.cast import client_for
from tests.progress.blocking import answered, blocker_of, log_of, said

pytestmark = pytest.mark.django_db
WORDS = {"words": "The department pays from June."}


@pytest.fixture
def blocker(gail, cyrus, rae, commitment):
    return blocker_of(cyrus, commitment)


@pytest.fixture
def url(commitment, blocker):
    return reverse("progress:blocker_pass_up", args=[commitment.slug, blocker.pk])


@pytest.mark.parametrize("name", ["gail", "cyrus"])
def test_it_works(request, name, blocker, url):
    person = request.getfixturevalue(name)
    response = client_for(person).post(url, said(blocker), follow=True)
    page = response.content.decode()
    assert "The blocker is now with the relationship manager." in page
    assert WORDS["words"] in page
    step = blocker.steps.last()
    assert (step.kind, step.by, step.words) == ("pass_up", person, WORDS["words"])


def test_sent_twice_it_is_one_step(request, blocker, url):
    browser = client_for(request.getfixturevalue("gail"))
    words = said(blocker)
    assert [browser.post(url, words).status_code for _time in range(2)] == [302, 302]
    assert [kind for kind, _status, _rung in log_of(blocker)].count("pass_up") == 1


def test_it_asks_first(request, blocker, url):
    before = log_of(blocker)
    page = client_for(request.getfixturevalue("gail")).get(url).content.decode()
    assert "Send it up" in page
    assert "Everybody can read it, with your name, as soon as you send it." in page
    assert log_of(blocker) == before


def test_it_requires_signing_in(blocker, url):
    before = log_of(blocker)
    assert client_for().post(url, said(blocker))["Location"].startswith("/account/login/?next=")
    assert log_of(blocker) == before


@pytest.mark.parametrize("name", ["rae", "sam", "nora", "mia", "olga"])
def test_it_is_not_for_everybody(request, name, blocker, url):
    before = log_of(blocker)
    client = client_for(request.getfixturevalue(name))
    assert client.get(url).status_code == 403
    assert client.post(url, said(blocker)).status_code == 403
    assert log_of(blocker) == before


def test_in_the_wrong_state_it_says_so_and_keeps_the_words(request, cyrus, gail, blocker, url):
    close_blocker(by=cyrus, blocker=blocker, words="Gone.")
    before = log_of(blocker)
    browser = client_for(request.getfixturevalue("gail"))
    assert "This cannot be done now." in browser.get(url).content.decode()
    response = browser.post(url, said(blocker))
    assert response.status_code == 422
    assert WORDS["words"] in response.content.decode()
    assert log_of(blocker) == before


@pytest.mark.parametrize("words", ["", "  ", "a\x0bb", "x" * 2001])
def test_nonsense_is_refused(request, words, blocker, url):
    before = log_of(blocker)
    browser = client_for(request.getfixturevalue("gail"))
    response = browser.post(url, said(blocker, words))
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    assert log_of(blocker) == before


def test_a_hidden_commitment_is_not_found(request, plan, blocker, url):
    plan.published_on = None
    plan.save()
    browser = client_for(request.getfixturevalue("gail"))
    assert browser.post(url, said(blocker)).status_code == 404
    assert Blocker.objects.count() == 1


def test_an_answer_that_does_not_solve_it_goes_up_at_once(gail, cyrus, blocker, url):
    answered(gail, blocker)
    assert client_for(gail).get(url).status_code == 403
    page = client_for(cyrus).get(url).content.decode()
    assert "Why does the answer not solve it?" in page
    client_for(cyrus).post(url, said(blocker))
    assert log_of(blocker)[-1] == ("not_solved", "waiting", "relationship_manager")
