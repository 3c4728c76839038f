"""Two versions of an update, compared."""

from dataclasses import replace

import pytest

from network.workflow import Side
from progress.updates.actions import save_draft
from tests.cast import client_for
from tests.progress.drafts import key, published
from tests.progress.views.pages import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected(gail, cyrus, commitment, period):
    """Published as version 2, corrected as version 3."""
    update = published(gail, cyrus, commitment, period)
    version = save_draft(
        by=gail,
        side=Side.GOVERNMENT,
        commitment=commitment,
        period=period,
        base=2,
        content=replace(update.latest_version().content, done="The law was shared & read."),
        reason="More was done.",
    )
    key(gail, Side.GOVERNMENT, version)
    key(cyrus, Side.CIVIL_SOCIETY, version)
    return update


def test_readers_compare_what_was_published(commitment, corrected):
    page = client_for().get(address("version_compare", commitment, 2, 3)).content.decode()
    assert "What changed from version 2 to version 3" in page
    assert "<ins" in page
    assert "&amp; read" in page
    assert "More was done." in page


def test_drafts_are_compared_by_those_who_write(gail, commitment, corrected):
    url = address("version_compare", commitment, 1, 2)
    assert client_for().get(url).status_code == 404
    page = client_for(gail).get(url).content.decode()
    assert "civil society’s view" in page


def test_nothing_different_is_said(commitment, corrected):
    page = client_for().get(address("version_compare", commitment, 3, 3)).content.decode()
    assert "Nothing is different." in page


def test_a_version_that_never_was_is_not_found(commitment, corrected):
    assert client_for().get(address("version_compare", commitment, 2, 9)).status_code == 404
