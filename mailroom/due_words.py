"""How the day of a duty reads."""

import datetime as dt

from ogp_tracker.templatetags.tracker import day as in_words
from ogp_tracker.words import count_days


def when_due(due_on: dt.date, days_left: int) -> str:
    """A sentence: "It is due on 30 April 2014, in 7 days."."""
    day = in_words(due_on)
    if days_left < 0:
        return f"It was due on {day}, {count_days(-days_left)} ago."
    near = {0: f"It is due today, {day}.", 1: f"It is due tomorrow, {day}."}
    return near.get(days_left, f"It is due on {day}, in {days_left} days.")


def when_in_short(due_on: dt.date, days_left: int) -> str:
    """The end of a subject: "is due in 7 days", "was due on 30 April 2014"."""
    if days_left < 0:
        return f"was due on {in_words(due_on)}"
    near = {0: "is due today", 1: "is due tomorrow"}
    return near.get(days_left, f"is due in {days_left} days")
