"""Changing a theme."""

import pytest

from commitments.actions import add_theme
from tests.cast import client_for
from tests.commitments.views.working import WHY, assert_refused, errors_of, send, why

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme(plan):
    return plan.themes.get()


@pytest.fixture
def url(theme):
    return f"/themes/{theme.pk}/edit/"


def test_a_theme_gets_another_name_and_keeps_its_address(sam, theme, url):
    send(sam, url, name="Integrity of government", reason=WHY)
    theme.refresh_from_db()
    assert (theme.name, theme.slug) == ("Integrity of government", "government-integrity")
    assert why(theme) == ("Sam Shah", WHY)


def test_it_asks_the_secretariat_only(url, rae, others):
    assert_refused(url, rae, *others, data={"name": "Mine", "order": 1, "reason": WHY})


def test_a_theme_of_a_hidden_plan_is_not_found_by_others(hidden_plan, url, gail):
    assert client_for(gail).get(url).status_code == 404


def test_an_unknown_theme_is_not_found(sam):
    assert client_for(sam).get("/themes/999999/edit/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"), [({"name": ""}, "name"), ({"order": "first"}, "order")]
)
def test_nonsense_is_named(sam, url, changes, field):
    assert list(errors_of(send(sam, url, **changes, reason=WHY))) == [field]


def test_the_history_row_of_another_theme_is_no_beginning(sam, plan, theme, url):
    other = add_theme(by=None, plan=plan, name="Open data", order=2)
    sent = {"name": "X", "order": 1, "reason": WHY, "began_from": other.history.first().pk}
    page = client_for(sam).post(url, sent).content.decode()
    assert "This page is out of date. Open it again, then make your change." in page
    theme.refresh_from_db()
    assert theme.name == "Government integrity"
