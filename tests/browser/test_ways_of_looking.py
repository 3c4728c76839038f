"""Pages hold for people who look at them in their own way.

By keyboard, from right to left, in their own colours, in another page.
"""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.urls import reverse

from tests.browser.test_accessibility import PLAIN
from tests.progress.drafts import published

pytestmark = pytest.mark.django_db(transaction=True)
IS_WIDE = "document.documentElement.scrollWidth > window.innerWidth"
# What has the focus, and what shows it: an outline, a shadow, or the kit's yellow.
FOCUSED = r"""() => {
    const element = document.activeElement, style = getComputedStyle(element);
    const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
        && !/^rgba\(.*, 0\)$/.test(style.outlineColor);
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
    for _ in range(300):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if not stop[0]:
            return found
        found.append(stop)
    raise AssertionError("the keyboard does not come to the end of the page")


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
    unseen = {}
    for address in addresses:
        page.goto(address)
        found = stops(page)
        assert "skip-link" in found[0][0]
        assert LAST in found[-1][0], address
        if lost := [element for element, *signs in found if not any(signs)]:
            unseen[address] = lost
    assert not unseen


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


def test_what_is_said_to_programs_is_no_script_to_the_browser(open_page, addresses):
    page = open_page(1280)
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(addresses[1])
    assert page.locator('script[type="application/ld+json"]').count() == 1
    assert not said


@pytest.fixture
def other_site():
    """Another site, whose pages hold what it was last told; and how to tell it."""

    class Answer(BaseHTTPRequestHandler):
        html = ""

        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(self.html.encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def with_page(html):
        Answer.html = html
        return f"http://127.0.0.1:{server.server_port}/"

    yield with_page
    server.shutdown()
    server.server_close()


def test_a_card_shows_within_another_page_and_the_page_itself_does_not(
    open_page, site, other_site, commitment
):
    page = open_page(240)
    card = reverse("opendata:commitment_embed", args=[commitment.slug])
    frame = f'<iframe title="Card" src="{site}{card}" width="240" height="600"></iframe>'
    page.goto(other_site(frame))
    inside = page.frame_locator("iframe")
    inside.get_by_text("Commitment 7: Company beneficial ownership information").wait_for()
    frame = page.frames[1]
    assert frame.evaluate("document.documentElement.scrollWidth <= 240")
    assert not page.context.cookies()
    address = commitment.get_absolute_url()
    page.goto(other_site(f'<iframe title="Page" src="{site}{address}"></iframe>'))
    page.wait_for_timeout(1000)
    assert "Company" not in page.frames[1].content()
