"""Blockers that wait for somebody: a source of reminders (mailroom.owing.Source).

Two sorts: those on my rung without an answer, and mine that were answered and wait for my word.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import replace

from django.urls import reverse

from commitments.models import Lead
from mailroom.due_words import when_due
from mailroom.ladders import Ladder
from mailroom.ledgers import enter, rows_for, steps_reached
from mailroom.models import OutboxMessage
from mailroom.owing import OwedLine
from network.models import Person
from ogp_tracker.templatetags.tracker import day as in_words
from progress.models import Blocker, BlockerReminder
from progress.reminding.blocker_candidates import REPLY_DAYS, candidates
from progress.reminding.days import stand_in

# Three days before the last day on which an answer keeps it from going up, and on that day.
LADDER = Ladder((3, 0))
# Nothing goes up from the top; after so many days the line of those who stand there is late.
TOP_DAYS = 14
Rows = dict[tuple[int, dt.date], list[BlockerReminder]]


def plan(day: dt.date) -> int:
    """Enter whom to remind of a blocker by `day`; returns how many steps were entered."""
    found: dict[dt.date, list[Blocker]] = defaultdict(list)
    for blocker in Blocker.objects.public().open().select_related("commitment__plan"):
        found[_day(blocker, day)].append(blocker)
    return sum(_plan_on(today, blockers, day) for today, blockers in found.items())


def owed(person: Person, day: dt.date, message: OutboxMessage | None = None) -> list[OwedLine]:
    """The blockers that wait for an answer of `person`, and answers that wait for their word."""
    rows: Rows = defaultdict(list)
    for row in rows_for(BlockerReminder, message):
        rows[row.blocker_id, row.due_on].append(row)
    public = Blocker.objects.public().select_related("commitment__plan")
    waiting = [_to_answer(blocker, day, rows) for blocker in public.waiting_for(person, day)]
    answered = [_to_reply(blocker, day, rows) for blocker in public.answered_for(person, day)]
    leads = Lead.objects.current(day).filter(person=person)
    since = dict(leads.values_list("commitment", "starts_on"))
    return [_for_newcomer(line, since.get(commitment)) for line, commitment in waiting + answered]


def _for_newcomer(line: OwedLine, since: dt.date | None) -> OwedLine:
    """Nobody is late with what was due before they came; it waits for them all the same."""
    if since is None or since <= line.due_on or line.days_left >= 0:
        return line
    when = f"It was due before you became lead, on {in_words(line.due_on)}."
    return replace(line, when=when, days_left=0)


def _plan_on(today: dt.date, blockers: list[Blocker], day: dt.date) -> int:
    """Plan for plans whose own day is `today` while it is `day` for the site."""
    due = [(row.commitment.plan.country_code, _due_on(row)) for row in blockers]
    steps = steps_reached(LADDER, today, due)
    plans = sorted({row.commitment.plan_id for row in blockers})
    return enter(BlockerReminder, candidates(today, plans), steps, day) if steps else 0


def _due_on(blocker: Blocker) -> dt.date:
    """By when those it waits for should speak; the query for the ledger says the same."""
    if blocker.answered_on is not None:
        return blocker.answered_on + dt.timedelta(days=REPLY_DAYS)
    return blocker.answer_by or blocker.came_on + dt.timedelta(days=TOP_DAYS)


def _to_answer(blocker: Blocker, day: dt.date, rows: Rows) -> tuple[OwedLine, int]:
    if blocker.rises_on:
        is_over = blocker.rises_on <= _day(blocker, day)
        goes_up = "goes up now" if is_over else f"goes up on {blocker.rises_on:%-d %B %Y}"
        then = f"If nobody answers, it {goes_up}."
    else:
        then = "Nobody is further up: it stays with you until it is answered."
    return _line(
        blocker,
        day,
        rows,
        detail=f"A blocker waits for your answer: {blocker.title}\n{then}",
        path=reverse("progress:blocker_answer", args=[blocker.commitment.slug, blocker.pk]),
        action="Answer the blocker",
        subject=f"Answer to a blocker on commitment {blocker.commitment.number}",
        things="blocker answers",
    )


def _to_reply(blocker: Blocker, day: dt.date, rows: Rows) -> tuple[OwedLine, int]:
    return _line(
        blocker,
        day,
        rows,
        detail=f"Your blocker was answered: {blocker.title}\nSay whether that solves it.",
        path=blocker.get_absolute_url(),
        action="Read the answer, and close the blocker or send it up",
        subject=f"Your word on a blocker on commitment {blocker.commitment.number}",
        things="",
    )


def _line(blocker: Blocker, day: dt.date, rows: Rows, **words: str) -> tuple[OwedLine, int]:
    """The line, and the commitment it is about."""
    commitment, due_on = blocker.commitment, _due_on(blocker)
    days_left = (due_on - _day(blocker, day)).days
    line = OwedLine(
        heading=f"Commitment {commitment.number}, {commitment.title}",
        when=when_due(due_on, days_left),
        due_on=due_on,
        days_left=days_left,
        rows=rows[blocker.pk, due_on],
        **words,
    )
    return line, commitment.pk


def _day(blocker: Blocker, day: dt.date) -> dt.date:
    """The day of its plan while it is `day` for the site, where that is today; else `day`."""
    return stand_in(day) or blocker.commitment.plan.today()
