"""Dates as they stand in OGP's files: in mixed order, as months, quarters, seasons, or in words."""

import calendar
import datetime as dt
import enum
import re
from collections.abc import Callable, Iterable

from django.utils.text import Truncator

from commitments.models import Precision, PrintedDate, read_printed_date

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
MONTHS["sept"] = 9
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
SEASONS = ("spring", "summer", "autumn", "winter", "fall", "early")
OPEN = re.compile(
    r"(on-?going|permanent(ly)?( activity)?|in progress|under ?way|continuous(ly)?|continuing)\.?",
    re.IGNORECASE,
)
NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
# The days of a spreadsheet whose cell lost its format: from 2005 to 2036.
SERIAL = range(38353, 50041)
FIRST_OF_SPREADSHEETS = dt.date(1899, 12, 30)
LONGEST = 120


class Order(enum.Enum):
    """Whether the month or the day comes first in a file's dates, as those tell that can."""

    MONTH_FIRST = "month first"
    DAY_FIRST = "day first"
    MIXED = "mixed"
    UNKNOWN = "unknown"


def order_of(texts: Iterable[str]) -> Order:
    """What the dates that can be read in one way only say of the others."""
    found = set()
    for text in texts:
        if match := NUMERIC.fullmatch(text.strip()):
            first, second = int(match[1]), int(match[2])
            if first > 12 >= second:
                found.add(Order.DAY_FIRST)
            elif second > 12 >= first:
                found.add(Order.MONTH_FIRST)
    return Order.UNKNOWN if not found else found.pop() if len(found) == 1 else Order.MIXED


def read_date(text: str, order: Order) -> PrintedDate:
    """A date with as much precision as the clean, one-line `text` honestly gives.

    A day is worded anew, for 4/5/2014 means two days to two readers; all else keeps its wording.
    Where the order of day and month cannot be known, the year is all that is known.
    """
    text = " ".join(text.split())
    for reader in READERS:
        found = reader(text, order)
        if found is not None:
            return found
    years = re.findall(r"\b(?:19|20)\d\d\b", text)
    if not text or len(set(years)) != 1:
        return PrintedDate(Truncator(text).chars(LONGEST), Precision.NONE, None, None)
    return _open(text, Precision.PERIOD)


def _read_numeric(text: str, order: Order) -> PrintedDate | None:
    match = NUMERIC.fullmatch(text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    year = int(match[3]) if len(match[3]) == 4 else 2000 + int(match[3])
    readings = {(first, second), (second, first)}
    days = {day for month, date in readings if (day := _day(year, month, date))}
    if len(days) == 1:
        return _fixed("", Precision.DAY, days.pop())
    month, date = (second, first) if order is Order.DAY_FIRST else (first, second)
    day = _day(year, month, date)
    if day is None:
        return None
    if order in (Order.MIXED, Order.UNKNOWN):
        return _fixed(text, Precision.YEAR, dt.date(year, 12, 31))
    return _fixed("", Precision.DAY, day)


def _read_iso(text: str, _order: Order) -> PrintedDate | None:
    match = ISO.fullmatch(text)
    day = _day(int(match[1]), int(match[2]), int(match[3])) if match else None
    return _fixed("", Precision.DAY, day) if day else None


def _read_serial(text: str, _order: Order) -> PrintedDate | None:
    if not re.fullmatch(r"\d{5}", text) or int(text) not in SERIAL:
        return None
    return _fixed("", Precision.DAY, FIRST_OF_SPREADSHEETS + dt.timedelta(days=int(text)))


def _read_words(text: str, _order: Order) -> PrintedDate | None:
    """30 April 2014, April 30th, 2014, April 2014, 04/2014."""
    spaced = text.replace(",", " ").replace(".", " ").lower()
    match = re.fullmatch(
        r"(?:(\d{1,2})(?:st|nd|rd|th)? +)?([a-z]+) +(\d{4})", " ".join(spaced.split())
    )
    parts = (match[1], match[2], match[3]) if match else None
    if match := re.fullmatch(
        r"([a-z]+) +(\d{1,2})(?:st|nd|rd|th)? +(\d{4})", " ".join(spaced.split())
    ):
        parts = (match[2], match[1], match[3])
    if match := re.fullmatch(r"(\d{1,2})/(\d{4})", text):
        return _month(text, int(match[2]), int(match[1]))
    if parts is None or parts[1] not in MONTHS:
        return None
    date, month, year = parts[0], MONTHS[parts[1]], int(parts[2])
    if date is None:
        return _month(text, year, month)
    day = _day(year, month, int(date))
    return _fixed("", Precision.DAY, day) if day else None


def _read_quarter(text: str, _order: Order) -> PrintedDate | None:
    """Q2 2015, Quarter 4 2016, IV quarter of 2021, 2nd quarter 2015, 2015 Q2."""
    words = " ".join(re.sub(r"\bof\b|,|/|-", " ", text.lower()).split())
    for pattern in (
        r"(?:q|quarter) ?([1-4]|i{1,3}|iv) (\d{4})",
        r"([1-4]|i{1,3}|iv)(?:st|nd|rd|th)? ?(?:q|quarter) (\d{4})",
    ):
        if match := re.fullmatch(pattern, words):
            quarter = ROMAN.get(match[1]) or int(match[1])
            return _end_of_month(text, Precision.QUARTER, int(match[2]), quarter * 3)
    if match := re.fullmatch(r"(\d{4}) (?:q|quarter) ?([1-4])", words):
        return _end_of_month(text, Precision.QUARTER, int(match[1]), int(match[2]) * 3)
    return None


def _read_year(text: str, _order: Order) -> PrintedDate | None:
    match = re.fullmatch(r"(?:end of |by the end of |during |in )?((?:19|20)\d\d)", text.lower())
    return _fixed(text, Precision.YEAR, dt.date(int(match[1]), 12, 31)) if match else None


def _read_open(text: str, _order: Order) -> PrintedDate | None:
    """A season, two years, or something that goes on."""
    if OPEN.fullmatch(text):
        return _open(text, Precision.ONGOING)
    if re.fullmatch(rf"({'|'.join(SEASONS)})( of)? (19|20)\d\d", text.lower()):
        return _open(text, Precision.SEASON)
    if re.fullmatch(r"(19|20)\d\d ?(-|–|/|to) ?((19|20)?\d\d)", text.lower()):
        return _open(text, Precision.PERIOD)
    return None


READERS: tuple[Callable[[str, Order], PrintedDate | None], ...] = (
    _read_numeric,
    _read_iso,
    _read_serial,
    _read_words,
    _read_quarter,
    _read_year,
    _read_open,
)


def _month(text: str, year: int, month: int) -> PrintedDate | None:
    return _end_of_month(text, Precision.MONTH, year, month) if 1 <= month <= 12 else None


def _end_of_month(text: str, precision: Precision, year: int, month: int) -> PrintedDate | None:
    if not 1900 <= year <= 2100:
        return None
    return _fixed(text, precision, dt.date(year, month, calendar.monthrange(year, month)[1]))


def _day(year: int, month: int, date: int) -> dt.date | None:
    try:
        return dt.date(year, month, date) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def _fixed(text: str, precision: Precision, on: dt.date) -> PrintedDate:
    return read_printed_date(text, precision, on)


def _open(text: str, precision: Precision) -> PrintedDate:
    return read_printed_date(Truncator(text).chars(LONGEST), precision, None)
