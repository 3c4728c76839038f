"""A version's permanent page."""

import pytest

from tests.cast import client_for
from tests.progress.drafts import TEXT, published, whole_draft
from tests.progress.views.pages import address

pytestmark = pytest.mark.django_db


def test_readers_see_a_published_version(client, gail, cyrus, commitment, period):
    update = published(gail, cyrus, commitment, period)
    page = client.get(address("version_detail", commitment, 2)).content.decode()
    assert TEXT.done in page
    assert update.latest_version().content_hash in page
    assert "Both sides signed this text" in page


def test_readers_do_not_see_the_drafts_before_it(client, gail, cyrus, commitment, period):
    published(gail, cyrus, commitment, period)
    assert client.get(address("version_detail", commitment, 1)).status_code == 404


def test_leads_read_every_version(gail, cyrus, commitment, period):
    whole_draft(gail, cyrus, commitment, period)
    page = client_for(cyrus).get(address("version_detail", commitment, 1)).content.decode()
    assert "The text has changed since" in page


def test_others_do_not_find_drafts(olga, gail, cyrus, commitment, period):
    whole_draft(gail, cyrus, commitment, period)
    assert client_for(olga).get(address("version_detail", commitment, 1)).status_code == 404


def test_a_number_that_does_not_exist_is_not_found(gail, cyrus, commitment, period):
    published(gail, cyrus, commitment, period)
    assert client_for(gail).get(address("version_detail", commitment, 3)).status_code == 404
