"""Bank holidays: the days on which nobody is reminded of anything.

They come from the data that govuk-bank-holidays brings along (those of GOV.UK); nothing is fetched.
Before the first and after the last year they know, every day is an ordinary one.
"""

import datetime as dt
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

# The countries whose holidays are known, by ISO code, and where in them. A government’s offices
# sit in England, and a holiday of Scotland alone is a working day there.
DIVISION_OF = {"GBR": BankHolidays.ENGLAND_AND_WALES}
DAY = dt.timedelta(days=1)


@cache
def holidays_of(country_code: str) -> frozenset[dt.date]:
    """Every bank holiday of the country that is known; none where the country is not."""
    division = DIVISION_OF.get(country_code)
    if division is None:
        return frozenset()
    # Without this the library asks GOV.UK, and takes its own data only when that fails.
    known = BankHolidays(use_cached_holidays=True)
    return frozenset(holiday["date"] for holiday in known.get_holidays(division=division))


def is_holiday(day: dt.date, country_code: str) -> bool:
    """Whether `day` is a bank holiday of the country."""
    return day in holidays_of(country_code)


def known_until(country_code: str) -> dt.date | None:
    """The end of the last year whose bank holidays are known; None where none are."""
    days = holidays_of(country_code)
    return dt.date(max(days).year, 12, 31) if days else None


def no_later(day: dt.date, country_code: str) -> dt.date:
    """`day`, or the last day before it that is no bank holiday."""
    while is_holiday(day, country_code):
        day -= DAY
    return day


def no_earlier(day: dt.date, country_code: str) -> dt.date:
    """`day`, or the first day after it that is no bank holiday."""
    while is_holiday(day, country_code):
        day += DAY
    return day
