"""The first page."""

import datetime as dt

import pytest
from django.urls import reverse

from commitments import actions
from commitments.models import Precision, PrintedDate
from tests.cast import NO_DATE, action_plan, assert_same_queries, commitment_of

pytestmark = pytest.mark.django_db

URL = reverse("commitments:home")


def test_it_shows_the_newest_plan_in_numbers_and_a_chart(client, commitment):
    action_plan("older", number=1, title="The older plan", published_on=dt.date(2011, 9, 20))
    action_plan("next", number=3, title="The next plan", published_on=None)
    response = client.get(URL)
    page = response.content.decode()
    assert "UK National Action Plan 2013 to 2015" in page
    assert "The older plan" not in page
    assert "The next plan" not in page
    assert "Milestones on 14 April 2014" in page
    assert 'aria-label="Not yet due: 1, No fixed date: 1"' in page
    assert "Show the figures as a table" in page
    assert f"{commitment.get_absolute_url()}#milestone-7.02" in page
    assert "Last updated 14 April 2014" in page
    assert not response.cookies


def test_it_leads_on_to_the_comparison_and_the_data(client, plan):
    page = client.get(URL).content.decode().partition("See more")[2].partition("</ul>")[0]
    assert 'href="/compare/"' in page
    assert 'href="/data/"' in page


def test_it_says_in_a_sentence_how_the_plan_is_going(client, commitment):
    page = " ".join(client.get(URL).content.decode().split())
    assert "UK National Action Plan 2013 to 2015</a> holds 1 commitment." in page
    assert "By 14 April 2014 no progress update has been published." in page
    assert "/plans/uk-nap-2013-15/pictures/" in page
    assert "No progress update is overdue, and no milestone is past its date." in page


def test_its_numbers_are_those_of_the_lists_they_lead_to(client, plan, commitment, settings):
    settings.TRACKER_TODAY = dt.date(2015, 1, 1)
    actions.add_milestone(
        by=None, commitment=commitment, due=NO_DATE, ref="7.03", order=3, title="Done",
        status="completed", evidence="The register",
    )  # fmt: skip
    page = " ".join(client.get(URL).content.decode().split())
    for address, words, number in (
        (f"?plan={plan.slug}", "commitment", 1),
        (f"?plan={plan.slug}&amp;milestones=completed", "of 3 milestones completed", 1),
        (
            f"?plan={plan.slug}&amp;milestones=date_passed&amp;milestones=behind_schedule",
            "milestone late",
            1,
        ),
    ):
        link = f'<a class="govuk-link" href="/commitments/{address}">{words}</a>'
        assert f"{link}</dt><dd>{number}</dd>" in page
        there = client.get(f"/commitments/{address.replace('&amp;', '&')}").content.decode()
        assert f"{number} commitment" in there


def test_what_is_late_is_named(client, commitment, period, settings):
    settings.TRACKER_TODAY = dt.date(2015, 1, 1)
    actions.record_due_day(commitment=commitment, due_on=dt.date(2014, 4, 30), reason="")
    page = " ".join(client.get(URL).content.decode().split())
    assert "1 progress update is overdue" in page
    assert "Milestones whose date passed the longest ago" in page


def test_a_plan_that_has_not_begun_says_when_it_does(client, today, db):
    action_plan(starts_on=dt.date(2014, 5, 1), ends_on=dt.date(2016, 5, 1))
    page = " ".join(client.get(URL).content.decode().split())
    assert "2013 to 2015</a> begins on 1 May 2014. The plan holds no commitments yet." in page


def test_a_change_is_news(client, commitment, sam):
    commitment.government_title = "Who owns companies"
    actions.edit_row(by=sam, row=commitment, changed=["government_title"], reason="Reprinted")
    page = client.get(URL).content.decode()
    assert "Commitment: title the government uses changed" in page
    assert "Sam Shah, secretariat, Cabinet Office" in page


def test_without_a_plan_it_says_so(client, db):
    assert "No action plan has been published yet" in client.get(URL).content.decode()


def test_the_queries_do_not_grow(client, plan, sam):
    def add_row(number):
        day = dt.date(2014, 5, number)
        one = commitment_of(plan, str(number), f"Promise {number}")
        due = PrintedDate(f"{number} May 2014", Precision.DAY, day, day)
        actions.add_milestone(by=None, commitment=one, due=due, ref=f"{number}.01", title="A step")
        one.government_title = f"Better promise {number}"
        actions.edit_row(by=sam, row=one, changed=["government_title"], reason="Reprinted")

    assert_same_queries(client, URL, add_row)
