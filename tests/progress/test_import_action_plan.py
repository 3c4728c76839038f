"""The command: the plan and its reporting dates in one go, or nothing at all."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from commitments.models import ActionPlan, Commitment
from network.models import Organisation
from ogp_tracker import history
from progress import plan_files
from progress.models import ReportingPeriod
from tests.plan_files import REAL, small_plan, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(today):
    """14 April 2014."""


def run(path, capsys) -> list[str]:
    call_command("import_action_plan", str(path))
    return capsys.readouterr().out.splitlines()


def refused(path, capsys) -> list[str]:
    with pytest.raises(SystemExit) as stopped:
        call_command("import_action_plan", str(path))
    assert stopped.value.code == 1
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.splitlines()


def test_the_real_plan_and_then_nothing_to_do(capsys):
    [first] = run(REAL, capsys)
    assert first == (
        "Imported from uk_nap_2013_15.json: 1 plan, 5 themes, 47 organisations, 21 commitments, "
        "92 milestones, 2 changed dates, 17 outcomes, 1 report on a milestone and "
        "5 reporting periods."
    )
    [second] = run(REAL, capsys)
    assert second == (
        "Nothing to do: the plan, 5 themes, 47 organisations, 21 commitments and 92 milestones "
        "are already here."
    )


def test_the_reporting_periods_follow_each_other(capsys):
    run(REAL, capsys)
    first, second, *_, last = ReportingPeriod.objects.all()
    assert (first.opens_on, first.due_on) == (dt.date(2013, 10, 31), dt.date(2014, 4, 30))
    assert second.opens_on == dt.date(2014, 5, 1)
    assert (last.number, last.due_on) == (5, dt.date(2015, 12, 31))


def test_a_due_day_that_was_moved_here_stays_moved(tmp_path, capsys):
    path = write(tmp_path, small_plan())
    run(path, capsys)
    period = ReportingPeriod.objects.get(number=2)
    period.due_on = dt.date(2014, 10, 15)
    history.save(period, by=None, reason="Holidays")
    said = run(path, capsys)
    assert ReportingPeriod.objects.count() == 3
    assert said[0].startswith("Kept: the reporting date 30 September 2014")
    assert said[1].startswith("Nothing to do")


def test_what_was_kept_comes_before_the_sum(tmp_path, capsys):
    path = write(tmp_path, small_plan())
    run(path, capsys)
    row = Commitment.objects.get(number="7")
    row.government_title = "Who owns it"
    history.save(row, by=None)
    kept, summary = run(path, capsys)
    assert kept.startswith("Kept: commitment 7 title the government uses differs from the file")
    assert summary == (
        "Nothing to do: the plan, 1 theme, 2 organisations, 2 commitments and 3 milestones "
        "are already here."
    )


def test_a_bad_file_gets_a_line_an_error_and_changes_nothing(tmp_path, capsys):
    plan = small_plan()
    plan["plan"]["published"] = "2014-02-30"
    plan["commitments"][1]["lead_organisations"] = ["bisx"]
    assert refused(write(tmp_path, plan), capsys) == [
        'commitments[1].lead_organisations[0]: "bisx" is not in organisations',
        'plan.published: "2014-02-30" is not a real date; write YYYY-MM-DD',
        "Nothing was imported: 2 errors.",
    ]
    assert not ActionPlan.objects.exists()
    assert not Organisation.objects.exists()


def test_no_such_file(tmp_path, capsys):
    path = tmp_path / "none.json"
    assert refused(path, capsys) == [
        f"{path}: there is no such file",
        "Nothing was imported: 1 error.",
    ]


def test_when_the_last_part_fails_the_first_is_undone(tmp_path, monkeypatch):
    def fail(*args):
        raise IntegrityError("a full disk, say")

    monkeypatch.setattr(plan_files, "add_reporting_dates", fail)
    with pytest.raises(IntegrityError):
        call_command("import_action_plan", str(write(tmp_path, small_plan())))
    assert not ActionPlan.objects.exists()
