"""Reading the text once more and turning the key."""

from dataclasses import replace

import pytest

from network.workflow import Side
from progress.models import ProgressUpdate, Signature
from tests.cast import client_for
from tests.progress.drafts import TEXT, draft, published, whole_draft
from tests.progress.views.pages import address, signed

pytestmark = pytest.mark.django_db
GOV, CIV = Side.GOVERNMENT, Side.CIVIL_SOCIETY


@pytest.fixture
def url(commitment, period):
    return address("update_sign", commitment)


@pytest.fixture
def version(gail, cyrus, commitment, period):
    return whole_draft(gail, cyrus, commitment, period)


def test_two_leads_sign_and_it_is_public(gail, cyrus, version, url):
    page = client_for(gail).post(url, signed(version), follow=True).content.decode()
    assert "You have signed. The update is published as soon as civil society signs too." in page
    assert "already signed" in client_for(cyrus).get(url).content.decode()
    page = client_for(cyrus).post(url, signed(version), follow=True).content.decode()
    assert "Both sides have now signed this text" in page
    assert ProgressUpdate.objects.published().exists()


def test_the_page_shows_what_is_signed(gail, version, url):
    page = client_for(gail).get(url).content.decode()
    assert version.content_hash in page
    assert TEXT.done in page
    assert "Sign for government" in page


def test_half_a_text_names_what_is_missing(gail, commitment, period, url):
    draft(gail, GOV, commitment, period)
    page = client_for(gail).get(url).content.decode()
    assert "Government has not yet said how far the commitment is." in page
    assert "Sign for government" not in page


def test_a_text_that_changed_meanwhile_is_not_signed(gail, cyrus, commitment, period, version, url):
    newer = draft(cyrus, CIV, commitment, period, replace(version.content, done="Changed."))
    response = client_for(gail).post(url, signed(version))
    assert response.status_code == 409
    page = response.content.decode()
    assert "The text has changed since you opened it" in page
    assert newer.content_hash in page
    assert not Signature.objects.exists()


def test_a_double_click_signs_once(gail, version, url):
    browser = client_for(gail)
    browser.post(url, signed(version))
    assert browser.post(url, signed(version)).status_code == 302
    assert Signature.objects.count() == 1
    assert "You have signed this version" in browser.get(url).content.decode()


def test_an_invisible_draft_is_not_found(olga, version, url):
    assert client_for(olga).post(url, signed(version)).status_code == 404


def test_it_requires_signing_in(version, url):
    assert client_for().post(url, signed(version))["Location"].startswith("/account/login/")
    assert not Signature.objects.exists()


@pytest.mark.parametrize("name", ["rae", "sam"])
def test_who_leads_neither_side_signs_nothing(request, name, version, url):
    assert client_for(request.getfixturevalue(name)).post(url, signed(version)).status_code == 403
    assert not Signature.objects.exists()


def test_nothing_to_sign_yet_is_not_found(gail, url):
    assert client_for(gail).get(url).status_code == 404


def test_a_published_update_is_shown_instead(gail, cyrus, commitment, period, url):
    update = published(gail, cyrus, commitment, period)
    assert client_for(gail).get(url)["Location"] == update.get_absolute_url()


@pytest.mark.parametrize(
    "nonsense",
    [
        {},
        {"number": "x", "content_hash": "y"},
        {"number": "2", "content_hash": "0" * 64, "how": "plain"},
    ],
)
def test_nonsense_signs_nothing(gail, version, url, nonsense):
    response = client_for(gail).post(url, nonsense)
    assert response.status_code == 409
    assert "Your signature was not taken" in response.content.decode()
    assert not Signature.objects.exists()
