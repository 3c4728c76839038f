"""`manage.py import_action_plan FILE.json ...`: loads action plans and their reporting dates."""

import datetime as dt
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from commitments.importing import (
    ImportReport,
    PlanFile,
    PlanFileError,
    read_plan_file,
)
from commitments.importing.report import counted
from ogp_tracker import clock
from progress.plan_files import load_with_reporting_dates


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
            _, report = load_with_reporting_dates(plan_file)
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
