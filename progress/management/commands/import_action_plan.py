"""`manage.py import_action_plan FILE.json ...`: loads action plans and their reporting dates."""

import datetime as dt
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.db import transaction

from commitments.importing import (
    ImportReport,
    PlanFile,
    PlanFileError,
    load_plan,
    read_plan_file,
)
from commitments.importing.report import counted
from commitments.models import ActionPlan
from ogp_tracker import clock
from progress.actions import add_periods
from progress.models import ReportingPeriod


class Command(BaseCommand):
    help = "Loads action plans from files. What is here already is kept as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", help="plan files in JSON")
        parser.add_argument(
            "--if-published",
            action="store_true",
            help="leave out a plan that is published after today (see TRACKER_TODAY)",
        )

    def handle(self, *, files: list[Path], if_published: bool, **options: object) -> None:
        for file in files:
            self._load(Path(file), if_published)

    def _load(self, file: Path, if_published: bool) -> None:
        try:
            plan_file = read_plan_file(file)
            if if_published and lies_ahead(plan_file):
                self.stdout.write(f"Left out {file.name}: the plan is not published yet.")
                return
            with transaction.atomic():
                plan, report = load_plan(plan_file)
                add_reporting_dates(plan, plan_file, report)
        except PlanFileError as error:
            for line in error.errors:
                self.stderr.write(line)
            self.stderr.write(f"Nothing was imported: {counted(len(error.errors), 'error')}.")
            sys.exit(1)
        for line in report.kept:
            self.stdout.write(line)
        self.stdout.write(summary(plan_file, report))


def lies_ahead(file: PlanFile) -> bool:
    """Whether the plan is published after today."""
    published = file.fields["published_on"]
    return isinstance(published, dt.date) and published > clock.today()


def add_reporting_dates(plan: ActionPlan, file: PlanFile, report: ImportReport) -> None:
    """Add the periods that were never here; a due day that was moved here stays moved.

    Raises PlanFileError when a new one is not after those that are here.
    """
    past = dict(ReportingPeriod.history.filter(plan_id=plan.pk).values_list("due_on", "number"))
    new = [day for day in file.reporting_dates if day not in past]
    try:
        add_periods(by=None, plan=plan, due_days=new, reason=f"Imported from {file.name}")
    except ValidationError as error:
        raise PlanFileError([f"reporting_dates: {error.message}"]) from None
    report.added["reporting period"] += len(new)
    here = set(plan.periods.values_list("due_on", flat=True))
    for day in file.reporting_dates:
        if day in past and day not in here:
            report.keep_away(f"the reporting date {day:%-d %B %Y}")


def summary(file: PlanFile, report: ImportReport) -> str:
    """The last line: what was added, or that everything was here."""
    if report.added_words():
        return f"Imported from {file.name}: {report.added_words()}."
    return (
        f"Nothing to do: the plan, {counted(len(file.themes), 'theme')}, "
        f"{counted(len(file.organisations), 'organisation')}, "
        f"{counted(len(file.commitments), 'commitment')} and "
        f"{counted(file.milestone_count, 'milestone')} are already here."
    )
