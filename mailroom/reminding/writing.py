"""Writing a reminder at the moment it goes out: the writer of its kind (mailroom.writers)."""

from collections.abc import Sequence

from django.urls import reverse

from mailroom.due_words import when_in_short
from mailroom.ledgers import settle
from mailroom.letters import Letter, absolute, write_letter
from mailroom.models import MailChoice, OutboxMessage, Pace
from mailroom.owing import OwedLine, everything_owed
from mailroom.writers import NotNeededError
from ogp_tracker import clock
from ogp_tracker.templatetags.tracker import day as in_words

# What is due later than this many days ahead waits for a letter of its own.
DAYS_AHEAD = 28


def write_reminder(message: OutboxMessage) -> Letter:
    """Tell the recipient of all they owe on the day of `message`, the most urgent thing first.

    It runs in the transaction after the claim, so it sees everything committed before that; the
    ledgers then say which rows were told of, and why others were not. Raises NotNeededError when
    its day is over, or nothing of what it was planned for is owed any more.
    """
    day, person = message.useful_until, message.recipient
    if day is None or person is None or day < clock.today():
        raise NotNeededError("Its day was over before it could go out.")
    owed = everything_owed(person, day, message) if person.is_active else []
    rows = [row for line in owed for row in line.rows]
    settle(message, rows, day)
    if not any(line.is_fresh for line in owed):
        raise NotNeededError("All of it was done, or no longer theirs to do, before it went out.")
    lines = [line for line in owed if line.is_fresh or line.days_left <= DAYS_AHEAD]
    choice = MailChoice.objects.filter(person=person, pace=Pace.WEEKLY)
    return write_letter(
        "mailroom/emails/reminder.txt",
        {
            "subject": subject_of(lines),
            "person": person,
            "lines": lines,
            "ends": [*dict.fromkeys(line.ends for line in lines if line.ends)],
            "work": absolute(reverse("progress:your_work")),
            "choice": absolute(reverse("mailroom:mail_choice")),
            "is_weekly": choice.exists(),
        },
    )


def subject_of(lines: Sequence[OwedLine]) -> str:
    """The most urgent thing about `lines` (most urgent first), in one line."""
    if len({line.things for line in lines}) == 1 and len(lines) > 1 and lines[0].things:
        return _of_one_kind(lines)
    first, *others = lines
    when = when_in_short(first.due_on, first.days_left)
    more = f", and {len(others)} more" if others else ""
    return f"{first.subject or first.heading} {when}{more}"


def _of_one_kind(lines: Sequence[OwedLine]) -> str:
    """Several of one kind: how many are late, and until when the others are due."""
    things = lines[0].things
    late = [line for line in lines if line.is_late]
    coming = [line for line in lines if not line.is_late]
    if not late:
        return f"{len(coming)} {things} are due by {_last_day(coming)}"
    if not coming and len({line.due_on for line in late}) == 1:
        return f"{len(late)} {things} were due on {_last_day(late)}"
    words = f"{len(late)} {things if len(late) > 1 else things.removesuffix('s')} {_are(late)} late"
    if not coming:
        return words
    return f"{words} and {len(coming)} {_are(coming)} due by {_last_day(coming)}"


def _last_day(lines: Sequence[OwedLine]) -> str:
    return in_words(max(line.due_on for line in lines))


def _are(lines: Sequence[OwedLine]) -> str:
    return "is" if len(lines) == 1 else "are"
