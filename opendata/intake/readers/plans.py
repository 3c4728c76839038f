"""Files of one plan: in JSON, in a spreadsheet, in a zip of CSV."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from commitments.importing import ImportReport, PlanFile, PlanFileError, read_plan
from commitments.importing.report import counted
from ogp_tracker import history
from opendata.intake.readers.base import (
    IntakeRefusedError,
    Line,
    Loaded,
    Progress,
    Section,
    Upload,
    WantedColumn,
)
from opendata.models import LineOutcome
from opendata.spreadsheets.facts import SheetReading, read_sheets
from opendata.spreadsheets.ground import additions_without_day
from opendata.spreadsheets.layout import SHEETS
from opendata.spreadsheets.opening import open_tables
from progress.plan_files import load_with_reporting_dates


class PlanFileReader:
    """A plan in JSON."""

    def recognises(self, name: str, content: bytes) -> bool:
        """Whether it begins as an object does."""
        return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"

    def sections(self, upload: Upload) -> list[Section]:
        """None: the keys of the file are its own."""
        return []

    def check(self, upload: Upload) -> list[Line]:
        """What would become of each thing in the file."""
        try:
            return list(_rehearse(self.read(upload)))
        except IntakeRefusedError as refused:
            return [Line(LineOutcome.ERROR, "", words) for words in refused.errors]

    def load(self, upload: Upload, *, by: Any, reason: str, progress: Progress) -> Loaded:
        """Load it."""
        reading = self.read(upload)
        progress(0, _size(reading.file))
        with _refusals(), history.on_behalf_of(by):
            plan, report = load_with_reporting_dates(reading.file)
        progress(_size(reading.file), _size(reading.file))
        return Loaded(report.added_words(), report.kept, [plan.slug])

    def read(self, upload: Upload) -> SheetReading:
        """What it says. Raises IntakeRefusedError with every error in it."""
        with _refusals():
            return SheetReading(read_plan(upload.content, upload.name))


class PlanSheetsReader(PlanFileReader):
    """A plan in sheets; `is_archive` says whether each is a file of its own."""

    def __init__(self, *, is_archive: bool) -> None:
        self.is_archive = is_archive

    def recognises(self, name: str, content: bytes) -> bool:
        """Whether it is a spreadsheet, or a zip of tables."""
        if not content.startswith(b"PK\x03\x04"):
            # What has a password, or is of an old kind, is told so by name alone.
            return not self.is_archive and name.lower().endswith((".xlsx", ".xls", ".xlsm"))
        return self.is_archive != (b"xl/workbook.xml" in content)

    def sections(self, upload: Upload) -> list[Section]:
        """Each sheet with its headings."""
        with _refusals():
            tables = open_tables(upload.content, upload.name)
        return [
            Section(
                sheet.name,
                [WantedColumn(column.name, column.must_be_there) for column in sheet.columns],
                [one for one in tables[sheet.name].headings if one and one not in sheet.computed],
            )
            for sheet in SHEETS
            if sheet.name in tables and tables[sheet.name].headings
        ]

    def read(self, upload: Upload) -> SheetReading:
        """What it says. Raises IntakeRefusedError with every error in it."""
        with _refusals():
            reading = read_sheets(
                open_tables(upload.content, upload.name), upload.name, upload.mapping
            )
        if errors := additions_without_day(reading):
            raise IntakeRefusedError(errors)
        return reading


@contextmanager
def _refusals() -> Iterator[None]:
    """What reading and loading refuse, under one name."""
    try:
        yield
    except PlanFileError as error:
        raise IntakeRefusedError(error.errors) from None
    except ValidationError as error:
        raise IntakeRefusedError(error.messages) from None


def _rehearse(reading: SheetReading) -> Iterator[Line]:
    """Load it and take it back: nobody can say better what would happen."""
    with transaction.atomic(), _refusals():
        _, report = load_with_reporting_dates(reading.file)
        transaction.set_rollback(True)
    yield from (Line(LineOutcome.NOTICE, "", words) for words in reading.notices)
    yield from (Line(LineOutcome.KEPT, "", words) for words in report.kept)
    yield from _additions(reading, report)


def _additions(reading: SheetReading, report: ImportReport) -> Iterator[Line]:
    for word, key, words in _things(reading.file):
        place = reading.places.get((word, key), "")
        is_new = (word, key) in report.names
        yield Line(LineOutcome.ADD if is_new else LineOutcome.SAME, place, words)
    others = {"plan", "theme", "organisation", "commitment", "milestone"}
    for word, number in report.added.items():
        if word not in others and number:
            yield Line(LineOutcome.ADD, "", counted(number, word))


def _things(file: PlanFile) -> Iterator[tuple[str, str, str]]:
    """Everything in the file: the word for it, how the report names it, and its name in full."""
    yield "plan", file.slug, f"Plan “{file.fields['title']}”"
    for slug, fields in file.themes.items():
        yield "theme", slug, f"Theme “{fields['name']}”"
    for slug, fields in file.organisations.items():
        yield "organisation", slug, f"Organisation “{fields['name']}”"
    for promise in file.commitments:
        number = promise.number
        yield "commitment", number, f"Commitment {number} “{promise.fields['title']}”"
        for step in promise.milestones:
            words = f"Milestone {step.ref} “{step.fields['title']}” of commitment {number}"
            yield "milestone", f"{number} {step.ref}", words


def _size(file: PlanFile) -> int:
    return len(list(_things(file)))
