"""A new kind of duty needs a module and one line in the settings; all kinds share one letter."""

import datetime as dt
from collections import Counter

import pytest

from mailroom.models import OutboxMessage
from mailroom.owing import OwedLine
from mailroom.reminding import planning
from tests import cast
from tests.reminders import remind, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commitment", "period")]
ASKED: Counter[str] = Counter()


def plan(day: dt.date) -> int:
    """Make the module a source; it only counts how often it is asked."""
    ASKED["plan"] += 1
    return 0


def owed(person, day, message=None) -> list[OwedLine]:
    """Everybody owes their minutes since yesterday."""
    yesterday = day - dt.timedelta(days=1)
    return [
        OwedLine(
            heading="Minutes of the committee",
            when="They were due yesterday.",
            detail="Nobody has written them.",
            path="/minutes/",
            action="Write them",
            due_on=yesterday,
            days_left=-1,
        )
    ]


@pytest.fixture
def also_minutes(settings):
    settings.REMINDER_SOURCES = [*settings.REMINDER_SOURCES, __name__]
    ASKED.clear()


def test_one_line_in_the_settings_is_enough(also_minutes, gail):
    assert remind(cast.FIRST_DUE - dt.timedelta(days=7)) == 2
    assert ASKED["plan"] == 1
    letter = sent().get(recipient=gail)
    assert letter.subject == "Minutes of the committee was due on 22 April 2014, and 1 more"
    assert "Dear Gail Green,\n\n2 things are waiting for you." in letter.body
    first, second = letter.body.index("Minutes of the"), letter.body.index("Commitment 7, ")
    assert first < second
    assert "Write them:\nhttp://localhost:8000/minutes/\n" in letter.body


def test_what_nobody_was_planned_for_alone_sends_no_letter(also_minutes, gail):
    day = cast.FIRST_DUE - dt.timedelta(days=7)
    remind(day)
    commitment = gail.leads.get().commitment
    planning.plan(day + dt.timedelta(days=6))
    commitment.leads.update(ends_on=day)
    assert remind(day + dt.timedelta(days=6)) == 0
    skipped = OutboxMessage.objects.filter(status=OutboxMessage.Status.SKIPPED)
    assert {row.failure for row in skipped} == {
        "All of it was done, or no longer theirs to do, before it went out."
    }
    assert {row.why for row in gail.reminders.filter(state="skipped")} == {
        "They no longer led the commitment when the letter went out."
    }
