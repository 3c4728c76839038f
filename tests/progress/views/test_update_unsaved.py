"""Text that was typed and not saved: offered again, looked at, thrown away."""

import pytest
from django.utils.html import strip_tags

from network.workflow import Side
from progress.models import PrivateDraft, UpdateVersion
from tests.cast import client_for
from tests.progress.drafts import TEXT, draft
from tests.progress.views.pages import address, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(commitment, period):
    return address("update_unsaved", commitment)


@pytest.fixture
def write(commitment, period):
    return address("update_edit", commitment)


@pytest.fixture
def unsaved(gail, commitment, period):
    """Gail typed half a sentence on top of nothing, and her browser closed."""
    client_for(gail).post(address("update_autosave", commitment), typed(done="Half a sen"))


def words(response) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def test_it_is_shown_and_thrown_away(gail, unsaved, url, write):
    browser = client_for(gail)
    assert "Half a sen" in words(browser.get(url))
    assert "is gone" in words(browser.post(url, follow=True))
    assert not PrivateDraft.objects.exists()
    assert "was not saved" not in words(browser.get(write))


def test_looking_at_it_throws_nothing_away(gail, unsaved, url):
    client_for(gail).get(url)
    assert PrivateDraft.objects.exists()


def test_the_write_page_offers_it_and_goes_on_with_it(gail, unsaved, write):
    offered = client_for(gail).get(write)
    assert "that was not saved. Go on with it" in words(offered)
    assert offered.context["form"]["done"].value() == ""
    going_on = client_for(gail).get(f"{write}?unsaved=1")
    assert "The form holds your text from 14 April 2014" in words(going_on)
    assert going_on.context["form"]["done"].value() == "Half a sen"


def test_it_goes_on_from_the_version_it_began_from(
    gail, cyrus, commitment, period, unsaved, url, write
):
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period)
    form = client_for(gail).get(f"{write}?unsaved=1").context["form"]
    assert form["base"].value() == "0"
    assert "What it would change in version 1" in words(client_for(gail).get(url))
    answer = client_for(gail).post(write, typed(0, done="Half a sen"))
    assert answer.status_code == 409
    assert answer.context["form"]["done"].value() == f"{TEXT.done}\nHalf a sen"


def test_it_is_gone_once_it_was_saved(gail, unsaved, write):
    client_for(gail).post(write, typed(done="A whole sentence."))
    assert not PrivateDraft.objects.exists()


def test_a_keeping_that_arrives_after_the_save_is_not_offered(
    gail, cyrus, commitment, period, write
):
    client_for(gail).post(write, typed(done="Saved."))
    client_for(gail).post(address("update_autosave", commitment), typed(0, done="Saved."))
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period)
    assert "was not saved" not in words(client_for(gail).get(write))


def test_text_that_makes_no_sense_yet_is_kept_and_shown(gail, commitment, period, url, write):
    pk = commitment.milestones.first().pk
    data = typed(done="So far", **{f"milestone_{pk}_forecast_on_month": "13"})
    client_for(gail).post(address("update_autosave", commitment), data)
    assert "So far" in words(client_for(gail).get(url))
    form = client_for(gail).get(f"{write}?unsaved=1").context["form"]
    assert "13" in str(form[f"milestone_{pk}_forecast_on"])


def test_a_stale_save_is_kept_as_well(gail, cyrus, commitment, period, write):
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period)
    client_for(gail).post(write, typed(0, done="Typed, then the browser closed"))
    assert "was not saved" in words(client_for(gail).get(write))


def test_it_requires_signing_in(unsaved, url):
    assert client_for().post(url)["Location"].startswith("/account/login/")
    assert PrivateDraft.objects.exists()


def test_nobody_else_reads_it(cyrus, unsaved, url, write):
    assert "Half a sen" not in words(client_for(cyrus).get(url, follow=True))
    assert "was not saved" not in words(client_for(cyrus).get(write))
    client_for(cyrus).post(url)
    assert PrivateDraft.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("olga", 404), ("rae", 403), ("sam", 403)])
def test_only_leads_have_it(request, name, status, unsaved, url):
    assert client_for(request.getfixturevalue(name)).get(url).status_code == status


def test_without_such_text_it_says_so(gail, url):
    page = client_for(gail).get(url, follow=True)
    assert "You have no text here that was not saved." in words(page)
    assert not UpdateVersion.objects.exists()
