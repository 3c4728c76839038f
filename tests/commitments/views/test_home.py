"""The first page."""

import datetime as dt

import pytest
from django.urls import reverse

from commitments import actions
from commitments.models import Precision, PrintedDate
from tests.cast import action_plan, assert_same_queries, commitment_of

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
