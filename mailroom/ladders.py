"""On which days somebody is reminded of a due day: nothing here asks the database or a clock."""

import datetime as dt
from dataclasses import dataclass

from mailroom.holidays import is_holiday, no_earlier, no_later
from mailroom.models import Pace

# After a longer silence than this, a reminder that was missed is not made up for.
CATCH_UP_DAYS = 7
# Who has one letter a week still hears at once of what is due tomorrow or today, or is late.
PRESSING = (1, 0, -3)
MONDAY = 0


@dataclass(frozen=True)
class Ladder:
    """The days ahead of a due day at which one is reminded, earliest first; -3 is 3 days after it.

    Each is a threshold ("this many or fewer"), because a night without a scheduler must not lose a
    reminder.
    """

    steps: tuple[int, ...]

    def day_of(
        self, days_ahead: int, due_on: dt.date, country_code: str = "", pace: str = Pace.AT_ONCE
    ) -> dt.date:
        """The day on which the step `days_ahead` is reached.

        On a bank holiday it moves: until the due day to an earlier day, after it to a later one.
        At a weekly pace it waits for the letter of the week, unless it is pressing.
        """
        day = due_on - dt.timedelta(days=days_ahead)
        day = no_later(day, country_code) if days_ahead >= 0 else no_earlier(day, country_code)
        if pace == Pace.WEEKLY and days_ahead not in PRESSING:
            return letter_day(day, country_code)
        return day

    def reached(
        self, day: dt.date, due_on: dt.date, country_code: str = "", pace: str = Pace.AT_ONCE
    ) -> list[int]:
        """The steps that are reached by `day`, the most urgent one last.

        None where the day that the last of them moved to is too long ago, and on a bank holiday:
        the next day makes up.
        """
        last = self.day_of(self.steps[-1], due_on, country_code, pace)
        if (day - last).days > CATCH_UP_DAYS or is_holiday(day, country_code):
            return []
        return [step for step in self.steps if self.day_of(step, due_on, country_code, pace) <= day]


def letter_day(day: dt.date, country_code: str = "") -> dt.date:
    """The day of the weekly letter that tells of `day`: a Monday, or the next working day."""
    monday = day - dt.timedelta(days=(day.weekday() - MONDAY) % 7)
    of_this_week = no_earlier(monday, country_code)
    if day <= of_this_week:
        return of_this_week
    return no_earlier(monday + dt.timedelta(days=7), country_code)
