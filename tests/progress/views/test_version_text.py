"""The very text that was signed, as a file."""

import pytest

from progress.content import fingerprint
from tests.cast import client_for
from tests.progress.drafts import published
from tests.progress.views.pages import address

pytestmark = pytest.mark.django_db


def test_its_sha256_is_the_fingerprint(gail, cyrus, commitment, period):
    update = published(gail, cyrus, commitment, period)
    response = client_for().get(address("version_text", commitment, 2))
    assert response["Content-Type"].startswith("application/json")
    assert fingerprint(response.content.decode()) == update.latest_version().content_hash


def test_a_draft_is_for_those_who_write(gail, cyrus, commitment, period):
    published(gail, cyrus, commitment, period)
    url = address("version_text", commitment, 1)
    assert client_for().get(url).status_code == 404
    assert client_for(gail).get(url).status_code == 200
