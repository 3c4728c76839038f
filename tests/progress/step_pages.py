"""What holds of every page on which somebody takes a step with a blocker."""

from network.models import Person
from progress.models import Blocker
from tests.cast import client_for
from tests.progress.blocking import log_of, said

WORDS = "The department pays from June."


def assert_taken(person: Person, blocker: Blocker, url: str, kind: str, told: str) -> None:
    """It is in the public log under the person's name, and the page says what happened."""
    page = client_for(person).post(url, said(blocker, WORDS), follow=True).content.decode()
    assert told in page
    assert WORDS in page
    *_before, step = blocker.steps.all()
    assert (step.kind, step.by, step.words) == (kind, person, WORDS)


def assert_sent_twice_is_one_step(person: Person, blocker: Blocker, url: str, kind: str) -> None:
    """A double click."""
    browser, words = client_for(person), said(blocker)
    assert [browser.post(url, words).status_code for _time in range(2)] == [302, 302]
    assert [step for step, _status, _rung in log_of(blocker)].count(kind) == 1


def assert_asks_first(person: Person, blocker: Blocker, url: str, button: str) -> None:
    """Opening it does nothing."""
    before = log_of(blocker)
    page = client_for(person).get(url).content.decode()
    assert button in page
    assert "Everybody can read it, with your name, as soon as you send it." in page
    assert log_of(blocker) == before


def assert_requires_signing_in(blocker: Blocker, url: str) -> None:
    """It leads to signing in."""
    before = log_of(blocker)
    assert client_for().post(url, said(blocker))["Location"].startswith("/account/login/?next=")
    assert log_of(blocker) == before


def assert_not_for(person: Person, blocker: Blocker, url: str) -> None:
    """Who sees the blocker and may not take the step is told so."""
    before = log_of(blocker)
    client = client_for(person)
    assert client.get(url).status_code == 403
    assert client.post(url, said(blocker)).status_code == 403
    assert log_of(blocker) == before


def assert_refused_now(person: Person, blocker: Blocker, url: str) -> None:
    """In the wrong state it says so, and the words are still there."""
    before, browser = log_of(blocker), client_for(person)
    assert "This cannot be done now." in browser.get(url).content.decode()
    response = browser.post(url, said(blocker, WORDS))
    assert response.status_code == 422
    assert WORDS in response.content.decode()
    assert log_of(blocker) == before


def assert_nonsense_is_refused(person: Person, blocker: Blocker, url: str) -> None:
    """No words, hidden signs, too many words."""
    before, browser = log_of(blocker), client_for(person)
    for words in ("", "  ", "a\x0bb", "x" * 2001):
        response = browser.post(url, said(blocker, words))
        assert response.status_code == 422
        assert "There is a problem" in response.content.decode()
    assert log_of(blocker) == before


def assert_hidden_with_its_plan(person: Person, blocker: Blocker, url: str) -> None:
    """What is not public is not found."""
    before = log_of(blocker)
    plan = blocker.commitment.plan
    plan.published_on = None
    plan.save()
    assert client_for(person).post(url, said(blocker)).status_code == 404
    assert log_of(blocker) == before
