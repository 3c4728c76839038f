"""Two people write one update, sign it, and everybody can read it: in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from commitments.models import Commitment
from tests.browser.conftest import WIDTHS

pytestmark = pytest.mark.django_db(transaction=True)


def write(page: Page, words: str, completion: str) -> None:
    page.get_by_label("What was done").fill(words)
    page.get_by_label(completion, exact=True).check()
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("Readers do not see this yet")).to_be_visible()


def sign(page: Page, side: str) -> None:
    page.get_by_role("button", name="Read and sign").or_(
        page.get_by_role("link", name="Read and sign")
    ).first.click()
    page.get_by_role("button", name=f"Sign for {side}").click()


def no_sideways_scrolling(page: Page) -> None:
    """Nothing is wider than the screen."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("width", WIDTHS)
def test_two_keys_on_one_text(
    open_page, sign_in, gail, cyrus, commitment, period, width, javascript
):
    government = sign_in(open_page(width, javascript=javascript), gail)
    expect(government.get_by_text("1 thing waits for you.")).to_be_visible()
    government.get_by_role("button", name="Write the update").or_(
        government.get_by_role("link", name="Write the update")
    ).first.click()
    write(government, "The draft law was shared.", "Substantial")

    civil_society = sign_in(open_page(width, javascript=javascript), cyrus)
    civil_society.goto(f"/commitments/{commitment.slug}/updates/2014-04-30/write/")
    write(civil_society, "The draft law was shared.", "Substantial")

    government.reload()
    sign(government, "government")
    expect(government.get_by_text("You have signed.").first).to_be_visible()

    # A word changes: the first signature no longer counts.
    civil_society.goto(f"/commitments/{commitment.slug}/updates/2014-04-30/write/")
    expect(civil_society.get_by_text("Gail Green has signed version 2")).to_be_visible()
    write(civil_society, "The draft law was shared late.", "Substantial")
    expect(civil_society.get_by_text("that signature no longer counts").first).to_be_visible()

    sign(civil_society, "civil society")
    government.goto("/your-work/")
    sign(government, "government")
    expect(government.get_by_text("Both sides have now signed this text")).to_be_visible()
    if javascript:
        no_sideways_scrolling(government)

    read_as_anybody(open_page(width, javascript=javascript), commitment, javascript=javascript)


def read_as_anybody(reader: Page, commitment: Commitment, *, javascript: bool) -> None:
    """Find the update, who signed it, how it came about, and what it changed."""
    reader.goto(f"/commitments/{commitment.slug}/")
    reader.get_by_role("link", name="Progress", exact=True).click()
    reader.get_by_role("link", name="Update to 30 April 2014").click()
    expect(reader.get_by_text("The draft law was shared late.")).to_be_visible()
    expect(reader.get_by_text("Gail Green, for government")).to_be_visible()
    expect(reader.get_by_text("Cyrus Cole, for civil society")).to_be_visible()
    expect(reader.get_by_text("this signature no longer counts")).to_have_count(1)
    reader.goto(f"/commitments/{commitment.slug}/history/")
    expect(reader.get_by_text("Joint update to 30 April 2014").first).to_be_visible()
    expect(reader.get_by_text(re.compile("Substantial")).first).to_be_visible()
    if javascript:
        no_sideways_scrolling(reader)
    assert not reader.context.cookies()
