"""Does what the dry run said, in one transaction and in few statements."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext

from commitments.importing.loading import LOCK
from network.models import Person
from ogp_tracker import clock
from opendata.ogp_database.ground import lay_ground
from opendata.ogp_database.planning import ImportPlan, Outcome, PlannedRow, plan_import
from opendata.ogp_database.writing import Writer
from opendata.ogp_files.facts import Problem

Progress = Callable[[int, int], None]
# So many rows are written at a time; then `progress` is told.
BATCH = 100


class ImportRefusedError(Exception):
    """Rows cannot be read and nobody said to leave them out: nothing was loaded."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = list(problems)


@dataclass
class LoadReport:
    """What was done: rows by what became of them, and each that was left out.

    `rows` = `added` + `milestones` (rows that tell more of a commitment that was added) + `same` +
    `differing` + `problems`. `renewed` are those rows of OGP, among the ones here already, that
    say something new.
    """

    rows: int
    added: int = 0
    milestones: int = 0
    same: int = 0
    renewed: int = 0
    differing: list[PlannedRow] = field(default_factory=list)
    problems: Sequence[Problem] = ()
    plans_added: int = 0
    themes_added: int = 0
    organisations_added: int = 0


def load(
    plan: ImportPlan,
    *,
    by: Person | None,
    reason: str = "",
    published_on: dt.date | None = None,
    skip_unreadable: bool = False,
    progress: Progress = lambda done, total: None,
) -> LoadReport:
    """Load what `plan` found to be new, all of it or nothing.

    What is here is asked for anew, so that nothing comes twice however old the dry run is. New
    plans are kept for reference, and come before readers only with a day `published_on`.
    `progress` is told how many rows of how many are done.

    Raises ImportRefusedError when a row cannot be read, unless `skip_unreadable`; ValidationError
    when the day lies ahead.
    """
    if published_on is not None and published_on > clock.today("UTC"):
        raise ValidationError(gettext("The day of publication must not be in the future."))
    reason = reason or f"Imported from {plan.file.name}"
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        plan = plan_import(plan.file)
        if plan.is_refused and not skip_unreadable:
            raise ImportRefusedError(plan.problems)
        report = LoadReport(plan.file.row_count, problems=plan.problems)
        rows = [row for row in plan.rows if row.facts is not None]
        new = [row for row in rows if row.outcome is Outcome.ADD]
        ground = lay_ground(new, by=by, reason=reason, published_on=published_on)
        report.plans_added, report.themes_added, report.organisations_added = ground.added
        writer = Writer(plan.file, ground, by, reason)
        progress(0, len(rows))
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            writer.write(batch)
            progress(start + len(batch), len(rows))
        _count(report, rows, writer)
    return report


def _count(report: LoadReport, rows: Sequence[PlannedRow], writer: Writer) -> None:
    report.added, report.renewed = writer.added, writer.renewed
    report.milestones = sum(row.outcome is Outcome.ADD for row in rows) - report.added
    report.same = sum(row.outcome is Outcome.SAME for row in rows)
    report.differing = [row for row in rows if row.outcome is Outcome.DIFFERS]
