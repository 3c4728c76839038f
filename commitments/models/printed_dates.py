"""A date as a plan prints it: its wording, how exact it is, and the days that follow from it."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext


class Precision(models.TextChoices):
    """How exact a printed date is."""

    DAY = "day", "A day"
    MONTH = "month", "A month"
    QUARTER = "quarter", "A quarter"
    SEASON = "season", "A season"
    YEAR = "year", "A year"
    PERIOD = "period", "A period"
    ONGOING = "ongoing", "Ongoing"
    NONE = "none", "No date"


@dataclass(frozen=True)
class PrintedDate:
    """One printed date. `on` is the last day it can mean, None where that is open."""

    text: str
    precision: Precision
    on: dt.date | None
    sort_on: dt.date | None

    @property
    def wording(self) -> str:
        """What a reader sees."""
        return self.text or gettext("no date given")

    def says_the_same_as(self, other: "PrintedDate") -> bool:
        """Whether a reader would see the same date; the order in lists does not count."""
        return (self.text, self.precision, self.on) == (other.text, other.precision, other.on)


# These fix a last day; the others leave it open.
FIXED = (Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.YEAR)
# Month and day of the last day of a season; a winter ends in the year after the one it is named by.
_SEASON_ENDS = {"early": (3, 31), "spring": (5, 31), "summer": (8, 31), "autumn": (11, 30)}


def read_printed_date(text: str, precision: Precision, on: dt.date | None) -> PrintedDate:
    """Make a printed date of its wording, its precision and the last day it can mean.

    Raises ValidationError, keyed by the columns `due_text` and `due_on`, when they do not fit.
    """
    if precision in FIXED:
        _refuse_wrong_last_day(precision, on)
    elif on is not None:
        label = precision.label.lower()
        raise ValidationError({"due_on": f"Leave the last day empty: “{label}” does not fix one"})
    if precision is Precision.DAY and on is not None:
        text = text or f"{on.day} {on:%B %Y}"
    elif precision is Precision.ONGOING:
        text = text or "ongoing"
    if not text and precision is not Precision.NONE:
        raise ValidationError({"due_text": "Enter the date as the plan words it"})
    return PrintedDate(text, precision, on, on or _sort_day(text, precision))


def _refuse_wrong_last_day(precision: Precision, on: dt.date | None) -> None:
    if on is None:
        raise ValidationError({"due_on": "Enter the last day that the wording can mean"})
    if precision is not Precision.DAY and on.day != calendar.monthrange(on.year, on.month)[1]:
        label = precision.label.lower()
        raise ValidationError({"due_on": f"The last day of {label} must be the end of a month"})


def _sort_day(text: str, precision: Precision) -> dt.date | None:
    """The day that puts an open date in order: the end of the last season or year it names."""
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", text)]
    if not years or precision not in (Precision.SEASON, Precision.PERIOD):
        return None
    seasons = re.findall(r"early|spring|summer|autumn|winter", text.lower())
    if seasons and seasons[-1] == "winter":
        return dt.date(years[-1] + 1, 2, 28)
    return dt.date(years[-1], *_SEASON_ENDS.get(seasons[-1] if seasons else "", (12, 31)))


class PrintedDateModel(models.Model):
    """The four columns of a printed date, under the name `due`."""

    due_text = models.CharField("date as printed", max_length=120, blank=True)
    due_precision = models.CharField(
        "how exact the date is", max_length=10, choices=Precision, default=Precision.NONE
    )
    # The last day the wording can mean; empty for seasons, "ongoing" and no date at all.
    due_on = models.DateField("last day it can mean", null=True, blank=True)
    # Only for putting rows in order: never shown and never used to call anything late.
    due_sort_on = models.DateField(null=True, blank=True)

    class Meta:
        """Columns only."""

        abstract = True

    @property
    def due(self) -> PrintedDate:
        """The date in force."""
        return PrintedDate(
            self.due_text, Precision(self.due_precision), self.due_on, self.due_sort_on
        )

    @due.setter
    def due(self, date: PrintedDate) -> None:
        self.due_text = date.text
        self.due_precision = date.precision
        self.due_on = date.on
        self.due_sort_on = date.sort_on
