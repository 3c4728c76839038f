"""Showing a plan to readers."""

import pytest

from tests.cast import TODAY, client_for
from tests.commitments.views.working import assert_refused, recorded, why

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(plan):
    return f"/plans/{plan.slug}/publish/"


def test_the_plan_is_public_from_today(sam, commitment, hidden_plan, url):
    response = client_for(sam).post(url)
    assert response["Location"] == hidden_plan.get_absolute_url()
    hidden_plan.refresh_from_db()
    assert hidden_plan.published_on == TODAY
    assert why(hidden_plan) == ("Sam Shah", "Published")


def test_it_asks_first(sam, commitment, hidden_plan, url):
    page = client_for(sam).get(url).content.decode()
    assert "The plan holds 1 commitment." in page
    assert "Publish the plan" in page
    hidden_plan.refresh_from_db()
    assert not hidden_plan.is_public


def test_it_asks_the_secretariat_only(url, rae, others):
    assert_refused(url, rae, *others)


def test_a_plan_without_commitments_stays_hidden(sam, hidden_plan, url):
    page = client_for(sam).post(url).content.decode()
    assert "Add at least one commitment before you publish the plan." in page
    hidden_plan.refresh_from_db()
    assert not hidden_plan.is_public


def test_a_public_plan_is_not_published_twice(sam, plan, commitment, url):
    before = recorded()
    assert "has been public since 31 October 2013" in client_for(sam).get(url).content.decode()
    assert "This plan is already public." in client_for(sam).post(url).content.decode()
    assert recorded() == before
