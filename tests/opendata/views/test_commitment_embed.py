import datetime as dt
import re

import pytest
from django.urls import reverse

from tests.cast import action_plan, commitment_of
from tests.progress.drafts import published

pytestmark = pytest.mark.django_db


def address(commitment):
    return reverse("opendata:commitment_embed", args=[commitment.slug])


def test_it_says_how_far_each_side_says_it_is_and_what_comes_next(
    client, gail, cyrus, commitment, period
):
    published(gail, cyrus, commitment, period)
    commitment.refresh_from_db()
    text = client.get(address(commitment)).text
    assert "Commitment 7: Company beneficial ownership information" in text
    assert "Government says" in text
    assert "Civil society says" in text
    assert commitment.get_government_completion_display() in text
    assert "Finish the national risk assessment, 2014" in text
    assert f'href="http://localhost:8000{commitment.get_absolute_url()}" target="_blank"' in text


def test_anybody_may_frame_it_and_nothing_else(client, commitment):
    card = client.get(address(commitment))
    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert "script-src 'none'" in card["Content-Security-Policy"]
    assert "X-Frame-Options" not in card
    page = client.get(commitment.get_absolute_url())
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_it_brings_nothing_along(client, commitment):
    response = client.get(address(commitment))
    assert not response.cookies
    assert "<script" not in response.text
    loaded = re.findall(
        r'<(?:link rel="(?:stylesheet|icon)"|img)[^>]*?(?:href|src)="([^"]+)"', response.text
    )
    assert loaded
    assert all(path.startswith("/static/") for path in loaded)
    assert '<html lang="en' in response.text


def test_without_a_date_ahead_it_says_so(client, commitment, settings):
    settings.TRACKER_TODAY = dt.date(2015, 1, 1)
    assert "None with a fixed date ahead" in client.get(address(commitment)).text


def test_what_is_not_public_has_no_card(client, today, db):
    hidden = commitment_of(action_plan(number=3, published_on=None), "1", "Not yet public")
    assert client.get(address(hidden)).status_code == 404
