"""The ladder of reminders once more, as plainly as can be: what P1 holds the tracker against.

It shares no code with it: not the steps, not the holidays, not the clock.
"""

import datetime as dt
from collections import defaultdict
from typing import Any

DAY = dt.timedelta(days=1)
CLOCK_CHANGES = [dt.date(2014, 3, 30), dt.date(2014, 10, 26)]
LEAP_DAYS = [dt.date(2016, 2, 29)]
# At a weekly pace everything else waits for the letter of the week.
PRESSING = {1, 0, -3}
STEPS = {"lead": (28, 14, 7, 1, 0, -3), "manager": (-7,), "secretariat": (-14,)}
# England and Wales, from https://www.gov.uk/bank-holidays.
HOLIDAYS = {
    *(dt.date(2014, month, day) for month, day in
      [(1, 1), (4, 18), (4, 21), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)]),
    dt.date(2015, 1, 1),
    *(dt.date(2016, month, day) for month, day in
      [(1, 1), (3, 25), (3, 28), (5, 2), (5, 30), (8, 29), (12, 26), (12, 27)]),
}  # fmt: skip


def london_day(moment: dt.datetime) -> dt.date:
    """The day in London: an hour ahead of UTC from one o'clock UTC on the last Sunday of March."""
    summer = dt.datetime.combine(_last_sunday(moment.year, 3), dt.time(1), dt.UTC)
    winter = dt.datetime.combine(_last_sunday(moment.year, 10), dt.time(1), dt.UTC)
    shift = 1 if summer <= moment < winter else 0
    return (moment + dt.timedelta(hours=shift)).date()


def _last_sunday(year: int, month: int) -> dt.date:
    day = dt.date(year, month, 31)
    while day.isoweekday() != 7:
        day -= DAY
    return day


class Reference:
    """What should have been planned so far, for people with their parts in one duty.

    `weekly` are those who have one letter a week.
    """

    def __init__(self, due_on: dt.date, parts: dict[Any, str], weekly: set[Any]) -> None:
        self.due_on = due_on
        self.parts = parts
        self.weekly = weekly
        self.known: set[tuple[Any, int]] = set()
        # What was planned on each day, over all ticks of it.
        self.planned_on: dict[dt.date, list[tuple[Any, int]]] = defaultdict(list)

    def tick(self, day: dt.date) -> tuple[list[tuple[Any, int]], int]:
        """What this tick should plan, and how many steps it should record as superseded."""
        planned, superseded = [], 0
        for person, part in self.parts.items():
            steps = STEPS[part]
            reached = [step for step in steps if self._day_of(step, person) <= day]
            too_old = day > self._day_of(steps[-1], person) + 7 * DAY
            if not reached or too_old or day in HOLIDAYS or (person, reached[-1]) in self.known:
                continue
            planned.append((person, reached[-1]))
            new = {(person, step) for step in reached} - self.known
            superseded += len(new) - 1
            self.known |= new
        self.planned_on[day] += planned
        return planned, superseded

    def _day_of(self, step: int, person: Any) -> dt.date:
        day = self.due_on - step * DAY
        while day in HOLIDAYS:
            day += DAY if step < 0 else -DAY
        if person in self.weekly and step not in PRESSING:
            while not _has_letter_of_the_week(day):
                day += DAY
        return day


def _has_letter_of_the_week(day: dt.date) -> bool:
    """A Monday, unless that is a holiday; then the first day of the week that is none."""
    before = [day - number * DAY for number in range(1, day.isoweekday())]
    return day not in HOLIDAYS and all(one in HOLIDAYS for one in before)
