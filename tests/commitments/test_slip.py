"""How often a date moved, how far, and how late: in days and in words."""

import datetime as dt

import pytest

from commitments.models import Milestone, Precision, PrintedDate
from commitments.slip import Slip, figures_of

JAN, MARCH, APRIL = dt.date(2014, 1, 1), dt.date(2014, 3, 31), dt.date(2014, 4, 1)
TODAY = dt.date(2014, 4, 14)
AUTUMN = PrintedDate("Autumn 2014", Precision.SEASON, None, dt.date(2014, 11, 30))
NO_DATE = PrintedDate("", Precision.NONE, None, None)


def on(day):
    return PrintedDate(str(day), Precision.DAY, day, day)


def slip(*dates, status="on_track", completed_on=None, settled_on=None):
    milestone = Milestone(status=status, completed_on=completed_on)
    milestone.due = dates[-1]
    return Slip(milestone, dates, TODAY, settled_on)


@pytest.mark.parametrize(
    ("dates", "days", "sentence"),
    [
        ([on(JAN)], 0, ""),
        ([on(JAN), on(APRIL)], 90, "Moved once, 90 days later than first published"),
        ([on(APRIL), on(MARCH)], -1, "Moved once, brought forward by 1 day"),
        ([on(JAN), on(APRIL), on(JAN)], 0, "Moved twice, now back to the date first published"),
        ([AUTUMN, on(APRIL)], None, "Moved once"),
        ([on(JAN), on(MARCH), NO_DATE], None, "Moved twice"),
        ([on(JAN)] * 7, 0, "Moved 6 times, now back to the date first published"),
    ],
)
def test_moves_in_days_and_in_words(dates, days, sentence):
    found = slip(*dates)
    assert (found.days, found.moved_in_words) == (days, sentence)


@pytest.mark.parametrize(
    ("dates", "facts", "late", "sentence"),
    [
        # Open: counted from the published date, whatever it was moved to.
        ([on(APRIL)], {}, 13, "13 days late"),
        (
            [on(APRIL)],
            {"status": "not_reported"},
            13,
            "13 days late: nobody has reported it done",
        ),
        (
            [on(JAN), on(dt.date(2015, 1, 1))],
            {},
            103,
            "103 days late against the date first published",
        ),
        # The day itself is not late, and nothing is late before it.
        ([on(TODAY)], {}, 0, ""),
        ([on(dt.date(2014, 4, 15))], {}, 0, ""),
        # Brought forward and missed: by the first date it is still in time.
        ([on(dt.date(2014, 5, 1)), on(MARCH)], {}, 0, ""),
        # Completed: what counts is the day it was done.
        ([on(MARCH)], {"completed_on": APRIL}, 1, "Completed 1 day late"),
        ([on(MARCH)], {"completed_on": JAN}, 0, ""),
        ([on(MARCH)], {"completed_on": None}, 0, ""),
        ([AUTUMN, on(MARCH)], {"completed_on": APRIL}, 0, ""),
        # No day of completion but that of the report.
        (
            [on(MARCH)],
            {"completed_on": APRIL, "settled_on": APRIL},
            1,
            "1 day late when it was reported done",
        ),
        (
            [on(MARCH)],
            {"completed_on": None, "settled_on": APRIL},
            1,
            "1 day late when it was reported done",
        ),
        # Closed: nothing more is expected of it, and what it was late stays.
        (
            [on(MARCH)],
            {"status": "closed", "settled_on": APRIL},
            1,
            "1 day late when it was closed",
        ),
        ([on(JAN)], {"status": "closed"}, 0, ""),
    ],
)
def test_late_by_the_published_date(dates, facts, late, sentence):
    if "completed_on" in facts:
        facts = {"status": "completed", **facts}
    found = slip(*dates, **facts)
    assert (found.days_late, found.late_in_words) == (late, sentence)


def test_both_in_one_line():
    assert slip(on(JAN), on(MARCH), on(APRIL)).in_words == (
        "Moved twice, 90 days later than first published. "
        "103 days late against the date first published."
    )
    assert slip(AUTUMN).in_words == ""


@pytest.mark.parametrize(
    ("dates", "why"),
    [
        ([on(JAN), on(APRIL)], ""),
        ([AUTUMN, on(APRIL)], "because “Autumn 2014” fixes no last day"),
        ([on(JAN), AUTUMN], "because “Autumn 2014” fixes no last day"),
        ([NO_DATE], "because the plan gives no date"),
    ],
)
def test_the_page_says_why_nothing_is_counted(dates, why):
    assert why in slip(*dates).why_not_counted
    assert bool(why) == bool(slip(*dates).why_not_counted)


def test_many_in_numbers():
    figures = figures_of(
        [
            slip(on(JAN)),
            slip(on(JAN), on(dt.date(2014, 1, 11))),
            slip(on(JAN), on(dt.date(2014, 1, 6))),
            slip(on(APRIL), on(MARCH)),
            slip(AUTUMN, on(APRIL)),
        ]
    )
    assert (figures.milestones, figures.dated, figures.moved) == (5, 4, 4)
    # The date brought forward takes nothing off the others.
    assert (figures.put_back, figures.days, figures.longest) == (2, 15, 10)
    assert (figures.average, figures.brought_forward, figures.late) == (7.5, 1, 4)
    assert figures.in_words == "4 of 5 milestones moved, 15 days in all"


def test_nothing_in_numbers():
    assert figures_of([]).average == 0
    assert figures_of([slip(on(JAN))]).in_words == "No date has moved"
    assert figures_of([slip(AUTUMN, NO_DATE)]).in_words == "1 of 1 milestone moved"
