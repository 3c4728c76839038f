"""A date as a plan prints it: its wording, how exact it is, and the days that follow from it."""

import datetime as dt
from dataclasses import dataclass

from django.db import models


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
        return self.text or "no date given"


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
