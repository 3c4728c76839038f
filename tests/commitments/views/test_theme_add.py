"""Adding a theme to a plan."""

import pytest

from tests.cast import client_for
from tests.commitments.views.working import assert_refused, errors_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(plan):
    return f"/plans/{plan.slug}/themes/add/"


def test_a_theme_is_added(sam, plan, url):
    response = send(sam, url, name="Open data")
    assert response["Location"] == plan.get_absolute_url()
    theme = plan.themes.get(name="Open data")
    assert (theme.slug, theme.order) == ("open-data", 2)


def test_a_second_click_adds_nothing(sam, plan, url):
    send(sam, url, name="Open data")
    errors = errors_of(send(sam, url, name="Open data"))
    assert errors == {"name": ["The plan already has a theme with this name"]}
    assert plan.themes.count() == 2


def test_it_asks_the_secretariat_only(url, rae, others):
    assert_refused(url, rae, *others, data={"name": "Mine", "order": 1})


def test_a_hidden_plan_is_not_found_by_others(hidden_plan, url, gail):
    assert client_for(gail).post(url, {"name": "Mine", "order": 1}).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": ""}, "name"), ({"name": "A\u202eB"}, "name"), ({"name": "A", "order": -1}, "order")],
)
def test_nonsense_is_named(sam, plan, url, changes, field):
    assert list(errors_of(send(sam, url, **changes))) == [field]
    assert plan.themes.count() == 1
