"""Opens a file of sheets, safely: from bytes to rows of plain values, each with its place."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from commitments.importing import PlanFileError
from opendata.spreadsheets.layout import BY_NAME, SHEETS

# An honest plan stays far below these.
MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500
MOST_ROWS = 5000
MOST_COLUMNS = 200
MOST_CELLS = 400_000
# All that a damaged or contrived file may end in.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, TypeError),
    *(NotImplementedError, RuntimeError, IndexError, AttributeError, SyntaxError),
)
RUNNING = re.compile(r"(^|/)(vbaproject\.bin$|activex/|macrosheets/)", re.IGNORECASE)
# Declarations by which a small file of XML grows without end, or reaches for another.
DECLARED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z0-9:]{3,20})"')
FAR_DOWN = "has far too many rows; delete the empty ones at its end"
# Stands for a value that was refused, so that nobody says it is missing, too.
FAULTY = object()
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DAMAGED = "the file cannot be opened: it may be damaged. Save it once more, then try again"


@dataclass(frozen=True)
class Table:
    """One sheet as it came: its headings, and its rows with their numbers, empty ones left out."""

    name: str
    headings: Sequence[str]
    rows: Sequence[tuple[int, Sequence[Any]]]
    # Cells that no value can be read of: row number and place of the column, with the words.
    errors: Sequence[str] = field(default=())


def open_tables(content: bytes, name: str) -> dict[str, Table]:
    """The sheets of a plan that the file has, by name; others are left alone.

    Raises PlanFileError with a sentence when it is no such file, or not a safe one.
    """
    if not content:
        raise PlanFileError([f"{name}: the file is empty"])
    if len(content) > MOST_BYTES:
        raise PlanFileError([f"{name}: the file is larger than 10 MB"])
    if content.startswith(OLE):
        raise PlanFileError(
            [f"{name}: the file has a password or is of an old kind. Save it as XLSX without one"]
        )
    if not content.startswith(ZIP):
        raise PlanFileError([f"{name}: this is no XLSX spreadsheet and no zip of CSV files"])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_dangerous(archive, name)
            if "xl/workbook.xml" in archive.namelist():
                return _open_workbook(archive, content, name)
            return _open_archive(archive, name)
    except BROKEN:
        raise PlanFileError([f"{name}: {DAMAGED}"]) from None


def _refuse_dangerous(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise PlanFileError([f"{name}: the file is far too large when it is unpacked"])
    if any(part.flag_bits & 0x1 for part in parts):
        raise PlanFileError([f"{name}: the file has a password. Save it without one"])
    if any(RUNNING.search(part.filename) for part in parts):
        raise PlanFileError([f"{name}: the file has macros. Save it as XLSX without them"])
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            with archive.open(part) as stream:
                # A part that is longer than it says ends in an error of the archive.
                if _declares(stream.read(MOST_UNPACKED)):
                    raise PlanFileError([f"{name}: the file declares XML entities. Save it anew"])


def _declares(xml: bytes) -> bool:
    """Whether it has declarations of its own; of another encoding than UTF-8, it may have."""
    return b"\0" in xml[:200] or bool(DECLARED.search(xml))


def _open_workbook(archive: zipfile.ZipFile, content: bytes, name: str) -> dict[str, Table]:
    # Row by row: a whole sheet of a contrived file would fill the memory.
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    pages = {page.title.strip().lower(): page for page in book.worksheets}
    found = {}
    for sheet in SHEETS:
        page = pages.get(sheet.name.lower())
        if page is not None:
            path = page._worksheet_path  # openpyxl keeps merged cells from readers of rows
            merged = MERGED.findall(archive.read(path.lstrip("/")))
            found[sheet.name] = _read_page(page, sheet.name, name, merged)
    return found


def _read_page(page: Any, sheet: str, name: str, merged: Sequence[bytes]) -> Table:
    page.reset_dimensions()  # a file may say less than it has
    errors = [f"{sheet}, cells {area.decode()} are merged; split them" for area in merged]
    rows: list[tuple[int, Sequence[Any]]] = []
    seen = 0
    for number, row in enumerate(page.iter_rows(max_col=MOST_COLUMNS), start=1):
        seen += len(row)
        if seen > MOST_CELLS or len(rows) > MOST_ROWS:
            raise PlanFileError([f"{name}: the sheet {sheet} {FAR_DOWN}"])
        values = [
            _value(cell, f"{sheet}, row {number}, column {get_column_letter(place)}", errors)
            for place, cell in enumerate(row, start=1)
        ]
        if any(value not in (None, "") for value in values):
            rows.append((number, values))
    return _table(sheet, rows, errors, name)


def _value(cell: Any, where: str, errors: list[str]) -> Any:
    if cell.data_type == "f":
        errors.append(f"{where} has a formula; paste its value")
        return FAULTY
    if cell.data_type == "e":
        errors.append(f"{where} has the spreadsheet’s own error {cell.value}; mend it")
        return FAULTY
    return cell.value


def _open_archive(archive: zipfile.ZipFile, name: str) -> dict[str, Table]:
    found = {}
    inside = {part.rpartition("/")[2].lower(): part for part in archive.namelist()}
    for sheet in SHEETS:
        wanted = (sheet.file, f"{sheet.name.lower()}.csv")
        part = next((inside[one] for one in wanted if one in inside), None)
        if part is not None:
            found[sheet.name] = _read_csv(archive.read(part), sheet.name, name)
    return found


def _read_csv(content: bytes, sheet: str, name: str) -> Table:
    file = BY_NAME[sheet].file
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PlanFileError([f"{name}: {file} is not in UTF-8; save it as “CSV UTF-8”"]) from None
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    if max(text.count(separator), text.count("\n")) > MOST_CELLS:
        raise PlanFileError([f"{name}: {file} has far too many cells"])
    rows: list[tuple[int, list[str]]] = []
    try:
        # A row is named by its number, as a spreadsheet counts them.
        for number, row in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ):
            if any(cell.strip() for cell in row):
                rows.append((number + 1, row))
            if len(rows) > MOST_ROWS + 1:
                break  # what is too long is refused below
    except csv.Error as error:
        raise PlanFileError([f"{name}: {file} is no table: {error}"]) from None
    return _table(sheet, rows, [], name)


def _table(sheet: str, rows: list[tuple[int, Any]], errors: list[str], name: str) -> Table:
    if len(rows) > MOST_ROWS:
        raise PlanFileError([f"{name}: the sheet {sheet} has more than {MOST_ROWS} rows"])
    if not rows:
        return Table(sheet, (), (), errors)
    (_, top), *rest = rows
    headings = ["" if one is None else " ".join(str(one).split()) for one in top]
    return Table(sheet, headings, rest, errors)


def headings_in(tables: dict[str, Table]) -> Iterator[tuple[str, list[str]]]:
    """Each sheet with the headings that it has."""
    for table in tables.values():
        yield table.name, [heading for heading in table.headings if heading]
