"""A blocker is raised, rises by silence, is answered and closed: in a real browser."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from progress.blockers.rising import raise_silent_blockers
from progress.models import Blocker
from tests import cast
from tests.browser.test_accessibility import look_at
from tests.progress.blocking import SECRET, WORDS, answered, blocker_of

pytestmark = pytest.mark.django_db(transaction=True)


def press(page: Page, name: str) -> None:
    """The button, or the link that looks like one."""
    page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.click()


def raise_it(page: Page) -> None:
    page.get_by_label("What is the blocker, in one line?").fill(WORDS["title"])
    page.get_by_label("What stands in the way?").fill(WORDS["summary"])
    page.get_by_label("What would help?").fill(WORDS["would_help"])
    page.get_by_label("Is there anything that only those involved").fill(SECRET)
    press(page, "Raise the blocker")
    expect(page.get_by_text("The blocker is raised. Everybody can read it.")).to_be_visible()


def answer_it(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text(SECRET)).to_be_visible()
    press(page, "Answer")
    page.get_by_label("What is your answer?").fill("The department pays from June.")
    press(page, "Send the answer")
    expect(page.get_by_text("The clock has stopped.")).to_be_visible()


def close_it(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text("The department pays from June.")).to_be_visible()
    press(page, "Close the blocker")
    page.get_by_label("Why is it closed?").fill("Agreed on who pays.")
    press(page, "Close the blocker")
    expect(page.get_by_text("The blocker is closed.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("width", [320, 1280])
def test_raised_unanswered_answered_and_closed(
    open_page, sign_in, cyrus, rae, commitment, settings, width, javascript
):
    raiser = sign_in(open_page(width, javascript=javascript), cyrus)
    raiser.goto(f"/commitments/{commitment.slug}/progress/")
    press(raiser, "Raise a blocker")
    raise_it(raiser)
    expect(raiser.get_by_text("Open since today, with the government leads.")).to_be_visible()

    # Nobody answers for ten days.
    settings.TRACKER_TODAY = cast.TODAY + dt.timedelta(days=10)
    raise_silent_blockers()
    reader = open_page(width, javascript=javascript)
    reader.goto("/blockers/")
    press(reader, WORDS["title"])
    expect(reader.get_by_text("with the relationship manager since today.")).to_be_visible()
    expect(reader.get_by_text("No answer in 10 days.")).to_be_visible()
    expect(reader.get_by_text(SECRET)).to_have_count(0)

    settings.TRACKER_TODAY = cast.TODAY + dt.timedelta(days=13)
    address = Blocker.objects.get().get_absolute_url()
    answer_it(sign_in(open_page(width, javascript=javascript), rae), address)
    close_it(raiser, address)
    reader.goto(address)
    said = "It was open for 13 days, and closed on 27 April 2014."
    expect(reader.get_by_text(said)).to_be_visible()
    expect(reader.get_by_text("Agreed on who pays.").first).to_be_visible()
    assert not reader.context.cookies()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_of_those_involved(open_page, sign_in, gail, cyrus, commitment, width):
    raiser = sign_in(open_page(width), cyrus)
    blocker = blocker_of(cyrus, commitment)
    page = blocker.get_absolute_url()
    progress = f"/commitments/{commitment.slug}/progress/"
    pages = [page, progress, f"/commitments/{commitment.slug}/blockers/raise/"]
    pages += [f"{page}{name}/" for name in ("pass-up", "comment", "close", "reopen")]
    assert not look_at(raiser, pages)
    answered(gail, blocker)
    assert not look_at(raiser, [page, f"{page}pass-up/", f"{page}close/"])
