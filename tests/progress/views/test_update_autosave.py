"""The script's address: what is typed is kept for its writer, who hears what happened meanwhile."""

from dataclasses import replace

import pytest
from django.core.cache import caches

from network.workflow import Side
from progress.models import PrivateDraft, ProgressUpdate, UpdateVersion
from progress.updates.actions import keeping
from tests.cast import client_for, lead, person
from tests.progress.drafts import TEXT, draft, published
from tests.progress.views.pages import address, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(commitment, period):
    return address("update_autosave", commitment)


def test_what_is_typed_is_kept_for_its_writer(gail, commitment, period, url):
    response = client_for(gail).post(url, typed(done="Half a sen"))
    kept = PrivateDraft.objects.get()
    assert response.json()["kept"].startswith("Kept for you at ")
    assert (kept.person, kept.commitment, kept.period) == (gail, commitment, period)
    assert (kept.base, kept.fields["done"]) == (0, "Half a sen")
    assert not UpdateVersion.objects.exists()


def test_the_newest_text_takes_the_place_of_the_older(gail, url):
    for words in ("Half", "Half a sentence"):
        client_for(gail).post(url, typed(done=words))
    assert PrivateDraft.objects.get().fields["done"] == "Half a sentence"


def test_each_lead_has_their_own(gail, cyrus, url):
    client_for(gail).post(url, typed(done="Hers"))
    client_for(cyrus).post(url, typed(done="His"))
    kept = {draft.person: draft.fields["done"] for draft in PrivateDraft.objects.all()}
    assert kept == {gail: "Hers", cyrus: "His"}


def test_only_the_forms_own_fields_are_kept(gail, commitment, url):
    pk = commitment.milestones.first().pk
    day = {f"milestone_{pk}_forecast_on_month": "13"}
    client_for(gail).post(
        url, typed(typed_by="x", done="A\x00B", civil_society_completion="y", **day)
    )
    assert PrivateDraft.objects.get().fields == {"base": "0", "done": "AB", **day}


def test_it_tells_of_a_newer_version(gail, cyrus, commitment, period, url):
    draft(gail, Side.GOVERNMENT, commitment, period)
    assert client_for(gail).post(url, typed(1)).json()["overtaken"] == ""
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period, replace(TEXT, done="New"))
    assert "Cyrus Cole saved version 2" in client_for(gail).post(url, typed(1)).json()["overtaken"]
    assert "You saved version 2" in client_for(cyrus).post(url, typed(1)).json()["overtaken"]


def test_it_tells_of_the_publication(gail, cyrus, commitment, period, url):
    published(gail, cyrus, commitment, period)
    assert "has been published" in client_for(gail).post(url, typed(1)).json()["overtaken"]


def test_it_tells_who_else_has_the_page_open(gail, cyrus, commitment, bis, url):
    grace = person("Grace Gold")
    lead(commitment, Side.GOVERNMENT, grace, bis)
    assert client_for(gail).get(url, {"base": 0}).json()["others"] == ""
    told = client_for(cyrus).get(url, {"base": 0}).json()
    assert told == {"kept": "", "overtaken": "", "others": "Gail Green has this page open too."}
    assert not PrivateDraft.objects.exists()


def test_a_page_that_was_left_is_forgotten(gail, cyrus, commitment, url):
    client_for(gail).get(url, {"base": 0})
    client_for(gail).post(address("update_edit", commitment), typed())
    assert client_for(cyrus).get(url, {"base": 0}).json()["others"] == ""


def test_without_the_cache_server_the_text_is_kept_and_others_are_named(
    gail, cyrus, commitment, url, settings
):
    gone = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {**settings.CACHES, "default": gone}
    assert not caches["default"].answers()
    assert client_for(gail).post(url, typed()).json()["kept"]
    told = client_for(cyrus).get(url, {"base": 0}).json()
    assert told["others"] == "Gail Green has this page open too."


def test_it_requires_signing_in(url):
    assert client_for().post(url, typed())["Location"].startswith("/account/login/")
    assert not PrivateDraft.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("olga", 404), ("rae", 403), ("sam", 403)])
def test_only_leads_write(request, name, status, url):
    somebody = client_for(request.getfixturevalue(name))
    assert somebody.post(url, typed()).status_code == status
    assert somebody.get(url, {"base": 0}).status_code == status
    assert not PrivateDraft.objects.exists()


def test_too_much_is_refused_in_words(gail, url):
    response = client_for(gail).post(url, typed(done="x" * (keeping.LONGEST + 1)))
    assert response.status_code == 413
    assert "too long" in response.json()["problem"]
    assert not PrivateDraft.objects.exists()


@pytest.mark.parametrize("base", ["", "-1", "x", "2147483648", "99999999999"])
def test_nonsense_is_refused(gail, url, base):
    assert client_for(gail).post(url, typed() | {"base": base}).status_code == 422
    assert client_for(gail).get(url, {"base": base}).status_code == 422
    assert client_for(gail).put(url).status_code == 405
    assert not ProgressUpdate.objects.exists()
