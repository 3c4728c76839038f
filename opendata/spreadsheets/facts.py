"""From the sheets of a plan to the facts that an import takes, or to every error in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import available_timezones

from commitments.importing import PlanFile, PlanFileError
from commitments.importing.facts import CommitmentFacts, Fields
from opendata.spreadsheets.cells import SheetRow, names_of, read_fields
from opendata.spreadsheets.layout import BY_NAME, KEY_OF, SHEETS, Sheet
from opendata.spreadsheets.opening import Table
from opendata.spreadsheets.promises import PromiseReader

# By sheet, the heading that stands for a column there.
Mapped = Mapping[str, Mapping[str, str]]
NEEDED = ("Plan", "Themes", "Commitments")


@dataclass
class SheetReading:
    """What was read: the facts, where in the file each stands, and what a person should know."""

    file: PlanFile
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)


def read_sheets(tables: Mapping[str, Table], name: str, mapped: Mapped) -> SheetReading:
    """Read and check the sheets of the file called `name`. Raises PlanFileError with every error.

    `mapped` says for a sheet which of its headings stands for which column.
    """
    return _Reading(tables, name, mapped).read()


def missing_columns(table: Table, mapped: Mapping[str, str]) -> list[str]:
    """The columns that the sheet has to have, and has not."""
    there = {mapped.get(column, column) for column in BY_NAME[table.name].by_name}
    headings = there & set(table.headings)
    return [
        column.name
        for column in BY_NAME[table.name].columns
        if column.must_be_there and mapped.get(column.name, column.name) not in headings
    ]


def unknown_headings(table: Table, mapped: Mapping[str, str]) -> list[str]:
    """The headings of the sheet that stand for no column."""
    sheet = BY_NAME[table.name]
    known = {mapped.get(column, column) for column in sheet.by_name} | set(sheet.computed)
    return [heading for heading in table.headings if heading and heading not in known]


class _Reading:
    """One file while it is read, with all that is wrong with it so far."""

    def __init__(self, tables: Mapping[str, Table], name: str, mapped: Mapped) -> None:
        self.tables = tables
        self.name = name
        self.mapped = mapped
        self.errors: list[str] = [line for table in tables.values() for line in table.errors]
        self.notices: list[str] = []
        self.places: dict[tuple[str, str], str] = {}

    def read(self) -> SheetReading:
        self._check_sheets()
        if self.errors:
            raise PlanFileError(self.errors)
        rows = {sheet.name: list(self._rows(sheet)) for sheet in SHEETS}
        themes = self._by_key(rows["Themes"], "theme", "theme")
        organisations = self._by_key(rows["Organisations"], "organisation", "organisation")
        commitments = self._read_commitments(rows)
        plan = rows["Plan"]
        if len(plan) != 1:
            self.errors.append(f"Plan: has {len(plan)} rows under its headings; one is needed")
        if not commitments and not self.errors:
            self.errors.append("Commitments: has no row under its headings")
        among = names_of(rows["Organisations"], "organisation")
        slug, fields, coordinators = self._read_plan(plan[0], among) if plan else ("", {}, {})
        if self.errors:
            raise PlanFileError(list(dict.fromkeys(self.errors)))
        file = PlanFile(
            name=self.name,
            slug=slug,
            fields=fields,
            coordinators=coordinators,
            themes=themes,
            organisations=organisations,
            commitments=commitments,
            reporting_dates=(),
        )
        return SheetReading(file, self.places, self.notices)

    def _check_sheets(self) -> None:
        self.errors += [
            f"{self.name}: there is no sheet {sheet}"
            for sheet in NEEDED
            if sheet not in self.tables
        ]
        for table in self.tables.values():
            mapped = self.mapped.get(table.name, {})
            self.errors += [
                f"{table.name}: there is no column {column}"
                for column in missing_columns(table, mapped)
                if table.rows or table.name in NEEDED
            ]
            twice = {one for one in table.headings if one and list(table.headings).count(one) > 1}
            self.errors += [
                f"{table.name}: the column {one} is there twice" for one in sorted(twice)
            ]
            self.notices += [
                f"{table.name}: the column {one} is not read"
                for one in unknown_headings(table, mapped)
            ]
            worked_out = set(table.headings) & set(BY_NAME[table.name].computed)
            self.notices += [
                f"{table.name}: the column {one} is worked out here and not read"
                for one in sorted(worked_out)
            ]

    def _rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        table = self.tables.get(sheet.name)
        if table is None:
            return
        mapped = self.mapped.get(sheet.name, {})
        place_of = {heading: place for place, heading in enumerate(table.headings) if heading}
        columns = {
            name: place_of[mapped.get(name, name)]
            for name in sheet.by_name
            if mapped.get(name, name) in place_of
        }
        for number, cells in table.rows:
            values = {
                name: cells[place] if place < len(cells) else None
                for name, place in columns.items()
            }
            row = SheetRow(sheet, number, values, self.errors)
            for column in sheet.columns:
                if column.is_required and row.is_empty(column):
                    row.error(column.name, "is empty; it is needed")
            yield row

    def _by_key(self, rows: list[SheetRow], column: str, word: str) -> dict[str, Fields]:
        found: dict[str, Fields] = {}
        names: set[str] = set()
        for order, row in enumerate(rows, start=1):
            slug = row.short_name(column)
            fields = {name: value for name, value in read_fields(row).items() if name != column}
            if word == "theme":
                fields.setdefault("order", order)
            self.note_place(row, word, slug, column, found)
            name = str(fields.get("name", "")).lower()
            if name and name in names:
                row.error("name", f"“{fields['name']}” is there twice")
            names.add(name)
            found[slug] = fields
        return found

    def note_place(
        self, row: SheetRow, word: str, key: str, column: str, found: Mapping[str, Any]
    ) -> None:
        """Keep where `key` stands, and refuse a second row with it."""
        if key and key.lower() in {one.lower() for one in found}:
            row.error(column, f"“{key}” is there already, in another row")
        self.places[(word, key)] = row.place

    def _read_commitments(self, rows: Mapping[str, list[SheetRow]]) -> list[CommitmentFacts]:
        among = {sheet: names_of(rows[sheet], key) for sheet, key in KEY_OF.items()}
        return PromiseReader(rows, among, self.name, self.note_place).read()

    def _read_plan(
        self, row: SheetRow, organisations: Mapping[str, str]
    ) -> tuple[str, Fields, dict[str, str]]:
        fields = read_fields(row, {"period": "period_text"})
        slug = row.short_name("plan")
        fields.pop("plan")
        _check_time_zone(row, fields)
        self.places[("plan", slug)] = row.place
        coordinators = {
            name: row.known(name, organisations)
            for name in ("coordinator", "civil_society_coordinator")
            if row.has(name)
        }
        return slug, fields, coordinators


def _check_time_zone(row: SheetRow, fields: dict[str, Any]) -> None:
    zone = fields.get("time_zone")
    if not zone:
        fields.pop("time_zone", None)
    elif zone not in available_timezones():
        row.error("time_zone", f"“{zone}” is not known; write one such as Europe/London")
