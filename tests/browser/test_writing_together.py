"""Writing in a real browser: two people at once, going back, being signed out, closing the page."""

import re
from dataclasses import replace

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from network.workflow import Side
from progress.models import PrivateDraft, ProgressUpdate
from tests.cast import PASSWORD
from tests.progress.drafts import draft

pytestmark = pytest.mark.django_db(transaction=True)
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])


@pytest.fixture
def write(commitment, period):
    return f"/commitments/{commitment.slug}/updates/2014-04-30/write/"


def type_done(page: Page, words: str) -> None:
    page.get_by_label("What was done").fill(words)


def save(page: Page, button: str = "Save the draft") -> None:
    page.get_by_role("button", name=button).click()


def saved_text() -> str:
    version = ProgressUpdate.objects.get().latest_version()
    assert version is not None
    return version.content.done


@BOTH
def test_two_people_write_at_once_and_both_sentences_survive(
    open_page, sign_in, gail, cyrus, commitment, period, write, javascript
):
    draft(gail, Side.GOVERNMENT, commitment, period)
    text = saved_text()
    hers = sign_in(open_page(javascript=javascript), gail)
    his = sign_in(open_page(javascript=javascript), cyrus)
    hers.goto(write)
    his.goto(write)
    expect(his.get_by_text("Gail Green has this page open too.")).to_be_visible()
    type_done(hers, f"{text}\nHers.")
    type_done(his, f"His.\n{text}")
    save(hers)
    expect(hers.get_by_text("Saved as version 2.")).to_be_visible()
    save(his)
    expect(his.get_by_text("Gail Green saved version 2 while you were writing")).to_be_visible()
    save(his, "Save the text with both changes")
    expect(his.get_by_text("Saved as version 3.")).to_be_visible()
    assert saved_text() == f"His.\n{text}\nHers."


@BOTH
def test_the_back_button_after_a_save_loses_nothing(
    open_page, sign_in, gail, cyrus, commitment, period, write, javascript
):
    page = sign_in(open_page(javascript=javascript), gail)
    page.goto(write)
    type_done(page, "Hers.")
    save(page)
    expect(page.get_by_text("Saved as version 1.")).to_be_visible()
    second = draft(
        cyrus, Side.CIVIL_SOCIETY, commitment, period, with_line(commitment, period, "His.")
    )
    assert second.number == 2
    page.go_back()
    box = page.get_by_label("What was done")
    expect(box).to_have_value(re.compile("Hers."))
    box.fill(f"{box.input_value()}\nHers again.")
    save(page)
    if page.get_by_text("The text changed while you were writing").is_visible():
        save(page, "Save the")
    expect(page.get_by_text("Saved as version 3.")).to_be_visible()
    assert set(saved_text().split("\n")) == {"Hers.", "His.", "Hers again."}


def with_line(commitment, period, line):
    """The text in force with one more line."""
    content = commitment.updates.get(period=period).latest_version().content
    return replace(content, done=f"{content.done}\n{line}")


@BOTH
def test_going_back_to_a_newer_version_does_not_fill_in_the_old_text(
    open_page, sign_in, gail, cyrus, commitment, period, write, javascript
):
    """A browser that restores old words over a newer page would undo the newer save."""
    page = sign_in(open_page(javascript=javascript), gail)
    page.goto(write)
    type_done(page, "Hers.")
    save(page)
    expect(page.get_by_text("Saved as version 1.")).to_be_visible()
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period, with_line(commitment, period, "His."))
    page.go_back()
    save(page)
    page.wait_for_load_state()
    assert set(saved_text().split("\n")) == {"Hers.", "His."}


@BOTH
def test_the_session_ends_while_writing(open_page, sign_in, gail, write, javascript):
    page = sign_in(open_page(javascript=javascript), gail)
    page.goto(write)
    type_done(page, "Two hours of work.")
    Session.objects.all().delete()
    save(page)
    expect(page.get_by_text("What you typed is kept for an hour")).to_be_visible()
    page.get_by_label("Email address").fill(gail.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("You had been signed out.")).to_be_visible()
    expect(page.get_by_label("What was done")).to_have_value("Two hours of work.")
    save(page)
    expect(page.get_by_text("Saved as version 1.")).to_be_visible()
    assert saved_text() == "Two hours of work."


def test_signing_in_again_in_another_tab(open_page, sign_in, gail, write):
    page = sign_in(open_page(), gail)
    page.goto(write)
    type_done(page, "Typed before.")
    other = page.context.new_page()
    other.goto("/account/logout/")
    other.get_by_role("button", name="Sign out").click()
    sign_in(other, gail)
    save(page)
    page.get_by_role("link", name="Go back to the form: your text is in it").click()
    expect(page.get_by_label("What was done")).to_have_value("Typed before.")


# --- Kept while writing: the script -------------------------------------------------------------
def test_what_is_typed_is_kept_and_offered_again(open_page, sign_in, gail, write):
    page = sign_in(open_page(320), gail)
    page.goto(write)
    page.get_by_label("What was done").press_sequentially("Half a sen")
    expect(page.get_by_role("status")).to_contain_text("Kept for you at")
    page.close()
    plain = sign_in(open_page(320, javascript=False), gail)
    plain.goto(write)
    expect(plain.get_by_text("that was not saved.")).to_be_visible()
    plain.get_by_role("link", name="Go on with it").click()
    expect(plain.get_by_label("What was done")).to_have_value("Half a sen")
    plain.get_by_role("link", name="Throw it away").click()
    plain.get_by_role("button", name="Throw it away").click()
    expect(plain.get_by_text("The text you had not saved is gone.")).to_be_visible()
    assert not PrivateDraft.objects.exists()


def test_the_page_tells_who_came_and_who_saved(
    open_page, sign_in, gail, cyrus, commitment, period, write
):
    page = sign_in(open_page(), gail)
    page.clock.install()
    page.goto(write)
    sign_in(open_page(), cyrus).goto(write)
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period)
    page.clock.run_for(31_000)
    expect(page.get_by_text("Cyrus Cole has this page open too.")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Cyrus Cole saved version 1")


def test_it_tries_again_when_the_network_comes_back(open_page, sign_in, gail, write):
    page = sign_in(open_page(), gail)
    page.clock.install()
    page.goto(write)
    page.context.set_offline(True)
    type_done(page, "Typed on a train.")
    page.clock.run_for(4_000)
    expect(page.get_by_role("status")).to_contain_text("Trying again.")
    page.context.set_offline(False)
    page.clock.run_for(11_000)
    expect(page.get_by_role("status")).to_contain_text("Kept for you at")
    assert PrivateDraft.objects.get().fields["done"] == "Typed on a train."


def test_it_gives_up_politely_when_signed_out(open_page, sign_in, gail, write):
    page = sign_in(open_page(), gail)
    page.clock.install()
    page.goto(write)
    Session.objects.all().delete()
    type_done(page, "Typed too late.")
    page.clock.run_for(4_000)
    expect(page.get_by_role("status")).to_contain_text("You have been signed out")
    assert not PrivateDraft.objects.exists()


def test_nothing_is_kept_after_the_save(open_page, sign_in, gail, write):
    page = sign_in(open_page(), gail)
    page.goto(write)
    type_done(page, "Whole.")
    save(page)
    expect(page.get_by_text("Saved as version 1.")).to_be_visible()
    page.wait_for_timeout(4_000)
    assert not PrivateDraft.objects.exists()
