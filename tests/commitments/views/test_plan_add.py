"""Adding a plan."""

import pytest

from commitments.models import ActionPlan
from tests.cast import client_for
from tests.commitments.views.working import assert_refused, errors_of, send

pytestmark = pytest.mark.django_db
URL = "/plans/add/"
NEW = {
    "title": "Third National Action Plan",
    "country": "United Kingdom",
    "country_code": "gbr",
    "number": 3,
}


def test_a_plan_is_added_and_not_yet_public(sam):
    response = send(sam, URL, **NEW, notes="First\n\nSecond")
    plan = ActionPlan.objects.get()
    assert response["Location"] == plan.get_absolute_url() == "/plans/third-national-action-plan/"
    assert (plan.country_code, plan.is_public, plan.notes) == ("GBR", False, ["First", "Second"])
    assert plan.time_zone == "Europe/London"


def test_a_second_click_adds_nothing(sam):
    send(sam, URL, **NEW)
    errors = errors_of(send(sam, URL, **NEW))
    assert errors == {"number": ["There is already a plan with this number for this country"]}
    assert ActionPlan.objects.count() == 1


def test_two_plans_of_one_title_have_two_addresses(sam):
    send(sam, URL, **NEW)
    send(sam, URL, **NEW | {"number": 4})
    slugs = set(ActionPlan.objects.values_list("slug", flat=True))
    assert slugs == {"third-national-action-plan", "third-national-action-plan-2"}


def test_a_plan_called_add_does_not_hide_this_page(sam):
    send(sam, URL, **NEW | {"title": "Add"})
    assert ActionPlan.objects.get().slug == "add-2"


def test_it_asks_the_secretariat_only(rae, others):
    assert_refused(URL, rae, *others, data=NEW)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"country_code": "G1"}, "country_code"),
        ({"number": "two"}, "number"),
        ({"number": 0}, "number"),
        ({"time_zone": "Moon/Base"}, "time_zone"),
        ({"starts_on_day": "31", "starts_on_month": "2", "starts_on_year": "2014"}, "starts_on"),
    ],
)
def test_nonsense_is_named_and_nothing_is_added(sam, changes, field):
    answer = client_for(sam).post(URL, {**NEW, "time_zone": "Europe/London", **changes})
    assert list(errors_of(answer)) == [field]
    assert not ActionPlan.objects.exists()
