"""A member's way out of the circulation."""

import pytest
from django.test import Client

from network.models import CirculationReader
from tests.network.circulation.months import sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(nora, mia):
    sent(nora)
    return CirculationReader.objects.get(person=mia)


def url(reader):
    return f"/circulations/leave/{reader.token}/"


def test_one_post_without_signing_in_stops_it(reader):
    client = Client(enforce_csrf_checks=True)
    response = client.post(
        url(reader), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert (response.status_code, bool(response.cookies)) == (200, False)
    assert "You get no more circulations" in response.content.decode()
    reader.refresh_from_db()
    assert reader.left_at is not None


def test_opening_it_changes_nothing(client, reader):
    page = client.get(url(reader)).content.decode()
    assert "Stop the monthly circulation" in page
    assert "mia@example.org" in page
    reader.refresh_from_db()
    assert reader.left_at is None


def test_twice_is_as_good_as_once(client, reader):
    client.post(url(reader))
    reader.refresh_from_db()
    left_at = reader.left_at
    assert client.post(url(reader)).status_code == 200
    reader.refresh_from_db()
    assert reader.left_at == left_at


def test_a_made_up_link_stops_nothing(client, reader):
    assert client.post("/circulations/leave/nonsense/").status_code == 404
    assert not CirculationReader.objects.exclude(left_at=None).exists()
