"""Withdrawing a signature on its page."""

import pytest

from network.workflow import Side
from progress.models import Signature
from tests.cast import client_for
from tests.progress.drafts import key, published, whole_draft
from tests.progress.views.pages import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(gail, cyrus, commitment, period):
    return whole_draft(gail, cyrus, commitment, period)


@pytest.fixture
def url(commitment, version):
    return address("update_withdraw", commitment)


def test_it_is_asked_first_and_then_done(gail, version, url):
    key(gail, Side.GOVERNMENT, version)
    browser = client_for(gail)
    assert "Withdraw my signature" in browser.get(url).content.decode()
    assert Signature.objects.get().withdrawn_at is None
    page = browser.post(url, follow=True).content.decode()
    assert "You have withdrawn your signature" in page
    assert "Signature for government on version 2 withdrawn" in page
    assert Signature.objects.get().withdrawn_at


def test_there_must_be_something_to_withdraw(gail, url):
    response = client_for(gail).post(url)
    assert response.status_code == 409
    assert "nothing to withdraw" in response.content.decode()


def test_an_invisible_draft_is_not_found(olga, url):
    assert client_for(olga).post(url).status_code == 404


def test_it_requires_signing_in(url):
    assert client_for().post(url).status_code == 302


def test_those_who_only_read_drafts_sign_nothing(sam, url):
    assert client_for(sam).post(url).status_code == 403


def test_after_publication_it_is_refused(gail, cyrus, commitment, period):
    published(gail, cyrus, commitment, period)
    response = client_for(gail).post(address("update_withdraw", commitment))
    assert response.status_code == 409
    assert "has been published" in response.content.decode()
