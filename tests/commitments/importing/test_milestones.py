"""What a file reports of milestones becomes known day by day, and people's own reports win."""

import datetime as dt

import pytest

from commitments.actions import MilestoneReport, report_milestone
from commitments.importing import load_plan, read_plan_file
from commitments.models import Milestone
from commitments.workflow import MilestoneStatus
from tests.plan_files import small_plan, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def load_on(tmp_path, settings):
    """Imports the small plan on a business day and returns the report."""

    def load_on(day, content=None):
        settings.TRACKER_TODAY = dt.date.fromisoformat(day)
        return load_plan(read_plan_file(write(tmp_path, content or small_plan())))[1]

    return load_on


def test_nothing_is_known_ahead_of_its_day(load_on):
    report = load_on("2014-04-29")
    assert report.added["report on a milestone"] == 0
    assert set(Milestone.objects.values_list("status", flat=True)) == {"not_reported"}


def test_a_status_counts_from_its_reporting_date(load_on):
    load_on("2014-04-30")
    first = Milestone.objects.get(ref="7.01")
    assert first.status == MilestoneStatus.BEHIND_SCHEDULE
    assert first.history.first().history_change_reason == (
        "Government status file, as at 30 April 2014"
    )


def test_what_was_delivered_says_how_we_know(load_on):
    load_on("2014-05-02")
    done = Milestone.objects.get(ref="B.02")
    assert (done.status, done.completed_on) == ("completed", dt.date(2014, 5, 2))
    assert done.evidence == "general knowledge"
    assert "Delivered on 2 May 2014" in done.history.first().history_change_reason


def test_a_later_run_applies_what_became_known_since(load_on):
    load_on("2014-04-30")
    report = load_on("2014-10-01")
    assert report.added_words() == "2 reports on milestones"
    done = Milestone.objects.get(ref="7.01")
    assert (done.status, done.evidence, done.completed_on) == ("completed", "Status file", None)
    assert load_on("2015-03-01").added_words() == ""


def test_what_somebody_reported_since_is_kept(load_on, rae):
    load_on("2014-04-30")
    report_milestone(
        by=rae,
        milestone=Milestone.objects.get(ref="7.01"),
        report=MilestoneReport(status=MilestoneStatus.ON_TRACK),
        reason="The bill is in Parliament",
    )
    report = load_on("2014-10-01")
    assert Milestone.objects.get(ref="7.01").status == MilestoneStatus.ON_TRACK
    assert report.kept[-1] == (
        "Kept: milestone 7.01 status differs from the file: here “On track”, "
        "in the file “Completed”."
    )


def test_a_report_before_the_first_reporting_date_is_kept_too(load_on, rae):
    load_on("2014-04-14")
    report_milestone(
        by=rae,
        milestone=Milestone.objects.get(ref="7.01"),
        report=MilestoneReport(forecast_on=dt.date(2014, 6, 1)),
        reason="Agreed with the department",
    )
    load_on("2014-04-30")
    assert Milestone.objects.get(ref="7.01").status == MilestoneStatus.NOT_REPORTED
    assert Milestone.objects.get(ref="7.01").forecast_on == dt.date(2014, 6, 1)


def test_an_edit_of_the_title_is_no_report(load_on):
    load_on("2014-04-30")
    row = Milestone.objects.get(ref="7.01")
    row.title = "Register opened"
    row._change_reason = "Clearer"
    row.save()
    load_on("2014-10-01")
    assert Milestone.objects.get(ref="7.01").status == MilestoneStatus.COMPLETED
