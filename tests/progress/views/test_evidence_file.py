"""Handing out a file that was handed in as evidence."""

from dataclasses import replace

import pytest
from django.urls import reverse

from network.workflow import Side
from progress.content import MilestoneLine
from progress.updates.actions import keep_evidence, save_draft
from tests.cast import client_for, commitment_of
from tests.progress.drafts import TEXT, key, published, published_as
from tests.progress.files import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(gail, commitment, period):
    return keep_evidence(
        by=gail,
        side=Side.GOVERNMENT,
        commitment=commitment,
        period=period,
        milestone=commitment.milestones.first(),
        name='Minutes "of" März.pdf',
        content=PDF,
    )


@pytest.fixture
def url(commitment, kept):
    return reverse("progress:evidence_file", args=[commitment.slug, kept.sha256])


@pytest.fixture
def naming(kept):
    """A text that names the file."""
    line = MilestoneLine(evidence_file=kept.sha256, evidence_name=kept.name, ref="7.01")
    return replace(TEXT, milestones={str(kept.milestone_id): line})


def test_readers_save_the_file_of_a_published_update(
    client, gail, cyrus, commitment, period, naming, kept, url
):
    published_as(gail, cyrus, commitment, period, naming)
    response = client.get(url)
    assert response.content == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''Minutes%20")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["ETag"] == f'"{kept.sha256}"'
    assert not response.cookies


def test_readers_save_that_of_an_early_start(
    client, gail, cyrus, commitment, period, naming, kept, url, today
):
    published_as(gail, cyrus, commitment, period, naming)
    commitment.plan.published_on = None
    commitment.plan.save()
    assert client.get(url).status_code == 404
    commitment.stage, commitment.started_early_on = "early_start", today
    commitment.save()
    assert client.get(url).content == PDF


def test_who_has_it_already_is_told_so(client, gail, cyrus, commitment, period, naming, url):
    published_as(gail, cyrus, commitment, period, naming)
    etag = client.get(url)["ETag"]
    response = client.get(url, headers={"if-none-match": etag})
    assert (response.status_code, response.content) == (304, b"")
    assert client.head(url)["ETag"] == etag


@pytest.mark.parametrize("name", ["gail", "cyrus", "rae", "sam"])
def test_before_that_it_is_for_those_who_see_the_draft(request, name, url):
    assert client_for(request.getfixturevalue(name)).get(url).content == PDF


@pytest.mark.parametrize("name", [None, "mia", "nora", "olga"])
def test_nobody_else_finds_it(request, name, gail, cyrus, commitment, period, url, kept):
    published(gail, cyrus, commitment, period)  # an update that does not name it
    client = client_for(request.getfixturevalue(name) if name else None)
    assert client.get(url).status_code == 404
    etag = {"if-none-match": f'"{kept.sha256}"'}
    assert client.get(url, headers=etag).status_code == 404


def test_that_a_text_quotes_its_fingerprint_does_not_make_it_public(
    client, gail, cyrus, commitment, period, kept, url
):
    quoted = f'"evidence_file":"{kept.sha256}"'
    published_as(gail, cyrus, commitment, period, replace(TEXT, done=quoted))
    assert client.get(url).status_code == 404


def test_another_commitments_address_does_not_lead_to_it(
    client, gail, cyrus, plan, bis, commitment, period, naming, kept
):
    published_as(gail, cyrus, commitment, period, naming)
    other = commitment_of(plan, "8", "Another", bis)
    wrong = reverse("progress:evidence_file", args=[other.slug, kept.sha256])
    assert client.get(wrong).status_code == 404


def test_an_unpublished_plan_hides_it(
    client, sam, gail, cyrus, plan, commitment, period, naming, url
):
    published_as(gail, cyrus, commitment, period, naming)
    plan.published_on = None
    plan.save()
    assert client.get(url).status_code == 404
    assert client_for(sam).get(url).status_code == 200


def test_a_correction_does_not_take_it_away(client, gail, cyrus, commitment, period, naming, url):
    """What any published version names stays within reach, whatever is in force now."""
    update = published_as(gail, cyrus, commitment, period, naming)
    first = update.latest_version()
    version = save_draft(
        by=gail,
        side=Side.GOVERNMENT,
        commitment=commitment,
        period=period,
        base=first.number,
        content=replace(first.content, milestones={}),
        reason="The file was the wrong one",
    )
    key(gail, Side.GOVERNMENT, version)
    assert key(cyrus, Side.CIVIL_SOCIETY, version)
    assert client.get(url).content == PDF


@pytest.mark.parametrize("sha256", ["0" * 63, "G" * 64, "0" * 65])
def test_nonsense_is_not_found(client, commitment, sha256):
    assert client.get(f"/commitments/{commitment.slug}/evidence/{sha256}/").status_code == 404


def test_nothing_is_sent_to_it(client, url):
    assert client.post(url).status_code == 405
