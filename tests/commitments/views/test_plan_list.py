"""The list of plans."""

import pytest
from django.urls import reverse

from tests.cast import action_plan, assert_same_queries, client_for, commitment_of

pytestmark = pytest.mark.django_db

URL = reverse("commitments:plan_list")


def test_it_lists_public_plans(client, commitment):
    response = client.get(URL)
    page = response.content.decode()
    assert "UK National Action Plan 2013 to 2015" in page
    assert "1 commitment." in page
    assert "Published 31 October 2013" in page
    assert "Add a plan" not in page
    assert not response.cookies


def test_unpublished_plans_are_for_those_who_prepare_them(client, plan, sam, nora, gail):
    action_plan("next", number=3, title="The next plan", published_on=None)
    for reader in (sam, nora):
        page = client_for(reader).get(URL).content.decode()
        assert "The next plan" in page
        assert "Not yet public" in page
    for reader in (client, client_for(gail)):
        assert "The next plan" not in reader.get(URL).content.decode()


def test_the_secretariat_can_add_one(sam, nora, plan):
    assert reverse("commitments:plan_add") in client_for(sam).get(URL).content.decode()
    assert reverse("commitments:plan_add") not in client_for(nora).get(URL).content.decode()


def test_the_queries_do_not_grow(client, today, db):
    def add_row(number):
        plan = action_plan(f"plan-{number}", number=number, title=f"Plan {number}")
        commitment_of(plan, "1", "A promise")

    assert_same_queries(client, URL, add_row)
