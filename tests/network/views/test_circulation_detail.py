"""One circulation as its readers see it."""

import pytest

from tests.cast import client_for
from tests.network.circulation.months import UPDATE, drafted, sent

pytestmark = pytest.mark.django_db
URL = "/circulations/2014-04/"


def test_everybody_reads_what_was_sent(client, nora):
    sent(nora)
    page = client.get(URL).content.decode()
    assert UPDATE in page
    assert "<strong>New updates</strong>" in page
    assert 'href="http://localhost:8000/commitments/7/"' in page
    assert "by Nora Nash" in page


def test_the_coordinator_previews_a_draft(nora):
    drafted()
    page = client_for(nora).get(URL).content.decode()
    assert "This is a draft" in page
    assert f'href="{URL}send/"' in page


def test_a_draft_is_not_there_for_others(client, sam, mia):
    drafted()
    for other in (sam, mia, None):
        assert client_for(other).get(URL).status_code == 404


@pytest.mark.parametrize("month", ["2014-05", "2014-13", "nonsense", "2014-04-01"])
def test_a_month_without_one_is_not_there(client, nora, month):
    sent(nora)
    assert client.get(f"/circulations/{month}/").status_code == 404
