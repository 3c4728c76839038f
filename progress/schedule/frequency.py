"""From a frequency to due days: plain sums with dates."""

import calendar
import datetime as dt

from progress.models import Frequency

MONTHS = {Frequency.QUARTERLY: 3, Frequency.SIX_MONTHLY: 6}


def due_days(frequency: Frequency, first: dt.date, until: dt.date) -> list[dt.date]:
    """The due days of a frequency, from `first` on and none after `until`.

    A day at the end of its month stays at the end of the month (30 April, 31 July); any other
    keeps its number, or takes the last day of a month that has no such day (30 August, 30 November,
    28 February). Each is counted from the first, so that a short month moves none of the later.

    Raises KeyError for dates of one's own, which follow no frequency.
    """
    last = (until.year - first.year) * 12 + until.month - first.month
    days = (_months_after(first, months) for months in range(0, last + 1, MONTHS[frequency]))
    return [day for day in days if day <= until]


def _months_after(first: dt.date, months: int) -> dt.date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    is_end = first.day == calendar.monthrange(first.year, first.month)[1]
    return dt.date(year, month + 1, last if is_end else min(first.day, last))
