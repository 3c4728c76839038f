"""OGP's database of commitments, in each layout that it has had."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError

from commitments.importing.report import counted, listed
from opendata.intake.readers.base import (
    IntakeRefusedError,
    Line,
    Loaded,
    Progress,
    Section,
    Upload,
    WantedColumn,
)
from opendata.intake.readers.headings import best_heading_line
from opendata.models import LineOutcome
from opendata.ogp_database import (
    KNOWN_COLUMNS,
    ImportRefusedError,
    LoadReport,
    OgpFile,
    OgpFileError,
    Outcome,
    load,
    plan_import,
    read_file,
)

OUTCOMES = {
    Outcome.ADD: LineOutcome.ADD,
    Outcome.SAME: LineOutcome.SAME,
    Outcome.DIFFERS: LineOutcome.KEPT,
    Outcome.UNREADABLE: LineOutcome.ERROR,
}
# So many of the columns of OGP's files make a file one of them.
ENOUGH = 3


class OgpDatabaseReader:
    """A file of OGP's database."""

    def recognises(self, name: str, content: bytes) -> bool:
        """Whether it is a table with some of the columns; any other table comes here, too."""
        return name.lower().endswith((".csv", ".txt", ".tsv")) and not content.startswith(b"PK")

    def sections(self, upload: Upload) -> list[Section]:
        """Its one table. A column under an earlier name is no missing one."""
        wanted = [
            (WantedColumn(column.name, column.is_required), (column.name, *column.earlier))
            for column in KNOWN_COLUMNS.values()
        ]
        headings = best_heading_line(
            upload.content, {name for _, names in wanted for name in names}
        )
        here = {heading.casefold() for heading in headings}
        missing = [one for one, names in wanted if not here & {name.casefold() for name in names}]
        known = {name.casefold() for _, names in wanted for name in names}
        others = [heading for heading in headings if heading and heading.casefold() not in known]
        return [Section("", missing, others)] if missing else []

    def check(self, upload: Upload) -> list[Line]:
        """What would become of each row."""
        try:
            file = _read(upload)
        except IntakeRefusedError as refused:
            return [Line(LineOutcome.ERROR, "", words) for words in refused.errors]
        notices = [Line(LineOutcome.NOTICE, "", words) for words in file.notices]
        return notices + [
            Line(OUTCOMES[row.outcome], f"Line {row.line}", row.words)
            for row in plan_import(file).rows
        ]

    def load(self, upload: Upload, *, by: Any, reason: str, progress: Progress) -> Loaded:
        """Load it."""
        planned = plan_import(_read(upload))
        try:
            report = load(
                planned,
                by=by,
                reason=reason,
                published_on=upload.published_on,
                skip_unreadable=upload.leaves_out_unreadable,
                progress=progress,
            )
        except ImportRefusedError as refused:
            raise IntakeRefusedError([str(problem) for problem in refused.problems]) from None
        except ValidationError as refused:
            raise IntakeRefusedError(refused.messages) from None
        kept = [str(one) for one in (*report.problems, *report.differing)]
        return Loaded(_added(report), kept, [])


def _added(report: LoadReport) -> str:
    numbers = {
        "plan": report.plans_added,
        "theme": report.themes_added,
        "organisation": report.organisations_added,
        "commitment": report.added,
        "renewed record": report.renewed,
    }
    return listed([counted(number, word) for word, number in numbers.items() if number])


def _read(upload: Upload) -> OgpFile:
    with _refusals():
        return read_file(upload.content, upload.mapping.get("", {}), name=upload.name)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except OgpFileError as error:
        raise IntakeRefusedError(error.errors) from None
