"""The reminders of one reporting period, day by day, from the timetable's tick to the mail."""

import datetime as dt
import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.urls import reverse

from mailroom.models import OutboxMessage
from mailroom.tasks import deliver, plan_reminders
from network.workflow import Side
from progress.models import Reminder
from tests import cast
from tests.progress.drafts import draft, key, published, whole_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commitment", "period")]

WORDS = {
    28: "is due in 28 days",
    14: "is due in 14 days",
    7: "is due in 7 days",
    1: "is due tomorrow",
    0: "is due today",
    -3: "was due on 30 April 2014",
}


@pytest.fixture
def tick(settings, tmp_path: Path) -> Callable[[int], list[EmailMessage]]:
    """Set TRACKER_TODAY so many days ahead of 30 April, do what beat does, read the new mail."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)

    def tick_once(days_ahead: int) -> list[EmailMessage]:
        settings.TRACKER_TODAY = cast.FIRST_DUE - dt.timedelta(days=days_ahead)
        plan_reminders()
        deliver()
        mails = []
        for file in sorted(tmp_path.iterdir()):
            *texts, _ = file.read_bytes().split(b"-" * 79 + b"\n")
            mails += [message_from_bytes(text, policy=policy.default) for text in texts]
            file.unlink()
        return mails

    return tick_once


def reminders(mails: list[EmailMessage]) -> list[EmailMessage]:
    """Those of the mails that remind; the others tell that somebody signed or published."""
    return [mail for mail in mails if not mail["Subject"].startswith("Commitment ")]


def plain(mail: EmailMessage) -> str:
    """The letter as plain text."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def to(mails: list[EmailMessage]) -> list[str]:
    return sorted(mail["To"].addresses[0].addr_spec for mail in mails)


BOTH = ["cyrus@example.org", "gail@example.org"]


def test_every_lead_time_reaches_both_leads_once(tick):
    for days_ahead in range(30, -13, -1):
        mails = tick(days_ahead)
        assert to(mails) == (BOTH if days_ahead in WORDS else []), f"{days_ahead} days ahead"
        for mail in mails:
            assert mail["Subject"] == f"Progress update for commitment 7 {WORDS[days_ahead]}"
        assert tick(days_ahead) == [], "a second run on the same day"


@pytest.mark.parametrize("days_ahead", WORDS)
def test_each_day_by_itself_is_enough(tick, days_ahead):
    """As when a demonstration starts on that day: one mail each, the earlier ones overtaken."""
    assert to(tick(days_ahead)) == BOTH
    assert tick(days_ahead) == []
    states = Reminder.objects.filter(person__email="gail@example.org").values_list(
        "days_ahead", "state"
    )
    overtaken = {days: "superseded" for days in WORDS if days > days_ahead}
    assert dict(states) == overtaken | {days_ahead: "planned"}


@pytest.mark.parametrize(
    # Two days after the first is Good Friday, on which nobody is reminded.
    ("lead_time", "late", "words"),
    [(14, 3, "in 11 days"), (7, 2, "in 5 days")],
)
def test_days_late_it_sends_once_and_says_the_days_that_are_left(tick, lead_time, late, words):
    tick(28)
    (mail, _) = tick(lead_time - late)
    assert mail["Subject"].endswith(f"is due {words}")
    assert tick(lead_time - late - 1) == []


def test_a_scheduler_asleep_over_two_lead_times_sends_the_most_urgent_only(tick):
    assert len(tick(28)) == 2
    mails = tick(6)  # it slept through 14 and 7
    assert to(mails) == BOTH
    assert {mail["Subject"] for mail in mails} == {
        "Progress update for commitment 7 is due in 6 days"
    }
    assert tick(5) == []
    assert len(tick(1)) == 2


def test_the_mail_leads_to_the_form(tick, client, commitment, gail):
    mails = {mail["To"].addresses[0].addr_spec: mail for mail in tick(7)}
    text = plain(mails["gail@example.org"])
    link = re.search(r"http://localhost:8000(\S+/write/)", text)
    assert link is not None
    assert link[1] == reverse("progress:update_edit", args=[commitment.slug, "2014-04-30"])
    assert "You write it together with Cyrus Cole (Global Witness), for civil society." in text
    assert "It is due on 30 April 2014, in 7 days." in text
    assert "Nothing has been written yet." in text
    assert "once you, or another lead of your side, have signed it" in text
    assert "&" not in text


def test_the_side_that_has_signed_is_left_alone_until_the_text_changes(
    tick, commitment, period, gail, cyrus
):
    tick(14)
    key(gail, Side.GOVERNMENT, whole_draft(gail, cyrus, commitment, period))
    (mail,) = reminders(tick(7))
    assert to([mail]) == ["cyrus@example.org"]
    assert "Government has signed the draft. It waits for your signature." in plain(mail)
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period)
    (mail,) = reminders(tick(6))
    assert to([mail]) == ["gail@example.org"]
    assert to(tick(1)) == BOTH


def test_nobody_hears_of_a_published_update(tick, commitment, period, gail, cyrus):
    published(gail, cyrus, commitment, period)
    assert [reminders(tick(days)) for days in WORDS] == [[]] * len(WORDS)


def test_who_leads_three_commitments_gets_one_mail_about_three(tick, plan, bis, gail):
    for number in ("8", "9"):
        another = cast.commitment_of(plan, number, f"Promise {number}", bis)
        cast.lead(another, Side.GOVERNMENT, gail, bis)
    mails = tick(7)
    assert to(mails) == BOTH
    (mail,) = [mail for mail in mails if to([mail]) == ["gail@example.org"]]
    assert mail["Subject"] == "3 progress updates are due by 30 April 2014"
    text = plain(mail)
    assert [text.count(f"\nCommitment {number}, ") for number in (7, 8, 9)] == [1, 1, 1]
    assert text.count("/write/") == 3
    assert text.count("Civil society has no lead for it at the moment.") == 2


def test_a_mail_service_down_for_a_day_delays_the_reminder_and_loses_none(tick, settings):
    works = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert tick(7) == []
    settings.EMAIL_BACKEND = works
    OutboxMessage.objects.update(next_try_at=None)
    mails = tick(6)  # what said "in 7 days" is given up, and that day has a letter of its own
    assert to(mails) == BOTH
    assert {mail["Subject"] for mail in mails} == {
        "Progress update for commitment 7 is due in 6 days"
    }
    assert tick(5) == []


def test_the_secretariat_reads_the_mail_on_its_page(tick, sam):
    tick(7)
    page = cast.client_for(sam).get(reverse("mailroom:message_list"), {"person": "gail"})
    assert "Progress update for commitment 7 is due in 7 days" in page.content.decode()
