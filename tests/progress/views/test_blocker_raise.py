"""Raising a blocker."""

import pytest
from django.test import Client
from django.urls import reverse

from progress.models import Blocker
from tests.cast import client_for
from tests.progress.blocking import WORDS
from tests.sessions import form_of, sign_in, sign_out_behind_their_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(commitment):
    return reverse("progress:blocker_raise", args=[commitment.slug])


@pytest.mark.parametrize("name", ["gail", "cyrus"])
def test_a_lead_raises_it_in_public(request, name, commitment, url):
    person = request.getfixturevalue(name)
    milestone = commitment.milestones.last()
    response = client_for(person).post(url, WORDS | {"milestone": milestone.pk}, follow=True)
    blocker = Blocker.objects.get()
    assert (blocker.raised_by, blocker.milestone) == (person, milestone)
    assert {name: getattr(blocker, name) for name in WORDS} == WORDS
    assert "The blocker is raised. Everybody can read it." in response.content.decode()


def test_it_asks_first_and_says_who_reads_it(gail, url):
    page = client_for(gail).get(url).content.decode()
    assert "Everybody can read the blocker at once, with your name, but for the last field." in page
    assert "relationship managers of the government organisations" in page
    assert not Blocker.objects.exists()


def test_it_requires_signing_in(url):
    assert client_for().post(url, WORDS)["Location"].startswith("/account/login/?next=")
    assert not Blocker.objects.exists()


def test_what_was_typed_outlives_the_session(gail, url):
    browser = sign_in(Client(), gail, url)
    form = form_of(browser, url)
    sign_out_behind_their_back()
    browser.post(url, form | WORDS)
    page = sign_in(browser, gail, url).get(url).content.decode()
    assert "You had been signed out." in page
    assert WORDS["summary"] in page
    assert not Blocker.objects.exists()


@pytest.mark.parametrize("name", ["rae", "sam", "nora", "mia", "olga"])
def test_only_the_leads_raise(request, name, url):
    client = client_for(request.getfixturevalue(name))
    assert client.get(url).status_code == 403
    assert client.post(url, WORDS).status_code == 403
    assert not Blocker.objects.exists()


def test_a_closed_commitment_takes_none(gail, commitment, url):
    commitment.stage = "completed"
    commitment.save()
    assert "nothing can be in its way" in client_for(gail).get(url).content.decode()
    assert client_for(gail).post(url, WORDS).status_code == 422
    assert not Blocker.objects.exists()


def test_a_hidden_commitment_is_not_found(gail, plan, url):
    plan.published_on = None
    plan.save()
    assert client_for(gail).post(url, WORDS).status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": ""}, "Enter the blocker in one line"),
        ({"title": "x" * 151}, "150 characters"),
        ({"title": "a\x0bb"}, "hidden characters"),
        ({"summary": " "}, "Enter what stands in the way"),
        ({"would_help": ""}, "Enter what would help"),
        ({"milestone": "999999"}, "from the list"),
    ],
)
def test_nonsense_is_named_and_the_words_stay(gail, url, change, said):
    response = client_for(gail).post(url, WORDS | change)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert WORDS["detail"].split()[0] in response.content.decode()
    assert not Blocker.objects.exists()
