import pytest
from django.urls import reverse

from tests.cast import action_plan

pytestmark = pytest.mark.django_db


def address(plan):
    return reverse("opendata:plan_embed", args=[plan.slug])


def test_it_shows_the_plan_in_numbers(client, commitment):
    response = client.get(address(commitment.plan))
    assert not response.cookies
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert "<dt>Milestones</dt><dd>2</dd>" in response.text
    assert "Finish the national risk assessment, 2014" in response.text


def test_what_is_not_public_has_no_card(client, today, db):
    hidden = action_plan(number=3, published_on=None)
    assert client.get(address(hidden)).status_code == 404
