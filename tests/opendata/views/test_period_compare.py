"""Two reporting dates side by side."""

import datetime as dt

import pytest

from commitments.actions import change_milestone_date
from commitments.models import Precision, PrintedDate
from opendata.comparing.periods import compare_periods
from tests.cast import FIRST_DUE, assert_same_queries, commitment_of, reporting_period
from tests.progress.blocking import blocker_of
from tests.progress.drafts import TEXT, published, published_as

pytestmark = pytest.mark.django_db

SECOND = dt.date(2014, 9, 30)
URL = "/compare/periods/"
BOTH = f"{URL}?plan=uk-nap-2013-15&a=2014-04-30&b=2014-09-30"
JUNE = PrintedDate("June 2015", Precision.MONTH, dt.date(2015, 6, 30), dt.date(2015, 6, 30))


@pytest.fixture
def second(plan, commitment, period):
    return reporting_period(plan, SECOND)


@pytest.fixture
def told(second, settings, gail, cyrus, commitment, period):
    """The sides said substantial and limited, then both substantial; a date moved in between."""
    published(gail, cyrus, commitment, period)
    settings.TRACKER_TODAY = dt.date(2014, 9, 20)
    published_as(gail, cyrus, commitment, second, TEXT)
    milestone = commitment.milestones.get(ref="7.02")
    change_milestone_date(by=gail, milestone=milestone, due=JUNE, reason="Late")
    blocker_of(cyrus, commitment)
    settings.TRACKER_TODAY = dt.date(2014, 10, 12)


def page_of(client, url=BOTH):
    return " ".join(client.get(url).content.decode().split())


def test_it_says_what_each_side_said_then_and_now(plan, told):
    (change,) = compare_periods(plan, FIRST_DUE, SECOND).changed
    assert [(view.before, view.after, view.has_changed) for view in change.views] == [
        ("Substantial", "Substantial", False),
        ("Limited", "Substantial", True),
    ]
    assert [date.due.text for date in change.moved] == ["June 2015"]
    assert len(change.raised) == 1
    assert (change.before, change.after, change.has_both) == ("On time", "On time", True)


def test_the_earlier_comes_first_whatever_the_order(plan, told):
    found = compare_periods(plan, SECOND, FIRST_DUE)
    assert (found.before.due_on, found.after.due_on) == (FIRST_DUE, SECOND)


def test_readers_see_it(client, told):
    response = client.get(BOTH)
    assert not response.cookies
    page = page_of(client)
    assert "What changed from 30 April 2014 to 30 September 2014" in page
    assert "now June 2015" in page
    assert "Nobody pays for the register" in page
    assert "/updates/compare/" in page or "Compare the texts of both updates" in page


def test_what_came_before_or_after_is_not_told(plan, second, settings, cyrus, commitment):
    blocker_of(cyrus, commitment)
    settings.TRACKER_TODAY = dt.date(2014, 10, 12)
    milestone = commitment.milestones.get(ref="7.02")
    change_milestone_date(by=None, milestone=milestone, due=JUNE, reason="Late")
    found = compare_periods(plan, FIRST_DUE, SECOND)
    assert found.changed == []
    assert len(found.still) == 1


def test_without_a_choice_it_asks(client, second, settings):
    settings.TRACKER_TODAY = dt.date(2014, 9, 20)
    page = page_of(client, URL)
    assert "First reporting date" in page
    assert "There is a problem" not in page


def test_a_plan_with_one_date_says_that_there_is_nothing_to_compare(client, plan, period):
    assert "no two reporting dates yet" in page_of(client, URL)


def test_a_date_is_not_compared_with_itself(client, second, settings):
    settings.TRACKER_TODAY = dt.date(2014, 9, 20)
    page = page_of(client, f"{URL}?plan=uk-nap-2013-15&a=2014-04-30&b=2014-04-30")
    assert "compared with itself, nothing differs" in page


def test_nonsense_is_refused(client, second, settings):
    settings.TRACKER_TODAY = dt.date(2014, 9, 20)
    page = page_of(client, f"{URL}?plan=uk-nap-2013-15&a=2014-04-30&b=1999-01-01")
    assert "Select the second reporting date from the list" in page
    assert client.get(f"{URL}?plan=nonsense").status_code == 404


def test_an_empty_site_has_nothing_to_compare(client, db):
    assert "no two reporting dates yet" in page_of(client, URL)


def test_the_queries_do_not_grow(client, plan, second, settings, bis):
    settings.TRACKER_TODAY = dt.date(2014, 10, 12)
    assert_same_queries(
        client, BOTH, lambda number: commitment_of(plan, f"1{number}", f"Promise {number}", bis)
    )
