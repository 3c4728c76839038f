"""Who has a copy learns in few bytes whether it still holds."""

import datetime as dt

import pytest
from django.utils.http import http_date, parse_http_date

from ogp_tracker.models import AuditRecord
from opendata import freshness
from tests.cast import commitment_of
from tests.opendata.api.asking import ROOT

pytestmark = pytest.mark.django_db
ADDRESSES = [ROOT, f"{ROOT}commitments/", f"{ROOT}plans/uk-nap-2013-15/", "/api/schema/"]


@pytest.fixture
def settled(monkeypatch):
    """What the test wrote is long ago: the audit itself cannot be changed."""
    monkeypatch.setattr(freshness, "SETTLES", dt.timedelta(days=-1))


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_same_content_is_not_sent_twice(client, plan, address):
    first = client.get(address)
    assert first["Cache-Control"] == "public, max-age=60"
    again = client.get(address, headers={"if-none-match": f'"other", {first["ETag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert client.get(address, headers={"if-none-match": '"other"'}).content == first.content


def test_a_change_makes_another_mark(client, plan):
    first = client.get(ADDRESSES[1])
    commitment_of(plan, "8", "Open records")
    again = client.get(ADDRESSES[1], headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_head_says_what_get_would(client, plan):
    get, head = client.get(ADDRESSES[1]), client.head(ADDRESSES[1])
    assert head.content == b""
    for name in ("ETag", "Content-Length", "Content-Type", "Cache-Control"):
        assert head[name] == get[name]


def test_what_has_not_changed_since(client, plan, settled):
    first = client.get(ADDRESSES[1])
    since = {"if-modified-since": first["Last-Modified"]}
    assert client.get(ADDRESSES[1], headers=since).status_code == 304
    before = parse_http_date(first["Last-Modified"]) - 1
    since = {"if-modified-since": http_date(before)}
    assert client.get(ADDRESSES[1], headers=since).status_code == 200
    assert client.get(ADDRESSES[1], headers={"if-modified-since": "nonsense"}).status_code == 200


def test_just_after_a_change_no_moment_is_named(client, plan):
    """A transaction that began before it may still come."""
    assert "Last-Modified" not in client.get(ADDRESSES[1])


def test_the_moment_is_that_of_the_last_change(plan, settled):
    assert freshness.last_changed() >= AuditRecord.objects.latest("pk").recorded_at


def test_a_new_day_is_a_change(plan, settled, settings):
    """Days late are counted by it."""
    day = dt.date(2199, 1, 1)
    settings.TRACKER_TODAY = day
    # Midnight in London, in winter.
    assert freshness.last_changed() == dt.datetime(2199, 1, 1, tzinfo=dt.UTC)
    type(plan).objects.filter(pk=plan.pk).update(time_zone="America/New_York")
    assert freshness.last_changed() == dt.datetime(2199, 1, 1, 5, tzinfo=dt.UTC)


def test_a_file_has_another_mark_on_a_new_day_of_any_plan(plan, settings):
    """In the time zone of the site, or of the plan alone."""
    before = freshness.mark_of("plans.csv")
    assert freshness.mark_of("plans.csv") == before
    assert freshness.mark_of("themes.csv") != before
    settings.TRACKER_TODAY = dt.date(2199, 1, 1)
    assert freshness.mark_of("plans.csv") != before


def test_scripts_of_any_site_may_read_it(client, plan):
    response = client.get(ADDRESSES[1], headers={"origin": "https://example.org"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    asked = {"origin": "https://example.org", "access-control-request-method": "GET"}
    before = client.options(ADDRESSES[1], headers=asked)
    assert before.status_code == 200
    assert before["Access-Control-Allow-Origin"] == "*"
    assert "POST" not in before["Access-Control-Allow-Methods"]
    for address in ("/commitments/", "/account/login/"):
        response = client.get(address, headers={"origin": "https://example.org"})
        assert "Access-Control-Allow-Origin" not in response
