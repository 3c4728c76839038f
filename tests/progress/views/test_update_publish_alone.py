"""Publishing for one side alone, on its page."""

import datetime as dt

import pytest

from network.workflow import Side
from progress.content import Content
from progress.models import Publication
from progress.updates.actions import save_draft
from tests.cast import client_for
from tests.progress.drafts import draft, key
from tests.progress.views.pages import address, signed

pytestmark = pytest.mark.django_db
TEXT = Content(done="Consulted.", government_completion="substantial")


@pytest.fixture
def version(settings, gail, commitment, period):
    """Signed by government on 1 May 2014."""
    settings.TRACKER_TODAY = dt.date(2014, 5, 1)
    version = draft(gail, Side.GOVERNMENT, commitment, period, TEXT)
    key(gail, Side.GOVERNMENT, version)
    return version


@pytest.fixture
def url(commitment, version):
    return address("update_publish_alone", commitment)


def test_after_the_silence_it_is_published_and_labelled(gail, settings, url, version):
    settings.TRACKER_TODAY = dt.date(2014, 5, 16)
    browser = client_for(gail)
    page = browser.get(url).content.decode()
    assert "has not answered for 14 days, since 1 May 2014" in page
    page = browser.post(url, signed(version), follow=True).content.decode()
    assert "by government alone: civil society had not answered for 14 days" in page
    reader = client_for().get(version.update.get_absolute_url()).content.decode()
    assert "Published by one side" in reader


def test_the_silent_side_signs_late_with_a_reservation(
    gail, cyrus, settings, url, version, commitment
):
    settings.TRACKER_TODAY = dt.date(2014, 5, 16)
    client_for(gail).post(url, signed(version))
    settings.TRACKER_TODAY = dt.date(2014, 5, 20)
    theirs = client_for(cyrus)
    assert "You can still sign it" in theirs.get(version.update.get_absolute_url()).content.decode()
    words = signed(version) | {"how": "reserved", "reservation": "We were not asked."}
    page = theirs.post(address("update_sign", commitment), words, follow=True).content.decode()
    assert "Your signature now stands below the published text" in page
    reader = client_for().get(version.update.get_absolute_url()).content.decode()
    assert "We were not asked." in reader
    assert "by government alone" in reader
    assert "(added after publication)" in reader


def test_before_that_the_page_says_from_when(gail, url):
    page = client_for(gail).get(url).content.decode()
    assert "You can publish alone from 16 May 2014 to 29 June 2014" in page
    assert "Publish it alone" not in page


def test_a_post_before_that_is_refused(gail, url, version):
    response = client_for(gail).post(url, signed(version))
    assert response.status_code == 409
    assert "until the end of 15 May 2014" in response.content.decode()
    assert not Publication.objects.exists()


def test_the_side_that_has_not_signed_cannot(cyrus, settings, url, version):
    settings.TRACKER_TODAY = dt.date(2014, 5, 16)
    response = client_for(cyrus).post(url, signed(version))
    assert response.status_code == 409
    assert not Publication.objects.exists()


def test_an_invisible_draft_is_not_found(olga, url):
    assert client_for(olga).post(url).status_code == 404


def test_it_requires_signing_in(url):
    assert client_for().post(url).status_code == 302


def test_those_who_only_read_drafts_publish_nothing(sam, url, version):
    assert client_for(sam).post(url, signed(version)).status_code == 403


def test_nonsense_publishes_nothing(gail, settings, url):
    settings.TRACKER_TODAY = dt.date(2014, 5, 16)
    assert client_for(gail).post(url, {"number": "x"}).status_code == 409
    assert not Publication.objects.exists()


def test_a_correction_that_was_begun_does_not_bar_the_late_signature(
    gail, cyrus, settings, url, version, commitment, period
):
    settings.TRACKER_TODAY = dt.date(2014, 5, 16)
    client_for(gail).post(url, signed(version))
    save_draft(
        by=gail,
        side=Side.GOVERNMENT,
        commitment=commitment,
        period=period,
        base=1,
        content=Content(done="Better.", government_completion="substantial"),
        reason="A slip",
    )
    theirs = client_for(cyrus)
    page = theirs.get(version.update.get_absolute_url()).content.decode()
    door = address("update_sign", commitment) + "?version=1"
    assert door in page
    assert "Consulted." in theirs.get(door).content.decode()
    words = signed(version) | {"how": "reserved", "reservation": "We were not asked."}
    theirs.post(door, words)
    assert (
        "We were not asked." in client_for().get(version.update.get_absolute_url()).content.decode()
    )


def test_a_superseded_text_takes_no_late_signature(
    gail, cyrus, settings, url, version, commitment, period
):
    settings.TRACKER_TODAY = dt.date(2014, 5, 16)
    client_for(gail).post(url, signed(version))
    newer = save_draft(
        by=cyrus,
        side=Side.CIVIL_SOCIETY,
        commitment=commitment,
        period=period,
        base=1,
        content=Content(
            done="Better.",
            government_completion="substantial",
            civil_society_completion="substantial",
        ),
        reason="A slip",
    )
    key(cyrus, Side.CIVIL_SOCIETY, newer)
    key(gail, Side.GOVERNMENT, newer)
    response = client_for(cyrus).post(address("update_sign", commitment), signed(version))
    assert response.status_code in (302, 409)
    commitment.refresh_from_db()
    assert commitment.latest.done == "Better."
