"""The list of those who keep track of many commitments."""

import datetime as dt

import pytest

from commitments.actions import add_milestone
from commitments.models import Precision, PrintedDate
from network.models import Person
from tests.cast import (
    NO_DATE,
    assert_same_queries,
    client_for,
    commitment_of,
    organisation,
)
from tests.commitments.views.working import assert_refused

pytestmark = pytest.mark.django_db
URL = "/portfolio/"


@pytest.fixture
def elsewhere(plan):
    """A commitment of another department."""
    return commitment_of(plan, "9", "Open policing", organisation("Home Office"))


def page_of(somebody) -> str:
    return client_for(somebody).get(URL).content.decode()


def test_a_relationship_manager_sees_their_departments_only(rae, commitment, elsewhere):
    page = page_of(rae)
    assert commitment.title in page
    assert elsewhere.title not in page
    assert f"/milestones/{commitment.milestones.get(ref='7.01').pk}/report/" in page
    assert "Add a plan" not in page


def test_the_secretariat_sees_all(sam, commitment, elsewhere):
    page = page_of(sam)
    assert commitment.title in page
    assert elsewhere.title in page
    assert "There is no lead for government or civil society" in page
    assert "/plans/add/" in page


def test_a_lead_who_may_not_sign_in_is_none(sam, cyrus, commitment):
    assert "There is no lead" not in page_of(sam)
    Person.objects.filter(pk=cyrus.pk).update(is_active=False)
    assert "There is no lead for civil society" in page_of(sam)


def test_what_comes_next(rae, commitment):
    assert "Milestone 7.02, 2014" in page_of(rae)


def test_a_date_that_has_passed_comes_first(rae, commitment):
    day = dt.date(2014, 3, 31)
    due = PrintedDate("March 2014", Precision.MONTH, day, day)
    add_milestone(by=None, commitment=commitment, due=due, ref="7.03", title="Late", order=3)
    page = page_of(rae)
    assert "Say what became of milestone 7.03: its date has passed" in page
    assert "Date passed" in page


def test_what_is_closed_or_hidden_is_not_in_it(rae, commitment):
    commitment.stage = "withdrawn"
    commitment.save()
    assert "There is no open commitment here." in page_of(rae)


def test_a_manager_does_not_see_a_hidden_plan(rae, sam, commitment, hidden_plan):
    assert commitment.title not in page_of(rae)
    assert commitment.title in page_of(sam)


def test_it_is_for_those_who_keep_track(others):
    assert_refused(URL, *others)


def test_a_page_that_does_not_exist_shows_one_that_does(rae, commitment):
    response = client_for(rae).get(URL, {"page": "many"})
    assert commitment.title in response.content.decode()


def test_the_number_of_queries_stays(sam, plan, bis):
    def add_row(number):
        one = commitment_of(plan, str(number), f"Promise {number}", bis)
        add_milestone(by=None, commitment=one, due=NO_DATE, ref=f"{number}.01", title="First")

    assert assert_same_queries(client_for(sam), URL, add_row) < 12
