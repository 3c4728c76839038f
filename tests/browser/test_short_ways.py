"""Few clicks for who has nothing new, one page for who has news, and one for who reads."""

import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from commitments.actions import change_milestone_date
from commitments.models import Precision, PrintedDate
from network.workflow import Side
from progress.models import ProgressUpdate
from tests.cast import reporting_period
from tests.progress.drafts import draft, key, published

pytestmark = pytest.mark.django_db(transaction=True)
SECOND = dt.date(2014, 7, 31)


@pytest.fixture
def reported(gail, cyrus, commitment, period, plan, settings):
    """The first update is published; the second period is open."""
    update = published(gail, cyrus, commitment, period)
    reporting_period(plan, SECOND)
    settings.TRACKER_TODAY = dt.date(2014, 7, 20)
    return update


def click(page: Page, name: str, counted: list[str]) -> None:
    page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.click()
    counted.append(name)


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_nothing_new_takes_three_clicks_a_side(
    open_page, sign_in, gail, cyrus, commitment, reported, javascript
):
    for person in (gail, cyrus):
        clicks = ["Sign in"]
        page = sign_in(open_page(320, javascript=javascript), person)
        if person is gail:
            click(page, "Nothing new", clicks)
            click(page, "Confirm that nothing has changed", clicks)
        else:
            click(page, "Read and sign", clicks)
            click(page, "Sign for civil society", clicks)
        assert len(clicks) <= 5
    expect(page.get_by_text("so it is published")).to_be_visible()
    assert ProgressUpdate.objects.published().count() == 2


def test_news_take_one_page(open_page, sign_in, gail, commitment, reported):
    page = sign_in(open_page(320), gail)
    clicks: list[str] = []
    click(page, "Write the update", clicks)
    page.get_by_label("What was done").fill("- The bill was introduced")
    click(page, "Save the draft", clicks)
    expect(page.get_by_text("Saved as version 1.")).to_be_visible()
    # What was published last is still there, and nothing else is asked for.
    expect(page.get_by_text("A second reading in May.")).to_be_visible()
    expect(page.get_by_role("button", name="Read and sign")).to_be_visible()


def test_a_reader_finds_every_answer_on_one_page(
    open_page, gail, cyrus, sam, commitment, plan, reported, settings
):
    milestone = commitment.milestones.get(ref="7.02")
    moved = PrintedDate("31 March 2015", Precision.DAY, dt.date(2015, 3, 31), dt.date(2015, 3, 31))
    change_milestone_date(by=sam, milestone=milestone, due=moved, reason="Election")
    settings.TRACKER_TODAY = dt.date(2014, 8, 6)
    words = replace(reported.latest_version().content, done="- The bill was introduced")
    version = draft(gail, Side.GOVERNMENT, commitment, plan.periods.get(due_on=SECOND), words)
    key(gail, Side.GOVERNMENT, version)
    key(cyrus, Side.CIVIL_SOCIETY, version)
    page = open_page(320)
    page.goto(reverse("commitments:commitment_detail", args=[commitment.slug]))
    for answer in (
        commitment.summary,  # what was promised
        "The bill was introduced",  # what happened
        "Gail Green, for government, 6 August 2014",  # who says so
        "6 days late",  # how late
        "Moved once, 90 days later than first published",
        "What changed since the update to 30 April 2014",
    ):
        expect(page.get_by_text(answer).first).to_be_visible()
    page.get_by_role("link", name="Compare the two updates word by word").click()
    expect(page.get_by_role("heading", name="What was done")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert not page.context.cookies()
