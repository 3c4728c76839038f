"""The plan in pictures."""

import datetime as dt

import pytest

from commitments import actions
from commitments.models import Precision, PrintedDate
from opendata.picturing.pictures import PICTURES
from tests.cast import action_plan, assert_same_queries, commitment_of
from tests.progress.blocking import blocker_of
from tests.progress.drafts import published

pytestmark = pytest.mark.django_db

URL = "/plans/uk-nap-2013-15/pictures/"
MAY = PrintedDate("May 2014", Precision.MONTH, dt.date(2014, 5, 31), dt.date(2014, 5, 31))


def page_of(client, query=""):
    return " ".join(client.get(f"{URL}{query}").content.decode().split())


def test_everybody_sees_every_picture_with_its_table_and_its_files(
    client, gail, cyrus, plan, commitment, period
):
    published(gail, cyrus, commitment, period)
    blocker_of(cyrus, commitment)
    response = client.get(URL)
    assert not response.cookies
    page = page_of(client)
    for name in PICTURES:
        assert f'href="#{name}"' in page
        assert page.count(f'id="{name}"') == 1
        assert f'id="{name}-caption"' in page
        assert f"{URL}{name}.csv" in page
        assert f"{URL}{name}.svg" in page
    assert "How the plan stood on 14 April 2014." in page
    assert (
        "1 of 1 commitments is substantial or complete as government sees it, and 0 as civil "
        "society sees it" in page
    )
    assert "Government: substantial; Civil society: limited. <strong>They differ.</strong>" in page
    assert "style=" not in page


def test_no_address_is_used_twice_in_the_page(client, plan, commitment, period):
    page = client.get(URL).content.decode()
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_a_plan_without_anything_says_so_for_each(client, today, db):
    action_plan()
    page = page_of(client)
    for words in ("no commitments yet", "no milestones yet", "No reporting period has opened yet"):
        assert words in page
    assert ".csv" not in page


def test_a_large_plan_begins_closed_and_opens_without_javascript(client, plan):
    one = commitment_of(plan, "7", "Open contracting")
    for number in range(31):
        actions.add_milestone(
            by=None, commitment=one, due=MAY, ref=f"7.{number}", order=number, title="A step"
        )
    page = page_of(client)
    assert '<details class="govuk-details tracker-line" >' in page
    assert 'href="?all=1#time-line"' in page
    assert '<details class="govuk-details tracker-line" open>' in page_of(client, "?all=1")


def test_titles_are_shown_as_text(client, plan):
    commitment_of(plan, "8", "<script>alert(1)</script>")
    page = page_of(client)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_it_is_not_there_before_the_plan_is_public(client, today, db):
    action_plan("next", number=3, published_on=None)
    assert client.get("/plans/next/pictures/").status_code == 404
    assert client.get("/plans/nothing-here/pictures/").status_code == 404


def test_the_queries_do_not_grow(client, plan, bis, period):
    def add_row(number):
        one = commitment_of(plan, str(number), f"Promise {number}", bis)
        actions.add_milestone(by=None, commitment=one, due=MAY, ref=f"{number}.1", title="A step")

    assert assert_same_queries(client, URL, add_row) <= 20
