"""An update's permanent page."""

import datetime as dt

import pytest

from network.workflow import Side
from tests.cast import client_for
from tests.progress.drafts import TEXT, draft, key, published, whole_draft
from tests.progress.views.pages import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(commitment, period):
    return address("update_detail", commitment)


def test_readers_see_the_text_and_who_signed_it(client, gail, cyrus, commitment, period, url):
    published(gail, cyrus, commitment, period)
    response = client.get(url)
    page = response.content.decode()
    assert TEXT.done in page
    assert "Gail Green, for government" in page
    assert "Cyrus Cole, for civil society" in page
    assert "Substantial" in page
    assert "Limited" in page
    assert not response.cookies


def test_readers_see_how_it_came_about_but_not_the_drafts(
    client, gail, cyrus, commitment, period, url
):
    published(gail, cyrus, commitment, period)
    page = client.get(url).content.decode()
    assert "Version 1 saved" in page
    assert "Version 2 signed for civil society" in page
    assert "versions/2/" in page
    assert "versions/1/" not in page
    assert "@example.org" not in page


def test_hostile_text_stays_text(client, gail, cyrus, commitment, period, url):
    hostile = '<script>alert("x")</script><img src=x onerror=1>'
    version = draft(gail, Side.GOVERNMENT, commitment, period, type(TEXT)(done=hostile))
    assert hostile not in client_for(gail).get(url).content.decode()
    assert "&lt;script&gt;" in client_for(gail).get(url).content.decode()
    assert version.content.done == hostile


def test_a_draft_is_not_found_by_readers(client, gail, commitment, period, url):
    draft(gail, Side.GOVERNMENT, commitment, period)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("name", ["olga", "mia", "nora"])
def test_a_draft_is_not_found_by_others_who_sign_in(request, gail, commitment, period, name, url):
    draft(gail, Side.GOVERNMENT, commitment, period)
    assert client_for(request.getfixturevalue(name)).get(url).status_code == 404


@pytest.mark.parametrize("name", ["gail", "cyrus", "rae", "sam"])
def test_those_concerned_see_the_draft_and_its_keys(
    request, gail, cyrus, commitment, period, name, url
):
    key(gail, Side.GOVERNMENT, whole_draft(gail, cyrus, commitment, period))
    page = client_for(request.getfixturevalue(name)).get(url).content.decode()
    assert "Readers do not see this yet" in page
    assert "Not signed yet" in page
    assert ("Read and sign" in page) == (name == "cyrus")


def test_nothing_written_yet_is_not_found(gail, url):
    assert client_for(gail).get(url).status_code == 404


def test_how_late_it_was_stays_on_its_page(client, settings, gail, cyrus, commitment, period):
    settings.TRACKER_TODAY = dt.date(2014, 5, 6)
    update = published(gail, cyrus, commitment, period)
    settings.TRACKER_TODAY = dt.date(2015, 5, 6)
    page = client.get(update.get_absolute_url()).content.decode()
    assert "First published on 6 May 2014, 6 days late." in page


def test_one_in_time_says_nothing_of_lateness(client, gail, cyrus, commitment, period):
    update = published(gail, cyrus, commitment, period)
    assert " late" not in client.get(update.get_absolute_url()).content.decode()
