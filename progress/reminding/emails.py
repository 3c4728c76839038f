"""The letters about updates: one function and one text file each."""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse

from mailroom import actions as mailroom
from mailroom.letters import absolute, write_letter
from mailroom.models import OutboxMessage
from network.models import Person
from network.workflow import Side
from progress.reminding.duties import Duty, State


def reminder(person: Person, duties: Sequence[Duty], day: dt.date) -> OutboxMessage | None:
    """Remind somebody of all they owe, on `day`; None if they had their mail of that day."""
    letter = write_letter(
        "progress/emails/reminder.txt",
        {
            "subject": subject_of(duties),
            "person": person,
            "lines": [_line(duty) for duty in duties],
            "work": absolute(reverse("progress:your_work")),
        },
    )
    return mailroom.post(
        key=f"reminders:{person.pk}:{day.isoformat()}",
        kind="reminder",
        to=person,
        letter=letter,
        # "In 7 days" is wrong tomorrow; the ledger then asks for a new mail.
        useful_until=day,
    )


def subject_of(duties: Sequence[Duty]) -> str:
    """The most urgent thing about `duties`, in one line."""
    late = [duty for duty in duties if duty.is_late]
    coming = [duty for duty in duties if not duty.is_late]
    if len(duties) == 1:
        return f"Progress update for commitment {duties[0].commitment.number} {_when(duties[0])}"
    if not late:
        return f"{len(coming)} progress updates are due by {_last_day(coming)}"
    days = {duty.due_on for duty in late}
    if not coming and len(days) == 1:
        return f"{len(late)} progress updates were due on {_last_day(late)}"
    words = f"{_count(late, 'progress update')} {_are(late)} late"
    return (
        f"{words} and {len(coming)} {_are(coming)} due by {_last_day(coming)}" if coming else words
    )


def _when(duty: Duty) -> str:
    if duty.is_late:
        return f"was due on {_day(duty.due_on)}"
    near = {0: "is due today", 1: "is due tomorrow"}
    return near.get(duty.days_left, f"is due in {duty.days_left} days")


def _line(duty: Duty) -> dict[str, object]:
    """What the letter says of one duty."""
    other = Side(duty.lead.side).other
    names = [f"{lead.person.name} ({lead.organisation.name})" for lead in duty.others]
    standing = {
        State.NOT_STARTED: "Nothing has been written yet.",
        State.DRAFT: "There is a draft. Neither side has signed it.",
        State.YOUR_SIGNATURE: f"{other.label} has signed the draft. It waits for your signature.",
    }
    link = reverse(
        "progress:update_edit", args=[duty.commitment.slug, duty.period.due_on.isoformat()]
    )
    return {
        "commitment": duty.commitment,
        "when": _when_in_full(duty),
        "standing": standing[duty.state],
        "with": " and ".join(names),
        "other_side": other.label,
        "link": absolute(link),
    }


def _when_in_full(duty: Duty) -> str:
    due_on = _day(duty.due_on)
    if duty.is_late:
        days = -duty.days_left
        return f"It was due on {due_on}, {days} {'day' if days == 1 else 'days'} ago."
    near = {0: f"It is due today, {due_on}.", 1: f"It is due tomorrow, {due_on}."}
    return near.get(duty.days_left, f"It is due on {due_on}, in {duty.days_left} days.")


def _last_day(duties: Sequence[Duty]) -> str:
    return _day(max(duty.due_on for duty in duties))


def _day(day: dt.date) -> str:
    return f"{day:%-d %B %Y}"


def _count(duties: Sequence[Duty], noun: str) -> str:
    return f"{len(duties)} {noun}" if len(duties) == 1 else f"{len(duties)} {noun}s"


def _are(duties: Sequence[Duty]) -> str:
    return "is" if len(duties) == 1 else "are"
