"""A plan's page."""

import pytest
from django.urls import reverse

from commitments import actions
from tests.cast import assert_same_queries, client_for, commitment_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(plan):
    return reverse("commitments:plan_detail", args=[plan.slug])


def test_it_shows_facts_and_commitments_by_theme(client, commitment, plan, url):
    actions.add_theme(by=None, plan=plan, name="Open data", order=2)
    response = client.get(url)
    page = response.content.decode()
    assert page.index("Government integrity") < page.index(commitment.title)
    assert page.index(commitment.title) < page.index("Open data")
    assert "31 October 2013" in page
    assert "No commitment yet." in page
    assert reverse("commitments:plan_day", args=[plan.slug]) in page
    assert reverse("commitments:plan_dates", args=[plan.slug]) in page
    assert not response.cookies


def test_commitments_stand_in_the_plan_s_order(client, plan, url):
    for number in ("10", "9"):
        commitment_of(plan, number, f"Promise {number}")
    page = client.get(url).content.decode()
    assert page.index("Promise 9") < page.index("Promise 10")


def test_readers_do_not_find_an_unpublished_plan(client, hidden_plan, url, gail, sam, nora):
    for reader in (client, client_for(gail)):
        assert reader.get(url).status_code == 404
    for reader in (sam, nora):
        assert "This plan is not yet public" in client_for(reader).get(url).content.decode()


def test_only_the_secretariat_is_offered_changes(client, plan, url, sam, nora):
    edit = reverse("commitments:plan_edit", args=[plan.slug])
    assert edit in client_for(sam).get(url).content.decode()
    for reader in (client, client_for(nora)):
        assert edit not in reader.get(url).content.decode()


def test_no_plan_has_this_address(client, db):
    response = client.get(reverse("commitments:plan_detail", args=["nothing-here"]))
    assert response.status_code == 404
    assert "Search the commitments" in response.content.decode()


def test_the_queries_do_not_grow(client, plan, url):
    assert_same_queries(client, url, lambda number: commitment_of(plan, str(number), f"P {number}"))
