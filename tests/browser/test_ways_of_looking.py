"""Pages hold for people who look at them in their own way.

By keyboard, from right to left, in their own colours, without JavaScript, in another page.
"""

import pytest
from django.urls import reverse

from tests.browser.conftest import axe_source
from tests.browser.test_accessibility import PLAIN, RUN
from tests.progress.drafts import published

pytestmark = pytest.mark.django_db(transaction=True)
IS_WIDE = "document.documentElement.scrollWidth > window.innerWidth"
# What has the focus, and what shows it: an outline, a shadow, or the kit's yellow.
FOCUSED = """() => {
    const element = document.activeElement, style = getComputedStyle(element);
    const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
        && !style.outlineColor.endsWith(', 0)');
    const rest = style.boxShadow !== 'none' || style.backgroundColor === 'rgb(255, 221, 0)';
    return [element === document.body ? '' : element.outerHTML.slice(0, 200), outline, rest];
}"""
# The last thing on every page that a keyboard reaches.
LAST = "open-government-licence"


@pytest.fixture
def addresses(gail, cyrus, commitment, plan, period):
    update = published(gail, cyrus, commitment, period)
    return [
        "/",
        commitment.get_absolute_url(),
        plan.get_absolute_url(),
        update.get_absolute_url(),
        reverse("commitments:commitment_history", args=[commitment.slug]),
        reverse("opendata:commitment_share", args=[commitment.slug]),
        *map(reverse, PLAIN),
    ]


def stops(page):
    """Everything that the tab key comes to, until it has left the page."""
    found = []
    for _ in range(150):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if not stop[0]:
            break
        found.append(stop)
    return found


@pytest.mark.parametrize("width", [320, 1280])
def test_from_right_to_left_nothing_leaves_the_screen(open_page, addresses, width):
    page = open_page(width)
    wide = []
    for address in addresses:
        page.goto(address)
        page.evaluate("document.documentElement.dir = 'rtl'")
        if page.evaluate(IS_WIDE):
            wide.append(address)
    assert not wide


def test_a_keyboard_comes_everywhere_and_sees_where_it_is(open_page, addresses):
    page = open_page(1280)
    for address in addresses[:3]:
        page.goto(address)
        found = stops(page)
        assert "skip-link" in found[0][0]
        assert LAST in found[-1][0], address
        assert not [stop for stop in found if not (stop[1] or stop[2])]


def test_the_skip_link_leads_to_the_content(open_page, addresses):
    page = open_page(320)
    page.goto(addresses[1])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main-content"


def test_the_readers_own_colours_keep_the_focus_and_the_states(open_page, addresses):
    page = open_page(1280)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.goto(addresses[1])
    assert not [stop for stop in stops(page) if not stop[1]]
    border = "e => getComputedStyle(e).borderTopStyle"
    assert page.locator(".govuk-tag").first.evaluate(border) == "solid"
    motion = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(motion) == "auto"
    page.goto("/")
    bars = page.locator(".tracker-chart__bar rect")
    assert bars.count() > 0
    fills = {bar.evaluate("e => getComputedStyle(e).fill") for bar in bars.all()}
    assert "rgb(0, 0, 0)" not in fills


@pytest.mark.parametrize("width", [320, 1280])
def test_without_the_sites_scripts_axe_finds_nothing(open_page, addresses, width):
    page = open_page(width)
    # axe is a script itself: the browser runs scripts, and gets none of the site's.
    page.route("**/*.js", lambda route: route.abort())
    wrong = {}
    for address in addresses[:6]:
        page.goto(address)
        page.evaluate(axe_source())
        findings = page.evaluate(RUN)
        if findings or page.evaluate(IS_WIDE):
            wrong[address] = findings
    assert not wrong


def test_what_is_said_to_programs_is_no_script_to_the_browser(open_page, addresses):
    page = open_page(1280)
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(addresses[1])
    assert page.locator('script[type="application/ld+json"]').count() == 1
    assert not said


def test_a_card_shows_within_another_page_and_the_page_itself_does_not(open_page, site, commitment):
    page = open_page(240)
    card = reverse("opendata:commitment_embed", args=[commitment.slug])
    page.goto("about:blank")
    page.set_content(f'<iframe title="Card" src="{site}{card}" width="240" height="600"></iframe>')
    inside = page.frame_locator("iframe")
    inside.get_by_text("Commitment 7: Company beneficial ownership information").wait_for()
    frame = page.frames[1]
    assert frame.evaluate("document.documentElement.scrollWidth <= 240")
    assert not page.context.cookies()
    address = commitment.get_absolute_url()
    page.set_content(f'<iframe title="Page" src="{site}{address}"></iframe>')
    page.wait_for_timeout(1000)
    assert "Company" not in page.frames[1].content()
