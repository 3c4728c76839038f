"""Who asks too often is asked to wait, and nobody else is."""

import pytest
from django.conf import settings as site
from django.core.cache import caches
from django.test import Client

from tests.opendata.api.asking import ROOT

pytestmark = pytest.mark.django_db
URL = f"{ROOT}plans/"


@pytest.fixture(autouse=True)
def _few(settings, monkeypatch):
    settings.API_REQUESTS_PER_HOUR, settings.API_REQUESTS_PER_MINUTE = 5, 3
    at(monkeypatch, 1_800_000_000)


def at(monkeypatch, seconds):
    monkeypatch.setattr("opendata.api.throttling.time.time", lambda: float(seconds))


def statuses(number, origin="192.0.2.1", address=URL):
    client = Client(REMOTE_ADDR=origin)
    return [client.get(address).status_code for _ in range(number)]


def test_not_all_at_once(monkeypatch):
    assert statuses(4) == [200, 200, 200, 429]
    at(monkeypatch, 1_800_000_060)
    assert statuses(1) == [200]


def test_so_many_in_an_hour(monkeypatch):
    assert statuses(3) == [200, 200, 200]
    at(monkeypatch, 1_800_000_060)
    assert statuses(3) == [200, 200, 429]
    at(monkeypatch, 1_800_003_600)
    assert statuses(1) == [200]


def test_it_says_how_long_to_wait(monkeypatch):
    at(monkeypatch, 1_800_000_018)
    statuses(3)
    response = Client(REMOTE_ADDR="192.0.2.1").get(URL)
    assert response["Retry-After"] == "42"
    assert response.json() == {"detail": "You have asked too often: ask again in 42 seconds."}
    assert response["Cache-Control"] == "no-store"


def test_every_address_of_the_api_counts():
    assert statuses(1, address=ROOT) == [200]
    assert statuses(1, address="/api/schema/") == [200]
    assert statuses(1, address=f"{ROOT}plans/nonsense/") == [404]
    assert statuses(1) == [429]


def test_pages_are_not_counted():
    assert statuses(5, address="/api/guide/plans/") == [200] * 5


def test_others_are_not_affected():
    statuses(4)
    assert statuses(1, origin="192.0.2.2") == [200]


def test_a_house_with_many_addresses_is_one_place():
    assert statuses(3, origin="2001:db8::1") == [200, 200, 200]
    assert statuses(1, origin="2001:db8::2") == [429]


def test_a_header_that_anybody_can_write_does_not_help():
    statuses(3)
    client = Client(REMOTE_ADDR="192.0.2.1")
    assert client.get(URL, headers={"x-forwarded-for": "192.0.2.77"}).status_code == 429


def test_those_whose_address_is_not_known_share():
    assert statuses(4, origin="") == [200, 200, 200, 429]


def test_0_is_no_limit(settings):
    settings.API_REQUESTS_PER_HOUR = settings.API_REQUESTS_PER_MINUTE = 0
    assert set(statuses(8)) == {200}


def test_without_the_cache_the_database_counts(settings):
    gone = {**site.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {**site.CACHES, "default": gone}
    caches["spare"].clear()
    assert statuses(4) == [200, 200, 200, 429]


def test_no_address_is_kept(monkeypatch):
    seen = []
    monkeypatch.setattr("opendata.api.throttling.cache.add", lambda key, *_, **__: seen.append(key))
    statuses(1)
    assert len(seen) == 2
    assert not any("192.0.2" in key for key in seen)
