"""Pictures and comparisons in a real browser: nothing too small, nothing on top of another."""

import datetime as dt

import pytest
from playwright.sync_api import Page

from commitments import actions
from commitments.models import Precision, PrintedDate
from tests.browser.test_accessibility import look_at
from tests.cast import action_plan, commitment_of, reporting_period
from tests.progress.blocking import blocker_of
from tests.progress.drafts import published

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/plans/uk-nap-2013-15/pictures/?all=1"
SMALLEST = 12
# The size at which each word of a drawing is seen.
SIZES = """() => [...document.querySelectorAll('main svg text')].map(text =>
    parseFloat(getComputedStyle(text).fontSize) * Math.hypot(
        text.getScreenCTM().a, text.getScreenCTM().b))"""
# Pairs of words of one drawing that touch, and words that leave it.
TOUCHING = """() => [...document.querySelectorAll('main svg')].flatMap(svg => {
    const texts = [...svg.querySelectorAll('text')].filter(text => text.textContent.trim());
    const boxes = texts.map(text => [text.textContent, text.getBoundingClientRect()]);
    return boxes.flatMap(([words, a], place) => boxes.slice(place + 1)
        .filter(([, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom
            && b.top < a.bottom && a.width)
        .map(([others]) => `${words} / ${others}`)
        .concat(a.left < 0 || a.right > innerWidth ? [`${words} leaves the page`] : []));
})"""


@pytest.fixture
def full_plan(gail, cyrus, plan, commitment, period, settings):
    """A plan with everything the pictures draw, 200 milestones among it."""
    published(gail, cyrus, commitment, period)
    blocker_of(cyrus, commitment)
    reporting_period(plan, dt.date(2014, 9, 30))
    large = commitment_of(plan, "8", "Open policing and a title that is rather a long one")
    for number in range(200):
        day = dt.date(2013, 11, 1) + dt.timedelta(days=4 * number)
        due = PrintedDate(f"{day.day} {day:%B %Y}", Precision.DAY, day, day)
        actions.add_milestone(
            by=None, commitment=large, due=due, ref=f"8.{number}", order=number, title="A step"
        )
    first = large.milestones.order_by("order")[0]
    later = dt.date(2014, 3, 31)
    due = PrintedDate("March 2014", Precision.MONTH, later, later)
    actions.change_milestone_date(by=None, milestone=first, due=due, reason="Late")
    settings.TRACKER_TODAY = dt.date(2014, 10, 12)


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.locator("h1").wait_for()
    return page


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_words_are_large_enough_and_never_meet(open_page, full_plan, width):
    page = opened(open_page(width, javascript=False), URL)
    sizes = page.evaluate(SIZES)
    assert len(sizes) > 20
    assert min(sizes) >= SMALLEST
    assert page.evaluate(TOUCHING) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_every_milestone_of_a_large_plan_has_its_row(open_page, full_plan):
    page = opened(open_page(320, javascript=False), URL)
    tracks = page.locator("#line-open-policing-and-a-title-that-is-rather-a-long-one > li")
    assert tracks.count() == 200
    box = tracks.first.locator("svg.tracker-line__track").bounding_box()
    assert box is not None
    assert box["width"] >= 250


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(open_page, full_plan, width):
    addresses = [
        URL,
        "/plans/uk-nap-2013-15/pictures/",
        "/compare/",
        "/compare/periods/?plan=uk-nap-2013-15&a=2014-04-30&b=2014-09-30",
        "/compare/periods/?plan=uk-nap-2013-15&a=2014-04-30&b=2014-04-30",
        "/compare/organisations/?a=nonsense",
    ]
    assert not look_at(open_page(width), addresses)


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_two_plans_and_two_organisations(
    open_page, plan, commitment, bis, cabinet_office, width
):
    older = action_plan("older", number=1, title="The older plan")
    before = commitment_of(older, "1", "Company ownership", cabinet_office)
    actions.add_ancestry(
        by=None, earlier=before, later=commitment, kind="promised_before", source="Titles"
    )
    addresses = [
        "/",
        "/compare/plans/?a=uk-nap-2013-15&b=older",
        "/compare/organisations/?a=bis&b=cabinet-office",
    ]
    assert not look_at(open_page(width), addresses)


def test_on_paper_nothing_is_left_out(open_page, full_plan):
    page = opened(open_page(794, javascript=False), "/plans/uk-nap-2013-15/pictures/")
    page.emulate_media(media="print")
    for name in ("completion-by-theme", "assessments", "time-line", "blockers"):
        assert page.locator(f"#{name}").is_visible()
    assert page.locator(".tracker-line__track").first.is_visible()
    assert not page.locator(".tracker-contents").is_visible()


def test_colours_that_the_reader_forces_leave_the_numbers_legible(open_page, full_plan):
    page = open_page(1280, javascript=False)
    page.emulate_media(forced_colors="active")
    opened(page, URL)
    fill = page.locator(".tracker-chart__number").first.evaluate(
        "text => getComputedStyle(text).fill"
    )
    assert fill == "rgb(11, 12, 12)"
