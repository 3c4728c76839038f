"""The public history of a plan."""

import pytest
from django.urls import reverse

from commitments import actions
from tests.cast import action_plan, assert_same_queries, client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(plan):
    return reverse("commitments:plan_history", args=[plan.slug])


def retitle(plan, by, title, reason="Reprinted"):
    plan.title = title
    actions.edit_row(by=by, row=plan, changed=["title"], reason=reason)


def test_it_says_who_changed_what_when_and_why(client, plan, url, sam):
    retitle(plan, sam, "Open government 2013 to 2015", "The plan was reprinted")
    response = client.get(url)
    page = response.content.decode()
    assert "Plan: title changed" in page
    assert "Sam Shah, secretariat, Cabinet Office" in page
    assert "14 April 2014, " in page
    assert "Reason: The plan was reprinted" in page
    assert "<del>UK National Action Plan 2013 to 2015</del>" in page
    assert "<ins>Open government 2013 to 2015</ins>" in page
    assert "Plan added to the tracker" in page
    assert "With 1 theme." in page
    assert "@example.org" not in page
    assert not response.cookies


def test_the_plan_leads_to_it_and_back(client, plan, url):
    assert f'href="{url}"' in client.get(plan.get_absolute_url()).content.decode()
    assert f'href="{plan.get_absolute_url()}"' in client.get(url).content.decode()


def test_hostile_text_stays_text(client, plan, url, sam):
    retitle(plan, sam, "<script>alert(1)</script>", "<img src=x onerror=alert(2)>")
    page = client.get(url).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_twenty_five_events_to_a_page(client, plan, url, sam):
    for number in range(26):
        retitle(plan, sam, f"Title {number}", f"Reason {number}")
    first = client.get(url).content.decode()
    assert "Reason: Reason 25<" in first
    assert "Reason: Reason 0<" not in first
    assert "Reason: Reason 0<" in client.get(url, {"page": "2"}).content.decode()


def test_readers_do_not_find_that_of_an_unpublished_plan(client, today, sam, gail):
    plan = action_plan(published_on=None)
    url = reverse("commitments:plan_history", args=[plan.slug])
    for reader in (client, client_for(gail)):
        assert reader.get(url).status_code == 404
    assert "This plan is not yet public" in client_for(sam).get(url).content.decode()


def test_no_plan_has_this_address(client, db):
    assert client.get(reverse("commitments:plan_history", args=["nothing"])).status_code == 404


def test_the_queries_do_not_grow(client, plan, url, sam, bis, global_witness):
    def add_row(number):
        retitle(plan, sam, f"Title {number}", f"Reason {number}")
        plan.coordinator = (bis, global_witness)[number % 2]
        actions.edit_row(by=sam, row=plan, changed=["coordinator"], reason=f"Moved {number}")
        actions.add_theme(by=sam, plan=plan, name=f"Theme {number}", reason=f"Added {number}")

    assert_same_queries(client, url, add_row)
