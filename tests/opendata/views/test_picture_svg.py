"""A picture alone."""

import pytest

from opendata.picturing.pictures import PICTURES
from tests.cast import action_plan
from tests.opendata.svg import read_svg

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", PICTURES)
def test_everybody_gets_it_without_a_cookie(client, plan, commitment, period, name):
    response = client.get(f"/plans/{plan.slug}/pictures/{name}.svg")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert 'rel="license"' in response["Link"]
    assert not response.cookies
    root = read_svg(response.content.decode())
    text = " ".join(root.itertext())
    assert "http://localhost:8000/plans/uk-nap-2013-15/pictures/" in text.replace("- ", "-")


def test_it_is_not_there_before_the_plan_is_public(client, today, db):
    plan = action_plan("next", number=3, published_on=None)
    assert client.get(f"/plans/{plan.slug}/pictures/blockers.svg").status_code == 404


def test_there_is_no_picture_of_another_name(client, plan):
    assert client.get(f"/plans/{plan.slug}/pictures/nonsense.svg").status_code == 404
