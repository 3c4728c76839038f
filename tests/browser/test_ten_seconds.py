"""A relationship manager finds the three most urgent things in ten seconds."""

import datetime as dt

import pytest
from playwright.sync_api import Page

from commitments.actions import end_lead
from network.workflow import Side
from tests.cast import commitment_of, lead
from tests.progress.blocking import blocker_of, silent_until

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESSES = ["/oversight/", "/your-work/"]


@pytest.fixture
def portfolio(settings, sam, gail, cyrus, plan, commitment, period, bis):
    """A blocker that waits for the relationship manager, a late update, a vacancy, and more."""
    blocker = blocker_of(cyrus, commitment)
    left = commitment_of(plan, "8", "Open policing and a title that is rather a long one", bis)
    end_lead(by=sam, lead=lead(left, Side.GOVERNMENT, gail, bis), reason="Moved on")
    for number in range(9, 14):
        commitment_of(plan, str(number), f"Promise {number}", bis)
    silent_until(settings, dt.date(2014, 4, 25), blocker)
    settings.TRACKER_TODAY = dt.date(2014, 5, 2)


def bottoms(page: Page) -> list[float]:
    """How far down the first three links of the page's content end, in pixels."""
    links = page.locator("main a").all()[:3]
    boxes = [link.bounding_box() for link in links]
    assert all(boxes)
    return [box["y"] + box["height"] for box in boxes if box]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("width", "height", "screens"), [(1280, 720, 1), (320, 640, 1.5)], ids=["desk", "phone"]
)
def test_they_are_the_first_links_and_in_sight(
    open_page, sign_in, rae, portfolio, address, width, height, screens
):
    page = sign_in(open_page(width), rae)
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    links = page.locator("main a").all()[:3]
    words = [" ".join((link.text_content() or "").split()) for link in links]
    assert words[0] == "Answer the blocker: 7. Company beneficial ownership information"
    assert words[1].startswith("Remind now: 7. Company beneficial ownership")
    assert words[2].startswith("Ask the secretariat for a lead: 8. Open policing")
    assert max(bottoms(page)) <= height * screens
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_next_step_is_one_click_away(open_page, sign_in, rae, portfolio):
    page = sign_in(open_page(1280), rae)
    page.get_by_role("button", name="Answer the blocker").first.click()
    page.get_by_role("heading", level=1).wait_for()
    assert page.url.endswith("/answer/")


def test_the_page_for_the_meeting_fits_a_projector(open_page, sign_in, rae, portfolio):
    page = sign_in(open_page(1280), rae)
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto("/oversight/?view=meeting")
    rows = page.locator("tbody tr")
    assert rows.count() == 7
    last = rows.last.bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= 900
