"""`manage.py import_ogp FILE`: takes in OGP's database of commitments."""

import datetime as dt
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from commitments.importing.report import counted
from network.models import Person
from opendata.ogp_database import (
    ImportPlan,
    ImportRefusedError,
    LoadReport,
    OgpFileError,
    Outcome,
    load,
    plan_import,
    read_file,
)


class Command(BaseCommand):
    help = "Takes in a file of OGP’s database of commitments. What is here already is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file, as OGP gives it away (CSV)")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument(
            "--published-on",
            type=dt.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="show new plans to readers, as published on this day",
        )
        parser.add_argument(
            "--skip-unreadable",
            action="store_true",
            help="load the other rows where one cannot be read",
        )
        parser.add_argument("--by", metavar="EMAIL", help="who takes it in, for the record")

    def handle(
        self,
        *,
        file: Path,
        dry_run: bool,
        published_on: dt.date | None,
        skip_unreadable: bool,
        by: str | None,
        **options: object,
    ) -> None:
        try:
            plan = plan_import(read_file(file))
        except OSError as error:
            raise CommandError(f"{file} cannot be opened: {error.strerror}.") from None
        except OgpFileError as error:
            self._stop(error.errors)
        for notice in plan.file.notices:
            self.stdout.write(notice)
        if dry_run:
            self._show(plan)
            return
        try:
            report = load(
                plan, by=_person(by), published_on=published_on, skip_unreadable=skip_unreadable
            )
        except ImportRefusedError as error:
            self._stop([str(problem) for problem in error.problems])
        except ValidationError as error:
            raise CommandError(error.message) from None
        self._tell(report)

    def _show(self, plan: ImportPlan) -> None:
        """The dry run, a line a row."""
        for row in plan.rows:
            self.stdout.write(str(row))
        self.stdout.write(
            f"{counted(plan.file.row_count, 'row')} read: {plan.counted(Outcome.ADD)} would be "
            f"added, {plan.counted(Outcome.SAME)} are here already, "
            f"{plan.counted(Outcome.DIFFERS)} differ, {plan.counted(Outcome.UNREADABLE)} cannot "
            "be read. Nothing was written."
        )
        if plan.is_refused:
            sys.exit(1)

    def _tell(self, report: LoadReport) -> None:
        for row in report.differing:
            self.stdout.write(str(row))
        for problem in report.problems:
            self.stderr.write(f"Left out: {problem}")
        self.stdout.write(
            f"{counted(report.rows, 'row')} read: {counted(report.added, 'commitment')} added, "
            f"{report.milestones} rows more about them, {report.same} here already, "
            f"{len(report.differing)} differing and kept, {len(report.problems)} left out."
        )
        self.stdout.write(
            f"Added with them: {counted(report.plans_added, 'plan')}, "
            f"{counted(report.themes_added, 'theme')} and "
            f"{counted(report.organisations_added, 'organisation')}. "
            f"Renewed: {counted(report.renewed, 'row')} of OGP’s own."
        )
        if report.problems:
            sys.exit(1)

    def _stop(self, sentences: list[str]) -> None:
        for sentence in sentences:
            self.stderr.write(sentence)
        self.stderr.write(f"Nothing was imported: {counted(len(sentences), 'error')}.")
        sys.exit(1)


def _person(email: str | None) -> Person | None:
    if email is None:
        return None
    try:
        return Person.objects.get_by_natural_key(email)
    except Person.DoesNotExist:
        raise CommandError(f"Nobody here has the address {email}.") from None
