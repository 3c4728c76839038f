"""Milestones: their dates, and what is reported of them."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from commitments.actions import (
    MilestoneReport,
    change_milestone_date,
    record_progress,
    report_milestone,
)
from commitments.models import Milestone, Precision, PrintedDate, read_printed_date
from commitments.settling import days_settled
from commitments.slip import slips_of
from commitments.workflow import MilestoneStatus
from network.workflow import Side
from tests.cast import END_OF_2014, FIRST_DUE

pytestmark = pytest.mark.django_db
DONE = MilestoneStatus.COMPLETED
MARCH = PrintedDate("March 2015", Precision.MONTH, dt.date(2015, 3, 31), dt.date(2015, 3, 31))


@pytest.fixture
def milestone(commitment):
    return commitment.milestones.get(ref="7.02")


def report(by, milestone, **said):
    return report_milestone(
        by=by, milestone=milestone, report=MilestoneReport(**said), reason="A test"
    )


def test_each_move_is_a_row_of_the_ledger(sam, milestone):
    change_milestone_date(by=sam, milestone=milestone, due=MARCH, reason="Late law")
    change_milestone_date(by=sam, milestone=milestone, due=END_OF_2014, reason="Found time")
    rows = [(row.number, row.due.wording, row.reason) for row in milestone.dates.all()]
    assert rows == [(0, "2014", ""), (1, "March 2015", "Late law"), (2, "2014", "Found time")]


def test_a_date_that_only_sorts_otherwise_is_the_same_date(sam, milestone):
    same = PrintedDate("2014", Precision.YEAR, dt.date(2014, 12, 31), None)
    with pytest.raises(ValidationError, match="already"):
        change_milestone_date(by=sam, milestone=milestone, due=same, reason="A test")


def test_completed_needs_evidence_in_the_action_and_in_the_database(rae, milestone):
    with pytest.raises(ValidationError, match="add a link"):
        report(rae, milestone, status=DONE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.filter(pk=milestone.pk).update(status=DONE)
    assert report(rae, milestone, status=DONE, evidence_url="https://example.org/act")


def test_completion_is_never_in_the_future(rae, milestone):
    tomorrow = dt.date(2014, 4, 15)
    with pytest.raises(ValidationError, match="future"):
        report(rae, milestone, status=DONE, evidence="Act", completed_on=tomorrow)


def test_completed_without_a_day_is_completed_on_the_day_of_the_report(rae, milestone, today):
    report(rae, milestone, status=DONE, evidence="Act")
    milestone.refresh_from_db()
    assert milestone.completed_on == today


@pytest.mark.parametrize("said", [{"completed_on": dt.date(2014, 4, 1)}, {}])
def test_a_later_report_moves_no_day_of_completion(rae, milestone, settings, today, said):
    report(rae, milestone, status=DONE, evidence="Act", **said)
    settings.TRACKER_TODAY = dt.date(2014, 6, 1)
    report(rae, milestone, status=DONE, evidence="The Act itself")
    milestone.refresh_from_db()
    assert milestone.completed_on == said.get("completed_on", today)


def test_what_is_loaded_from_a_file_was_completed_on_no_known_day(milestone):
    report(None, milestone, status=DONE, evidence="Act")
    milestone.refresh_from_db()
    assert milestone.completed_on is None
    assert days_settled([milestone]) == {}


def test_lateness_counts_to_the_day_of_the_last_change_of_status(rae, milestone, settings):
    for day, status in [(1, DONE), (2, MilestoneStatus.ON_TRACK), (3, MilestoneStatus.CLOSED)]:
        settings.TRACKER_TODAY = dt.date(2015, 2, day)
        report(rae, milestone, status=status, evidence="Act")
    settings.TRACKER_TODAY = dt.date(2015, 2, 4)
    report(rae, milestone, evidence="The Act itself")
    (slip,) = slips_of(Milestone.objects.filter(pk=milestone.pk))
    assert (slip.settled_on, slip.days_late) == (dt.date(2015, 2, 3), 34)
    assert slip.late_in_words == "34 days late when it was closed"


def test_a_report_that_says_nothing_new_is_not_recorded(rae, milestone):
    assert report(rae, milestone, status=MilestoneStatus.ON_TRACK)
    before = milestone.history.count()
    assert not report(rae, milestone, status=MilestoneStatus.ON_TRACK)
    assert milestone.history.count() == before


def test_an_update_for_an_earlier_period_changes_nothing(sam, commitment):
    def copy(until, words):
        record_progress(
            by=sam,
            commitment=commitment,
            until=until,
            assessments=dict.fromkeys(Side, words),
            reports={},
            reason="A test",
        )
        commitment.refresh_from_db()

    copy(FIRST_DUE, "limited")
    copy(FIRST_DUE - dt.timedelta(days=1), "complete")
    assert (commitment.government_completion, commitment.reported_until) == ("limited", FIRST_DUE)


@pytest.mark.parametrize(
    ("text", "precision", "sorts"),
    [
        ("Autumn 2014", "season", (2014, 11, 30)),
        ("Winter 2013", "season", (2014, 2, 28)),
        ("Spring to Summer 2014", "season", (2014, 8, 31)),
        ("early 2015", "season", (2015, 3, 31)),
        ("between 2014 and 2016", "period", (2016, 12, 31)),
        ("soon", "period", None),
        ("ongoing since 2011", "ongoing", None),
    ],
)
def test_the_day_an_open_date_is_put_in_order_by(text, precision, sorts):
    date = read_printed_date(text, Precision(precision), None)
    assert date.on is None
    assert date.sort_on == (dt.date(*sorts) if sorts else None)
