"""Every date a milestone ever had."""

import datetime as dt

import pytest
from django.urls import reverse

from commitments.actions import change_milestone_date
from commitments.importing.loading import load_plan
from commitments.importing.reading import read_plan_file
from commitments.models import Milestone, MilestoneDate, Precision, PrintedDate
from tests.cast import assert_same_queries, client_for
from tests.plan_files import REAL

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestone(commitment):
    return commitment.milestones.get(ref="7.02")


@pytest.fixture
def url(milestone):
    return address(milestone)


def address(milestone):
    return reverse("commitments:milestone_dates", args=[milestone.pk])


def month(number, year=2015):
    first = dt.date(year, number, 1)
    last = dt.date(year, number + 1, 1) - dt.timedelta(days=1)
    return PrintedDate(f"{first:%B %Y}", Precision.MONTH, last, last)


def move(by, milestone, due, **facts):
    facts = {"reason": "The bill is late"} | facts
    return change_milestone_date(by=by, milestone=milestone, due=due, **facts)


def test_every_date_stands_in_order_with_who_and_why(client, milestone, url, sam):
    move(sam, milestone, month(3), asked_by="Gail Green, BIS", source="Letter of 14 April",
         agreement=MilestoneDate.Agreement.BOTH)  # fmt: skip
    move(sam, milestone, month(6), agreement=MilestoneDate.Agreement.ONE_SIDE)
    response = client.get(url)
    page = response.content.decode()
    assert page.index(">2014</h3>") < page.index("Moved to March 2015")
    assert page.index("Moved to March 2015") < page.index("Moved to June 2015")
    assert "Moved twice, 181 days later than first published." in page
    assert "The date in the plan. It is kept for ever." in page
    assert "<dd>The bill is late</dd>" in page
    assert "<dd>Gail Green, BIS</dd>" in page
    assert "<dd>Agreed by both sides</dd>" in page
    assert "<dd>Decided by one side</dd>" in page
    assert "<dd>Sam Shah, 14 April 2014, " in page
    assert "<dd>Letter of 14 April</dd>" in page
    assert not response.cookies


@pytest.mark.parametrize(("ref", "days"), [("1.01", 90), ("1.02", 59)])
def test_the_real_plan_s_first_two_dates_moved_once(client, today, db, ref, days):
    load_plan(read_plan_file(REAL))
    milestone = Milestone.objects.get(ref=ref)
    sentence = f"Moved once, {days} days later than first published."
    page = client.get(address(milestone)).content.decode()
    assert sentence in page
    assert "<dd>The reason was not recorded</dd>" in page
    assert "<dd>Not recorded</dd>" in page
    assert sentence in client.get(milestone.commitment.get_absolute_url()).content.decode()


def test_a_date_that_never_moved_says_so(client, milestone, url):
    page = client.get(url).content.decode()
    assert "This date has never moved." in page
    assert "Moved to" not in page


def test_late_is_counted_from_the_published_date(client, settings, milestone, url, sam):
    move(sam, milestone, month(6))
    settings.TRACKER_TODAY = dt.date(2015, 3, 2)
    assert "61 days late against the date first published" in client.get(url).content.decode()


def test_a_date_without_a_day_says_why_nothing_is_counted(client, commitment, sam):
    milestone = commitment.milestones.get(ref="7.01")
    move(sam, milestone, month(6))
    page = client.get(address(milestone)).content.decode()
    assert "Moved once." in page
    assert "No days can be counted, because the plan gives no date." in page


def test_hostile_text_stays_text(client, milestone, url, sam):
    evil = "<script>alert(1)</script>"
    due = PrintedDate(evil, Precision.DAY, dt.date(2015, 1, 1), dt.date(2015, 1, 1))
    move(sam, milestone, due, reason=evil, asked_by=evil, source=evil)
    assert "<script>alert" not in client.get(url).content.decode()


def test_readers_do_not_find_that_of_an_unpublished_plan(client, hidden_plan, url, gail, sam):
    for reader in (client, client_for(gail)):
        assert reader.get(url).status_code == 404
    assert client_for(sam).get(url).status_code == 200
    assert client.get("/milestones/999999999/dates/").status_code == 404


def test_the_queries_do_not_grow(client, milestone, url, sam):
    assert_same_queries(client, url, lambda number: move(sam, milestone, month(number)))
