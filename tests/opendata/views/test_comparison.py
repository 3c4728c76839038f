"""Choosing what to compare."""

import datetime as dt

import pytest

from tests.cast import action_plan, reporting_period

pytestmark = pytest.mark.django_db

URL = "/compare/"


def test_it_offers_three_plain_forms(client, plan, commitment, period, settings):
    reporting_period(plan, dt.date(2014, 9, 30))
    settings.TRACKER_TODAY = dt.date(2014, 9, 1)
    response = client.get(URL)
    assert not response.cookies
    page = response.content.decode()
    for kind in ("plans", "periods", "organisations"):
        assert f'action="/compare/{kind}/"' in page
    assert '<option value="uk-nap-2013-15">' in page
    assert '<option value="2014-09-30">30 September 2014</option>' in page
    assert '<option value="bis">' in page
    assert 'method="post"' not in page


def test_ids_are_used_once(client, plan, commitment):
    page = client.get(URL).content.decode()
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_what_is_not_public_is_not_on_offer(client, plan, commitment):
    action_plan("next", number=3, published_on=None)
    assert 'value="next"' not in client.get(URL).content.decode()


def test_an_empty_site_says_that_there_is_nothing_to_compare(client, db):
    page = client.get(URL).content.decode()
    assert "There are no two reporting dates yet" in page
