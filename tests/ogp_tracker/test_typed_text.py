"""What typed text waits for, whose it is, and when it is forgotten."""

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client

from network.models import Person
from network.workflow import Side
from ogp_tracker import typed_text
from progress.models import Signature, UpdateVersion
from tests.cast import client_for
from tests.progress.drafts import whole_draft
from tests.progress.views.pages import address, signed, typed
from tests.sessions import form_of, sign_in, sign_out_behind_their_back

pytestmark = pytest.mark.django_db
SAID = "You had been signed out."


@pytest.fixture
def url(commitment, period):
    return address("update_edit", commitment)


def test_what_was_typed_is_in_the_form_after_signing_in(gail, url):
    browser = sign_in(Client(), gail, url)
    form = form_of(browser, url)
    sign_out_behind_their_back()
    answer = browser.post(url, form | typed(done="Two hours of work"))
    assert answer["Location"] == f"/account/login/?next={url}"
    assert "What you typed is kept for an hour" in browser.get(answer["Location"]).content.decode()
    page = sign_in(browser, gail, url).get(url)
    assert SAID in page.content.decode()
    assert "Two hours of work" in page.content.decode()
    assert not UpdateVersion.objects.exists()
    saved = browser.post(url, form_of(browser, url) | typed(done="Two hours of work"))
    assert saved.status_code == 302
    assert UpdateVersion.objects.get().content.done == "Two hours of work"


def test_it_is_given_once_and_then_kept_as_a_private_draft(gail, url):
    browser = lost(gail, url)
    assert SAID in browser.get(url).content.decode()
    again = browser.get(url).content.decode()
    assert SAID not in again
    assert "that was not saved" in again


def lost(person: Person, url: str, path: str = "") -> Client:
    """A browser whose session ended during the POST, and in which `person` has signed in again."""
    browser = sign_in(Client(), person, url)
    form = form_of(browser, url)
    sign_out_behind_their_back()
    browser.post(path or url, form | typed(done="Typed"))
    return sign_in(browser, person, url)


def test_a_stale_base_is_still_noticed(gail, cyrus, commitment, period, url):
    browser = lost(gail, url)
    whole_draft(gail, cyrus, commitment, period)
    shown = browser.get(url).context["form"]
    assert (shown["base"].value(), shown["done"].value()) == ("0", "Typed")
    assert browser.post(url, typed(0, done="Typed")).status_code == 409


def test_another_person_does_not_get_it(gail, cyrus, url):
    browser = sign_in(Client(), gail, url)
    form = form_of(browser, url)
    sign_out_behind_their_back()
    browser.post(url, form | typed(done="Hers alone"))
    page = sign_in(browser, cyrus, url).get(url).content.decode()
    assert SAID not in page
    assert "Hers alone" not in page


def test_it_waits_for_an_hour(gail, url, monkeypatch):
    browser = lost(gail, url)
    later = typed_text.time.time() + typed_text.WAITS + 1
    monkeypatch.setattr(typed_text.time, "time", lambda: later)
    assert SAID not in browser.get(url).content.decode()


def test_it_is_given_to_its_own_address_alone(gail, commitment, url):
    browser = lost(gail, url)
    browser.get(address("update_unsaved", commitment))
    browser.get("/your-work/")
    assert SAID in browser.get(url).content.decode()


def test_a_form_shown_at_another_address_is_not_kept(gail, url):
    browser = sign_in(Client(), gail, url)
    elsewhere = {"typed_by": signing.dumps([gail.pk, "/elsewhere/"], salt=typed_text.KEY)}
    sign_out_behind_their_back()
    browser.post(url, elsewhere | typed(done="Typed"))
    assert SAID not in sign_in(browser, gail, url).get(url).content.decode()


@pytest.mark.parametrize(
    "mark",
    ["", "made-up", signing.dumps([1, "/"], salt="another")],
    # Named, because a signature carries the second it was made in and every process
    # that shares the tests must know each by the same name.
    ids=["none", "made up", "of another kind"],
)
def test_strangers_cannot_fill_the_table_of_sessions(url, mark):
    Client().post(url, typed(typed_by=mark, done="x" * 1000))
    assert not Session.objects.exists()


def test_more_than_the_limit_is_not_kept(gail, url):
    browser = sign_in(Client(), gail, url)
    form = form_of(browser, url)
    sign_out_behind_their_back()
    browser.post(url, form | typed(done="x" * (typed_text.LIMIT + 1)))
    assert not Session.objects.exists()


def test_a_signature_is_never_kept(gail, cyrus, commitment, period, url):
    version = whole_draft(gail, cyrus, commitment, period)
    browser = sign_in(Client(), gail, url)
    form = form_of(browser, url)
    sign_out_behind_their_back()
    sign = address("update_sign", commitment)
    browser.post(sign, form | signed(version))
    assert not Session.objects.exists()
    sign_in(browser, gail, sign).get(sign)
    assert not Signature.objects.exists()


# --- A token that a new sign-in replaced --------------------------------------------------------
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def strict(person: Person) -> Client:
    """A signed-in browser of which tokens are asked."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    return browser


def test_a_replaced_token_loses_nothing(gail, url):
    browser = strict(gail)
    form = form_of(browser, url)
    browser.cookies["csrf"] = "b" * 32  # signed in again in another tab
    answer = browser.post(url, form | typed(done="Typed"), **OURS)
    assert answer.status_code == 403
    assert f'href="{url}"' in answer.content.decode()
    page = browser.get(url)
    assert page.context["form"]["done"].value() == "Typed"
    assert SAID in page.content.decode()
    assert not UpdateVersion.objects.exists()


@pytest.mark.parametrize("site", [{}, {"HTTP_SEC_FETCH_SITE": "cross-site"}])
def test_what_another_site_sends_is_refused_as_ever(gail, url, site):
    browser = strict(gail)
    form = form_of(browser, url)
    browser.cookies["csrf"] = "b" * 32
    answer = browser.post(url, form | typed(done="Typed"), **site)
    assert answer.status_code == 403
    assert "Go back with your browser" in answer.content.decode()
    assert SAID not in browser.get(url).content.decode()


def test_other_pages_refuse_a_wrong_token_as_ever(gail, cyrus, commitment, period, url):
    version = whole_draft(gail, cyrus, commitment, period)
    browser = strict(gail)
    form = form_of(browser, url)
    browser.cookies["csrf"] = "b" * 32
    answer = browser.post(address("update_sign", commitment), form | signed(version), **OURS)
    assert answer.status_code == 403
    assert "Go back with your browser" in answer.content.decode()
    assert not version.signatures.filter(side=Side.GOVERNMENT).exists()


def test_a_visitor_who_sends_a_sound_form_is_asked_to_sign_in(url):
    assert client_for().post(url, typed())["Location"].startswith("/account/login/")
