"""Changing a plan's facts."""

import datetime as dt

import pytest

from commitments.actions import add_theme
from tests.cast import action_plan, assert_same_queries, client_for
from tests.commitments.views.working import (
    WHY,
    assert_refused,
    errors_of,
    filled,
    opened,
    recorded,
    send,
    why,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(plan):
    return f"/plans/{plan.slug}/edit/"


def test_a_plan_is_changed_and_the_history_says_why(sam, plan, url, involve):
    response = send(sam, url, civil_society_coordinator=involve, licence="OGL v3", reason=WHY)
    assert response["Location"] == plan.get_absolute_url()
    plan.refresh_from_db()
    assert (plan.civil_society_coordinator, plan.licence) == (involve, "OGL v3")
    assert plan.published_on == dt.date(2013, 10, 31)
    assert why(plan) == ("Sam Shah", WHY)


def test_the_page_leads_to_what_belongs_to_the_plan(sam, plan, url):
    page = client_for(sam).get(url).content.decode()
    for address in ("themes/add/", "commitments/add/"):
        assert f"/plans/{plan.slug}/{address}" in page
    assert f"/themes/{plan.themes.get().pk}/edit/" in page
    assert "Publish the plan" not in page


def test_a_save_that_changes_nothing_is_not_recorded(sam, url):
    client = client_for(sam)
    sent = filled(opened(client, url), reason=WHY)
    before = recorded()
    errors = errors_of(client.post(url, sent))
    assert errors == {"__all__": ["You have not changed anything. Change something, or cancel."]}
    assert recorded() == before


def test_a_reason_is_asked_for(sam, plan, url):
    errors = errors_of(send(sam, url, licence="OGL v3"))
    assert errors == {"reason": ["Say why this is changing"]}
    plan.refresh_from_db()
    assert plan.licence == ""


def test_the_number_of_queries_stays(sam, plan, url):
    def add_row(number):
        add_theme(by=None, plan=plan, name=f"Theme {number}")

    assert_same_queries(client_for(sam), url, add_row)


def test_it_asks_the_secretariat_only(url, rae, others):
    assert_refused(url, rae, *others, data={"licence": "mine", "reason": WHY})


def test_a_hidden_plan_is_not_found_by_others(hidden_plan, url, sam, nora, gail, olga):
    assert client_for(sam).get(url).status_code == 200
    assert client_for(nora).get(url).status_code == 403
    assert [client_for(who).get(url).status_code for who in (gail, olga)] == [404, 404]


def test_an_unknown_plan_is_not_found(sam):
    assert client_for(sam).get("/plans/nothing/edit/").status_code == 404


def test_the_number_of_another_plan_is_refused(sam, plan, url):
    action_plan("uk-nap-2016-18", 3, title="Third plan")
    errors = errors_of(send(sam, url, number=3, reason=WHY))
    assert errors == {"number": ["There is already a plan with this number for this country"]}


def test_the_last_day_comes_after_the_first(sam, url):
    errors = errors_of(send(sam, url, ends_on=dt.date(2012, 1, 1), reason=WHY))
    assert errors == {"ends_on": ["Last day must be the same as or after the first day"]}
