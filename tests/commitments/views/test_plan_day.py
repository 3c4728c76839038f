"""Asking for the day on which to see a plan."""

import pytest
from django.urls import reverse

from tests.cast import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(plan):
    return reverse("commitments:plan_day", args=[plan.slug])


def typed(day, month, year):
    return {"on_day": day, "on_month": month, "on_year": year}


def test_it_leads_to_the_day(client, plan, url):
    page = client.get(url).content.decode()
    assert "See it as on" in page
    assert "There is a problem" not in page
    response = client.get(url, typed("30", "June", "2014"))
    assert response["Location"] == f"{url}2014-06-30/"
    assert not response.cookies


def test_readers_do_not_find_that_of_an_unpublished_plan(client, plan, hidden_plan, url, gail):
    for reader in (client, client_for(gail)):
        assert reader.get(url, typed("30", "6", "2014")).status_code == 404


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (("", "", ""), "Enter the day to see it on"),
        (("30", "", "2014"), "Day must include a month"),
        (("30", "2", "2014"), "Day must be a real date"),
        (("30", "6", "14"), "Day must have a year of 4 numbers"),
        (("<b>", "6", "2014"), "Day must be a real date"),
    ],
)
def test_nonsense_is_named(client, url, day, sentence):
    page = client.get(url, typed(*day)).content.decode()
    assert "There is a problem" in page
    assert sentence in page
    assert "<b>" not in page
