"""Reads the sheets Commitments, Taking part and Milestones."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from commitments.actions import MilestoneReport
from commitments.importing.facts import CommitmentFacts, FileReport, MilestoneFacts
from commitments.models import Precision, PrintedDate
from commitments.models.printed_dates import FIXED, read_printed_date
from commitments.workflow import MilestoneStatus, Stage
from network.workflow import Side
from opendata.spreadsheets.cells import SheetRow, read_fields

# A sheet says how things are, not since when: what it reports is known on every day.
ALWAYS = dt.date(1900, 1, 1)
DUE = ("due", "due_precision", "due_on")
PUBLISHED = tuple(f"published_{name}" for name in DUE)
REPORTED = ("status", "forecast_on", "evidence", "evidence_url", "completed_on")
Rows = Mapping[str, Sequence[SheetRow]]


class PromiseReader:
    """Reads each commitment with its organisations and milestones.

    `among` has the keys of the sheets that cells refer to; `note_place` keeps where a thing stands
    and refuses what is there twice.
    """

    def __init__(
        self,
        rows: Rows,
        among: Mapping[str, Mapping[str, str]],
        name: str,
        note_place: Callable[[SheetRow, str, str, str, Mapping[str, Any]], None],
    ) -> None:
        self.rows = rows
        self.among = among
        self.name = name
        self.note_place = note_place

    def read(self) -> list[CommitmentFacts]:
        """Read all three sheets."""
        parts = self._read_taking_part()
        milestones = self._read_milestones()
        found: dict[str, CommitmentFacts] = {}
        for order, row in enumerate(self.rows["Commitments"], start=1):
            number = row.text("number")
            self.note_place(row, "commitment", number, "number", found)
            found[number] = self._read_commitment(row, order, parts[number], milestones[number])
        return list(found.values())

    def _read_commitment(
        self,
        row: SheetRow,
        order: int,
        parts: Mapping[str, tuple[str, Side, str]],
        milestones: Mapping[str, MilestoneFacts],
    ) -> CommitmentFacts:
        fields = read_fields(row)
        for name in ("number", "commitment", *DUE):
            fields.pop(name, None)
        if "stage" in fields:
            fields["stage"] = fields["stage"] or Stage.IN_PLAN
        if fields.get("stage") == Stage.EARLY_START and not fields.get("started_early_on"):
            row.error("started_early_on", "is empty; an early start has a day")
        return CommitmentFacts(
            number=row.text("number"),
            theme=row.known("theme", self.among["Themes"]),
            fields={"order": order, **fields},
            due=_read_due(row, DUE),
            source="; ".join(map(str, fields.get("sources") or [self.name])),
            taking_part=list(parts.values()),
            milestones=list(milestones.values()),
        )

    def _read_taking_part(self) -> dict[str, dict[str, tuple[str, Side, str]]]:
        found: dict[str, dict[str, tuple[str, Side, str]]] = defaultdict(dict)
        for row in self.rows["Taking part"]:
            commitment = row.known("commitment", self.among["Commitments"])
            organisation = row.known("organisation", self.among["Organisations"])
            side, capacity = row.code("side"), row.code("capacity")
            if organisation and organisation in found[commitment]:
                row.error("organisation", f"“{organisation}” takes part in this commitment already")
            if organisation and side and capacity:
                found[commitment][organisation] = (organisation, Side(side), capacity)
        return found

    def _read_milestones(self) -> dict[str, dict[str, MilestoneFacts]]:
        found: dict[str, dict[str, MilestoneFacts]] = defaultdict(dict)
        for row in self.rows["Milestones"]:
            commitment = row.known("commitment", self.among["Commitments"])
            ref = row.text("ref")
            if ref in found[commitment]:
                row.error("ref", f"“{ref}” is there already, in another row")
            self.note_place(row, "milestone", f"{commitment} {ref}", "ref", {})
            order = len(found[commitment]) + 1
            found[commitment][ref] = self._read_milestone(row, order)
        return found

    def _read_milestone(self, row: SheetRow, order: int) -> MilestoneFacts:
        fields = read_fields(row)
        reported = {name: fields[name] for name in REPORTED if name in fields}
        for name in ("ref", *DUE, *PUBLISHED, *REPORTED):
            fields.pop(name, None)
        due = _read_due(row, DUE)
        first = _read_due(row, PUBLISHED) if row.has("published_due") else None
        has_moved = first is not None and first.precision is not Precision.NONE
        return MilestoneFacts(
            ref=row.text("ref"),
            fields={"order": order, **fields},
            due=first if first is not None and has_moved else due,
            revised_due=due if has_moved else None,
            revised_source=self.name,
            reports=_read_reports(row, reported, self.name),
        )


def _read_reports(row: SheetRow, reported: Mapping[str, Any], name: str) -> list[FileReport]:
    status = MilestoneStatus(reported.get("status") or MilestoneStatus.NOT_REPORTED)
    link = str(reported.get("evidence_url") or "")
    _check_link(row, link)
    evidence = str(reported.get("evidence") or "")
    if status is MilestoneStatus.COMPLETED and not (evidence or link):
        row.error("evidence", "is empty; what is completed needs evidence or a link to it")
    if reported.get("completed_on") and status is not MilestoneStatus.COMPLETED:
        row.error("completed_on", "has a day, but the status is not completed")
    report = MilestoneReport(
        status=status,
        forecast_on=reported.get("forecast_on"),
        evidence=evidence or None,
        evidence_url=link or None,
        completed_on=reported.get("completed_on"),
    )
    if report == MilestoneReport(status=MilestoneStatus.NOT_REPORTED):
        return []
    # By its words the report is known again when the same file comes a second time.
    return [FileReport(ALWAYS, report, f"As the file {name} says: {status.label.lower()}")]


def _check_link(row: SheetRow, link: str) -> None:
    try:
        if link:
            URLValidator(schemes=["http", "https"])(link)
    except ValidationError:
        row.error("evidence_url", f"“{link[:60]}” is no address of a page; write https://…")


def _read_due(row: SheetRow, names: Sequence[str]) -> PrintedDate:
    """The printed date in three cells; what goes without saying may be left out."""
    text_name, precision_name, on_name = names
    text = row.text(text_name) if row.has(text_name) else ""
    code = row.code(precision_name) if row.has(precision_name) else ""
    on = row.day(on_name) if row.has(on_name) else None
    if not code and on is not None:
        code = Precision.DAY if not text else ""
    if not code and (text or on):
        row.error(precision_name, "is empty; say how exact the date is")
    precision = Precision(code or Precision.NONE)
    if precision in FIXED and on is None:
        row.error(on_name, "is empty; write the last day that the words can mean")
    if precision is Precision.DAY and on is not None:
        text = text or f"{on.day} {on:%B %Y}"
    return PrintedDate(text, precision, on, on or _sort_day(text, precision))


def _sort_day(text: str, precision: Precision) -> dt.date | None:
    try:
        return read_printed_date(text, precision, None).sort_on
    except ValidationError:
        return None
