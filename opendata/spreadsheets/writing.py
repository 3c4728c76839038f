"""Writes the sheets of a plan: as one spreadsheet with drop-downs, or as a file of CSV each."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ogp_tracker.spreadsheets import harmless
from opendata.columns import Kind, as_cell
from opendata.spreadsheets.guide import GUIDE, guide_of
from opendata.spreadsheets.layout import BY_NAME, KEY_OF, SHEETS, Sheet, SheetColumn
from opendata.spreadsheets.rows import Row

YES_NO = ("yes", "no")
# Drop-downs are laid over so many rows: more than any plan has had.
ROWS = 1000
# Every date in a zipped file is this one, so that the same plan makes the same file.
MADE_AT = (1980, 1, 1, 0, 0, 0)
LISTS = "Lists"


def workbook(rows: Mapping[str, Sequence[Row]]) -> bytes:
    """A spreadsheet with these rows on its sheets, and how to fill it in on the first."""
    book = Workbook()
    guide = book.active
    assert guide is not None
    guide.title = GUIDE
    _write_guide(guide)
    lists = _Lists(book)
    for sheet in SHEETS:
        _write_sheet(book.create_sheet(sheet.name), sheet, rows.get(sheet.name, ()), lists)
    book.move_sheet(lists.page, len(book.sheetnames))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def tables(rows: Mapping[str, Sequence[Row]]) -> bytes:
    """A zip with one CSV file a sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in SHEETS:
            file = zipfile.ZipInfo(sheet.file, MADE_AT)
            file.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(file, _csv(sheet, rows.get(sheet.name, ())))
    return out.getvalue()


def _csv(sheet: Sheet, rows: Sequence[Row]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(sheet.by_name)
    writer.writerows([as_cell(row[name]) for name in sheet.by_name] for row in rows)
    # The mark tells spreadsheets that it is UTF-8.
    return out.getvalue().encode("utf-8-sig")


class _Lists:
    """What the drop-downs offer, on a sheet of its own that nobody need look at."""

    def __init__(self, book: Workbook) -> None:
        self.page: Worksheet = book.create_sheet(LISTS)
        self.page.sheet_state = "hidden"
        self.columns = 0

    def choices(self, column: SheetColumn) -> str:
        """The formula of the choices of `column`, or nothing where anything may stand there."""
        if column.among:
            letter = get_column_letter(
                1 + list(BY_NAME[column.among].by_name).index(KEY_OF[column.among])
            )
            return f"'{column.among}'!${letter}$2:${letter}${ROWS}"
        words = YES_NO if column.kind is Kind.YES_NO else _codes(column)
        return self._list(words) if words else ""

    def _list(self, words: Sequence[str]) -> str:
        self.columns += 1
        letter = get_column_letter(self.columns)
        for number, word in enumerate(words, start=1):
            self.page[f"{letter}{number}"] = word
        return f"'{LISTS}'!${letter}$1:${letter}${len(words)}"


def _codes(column: SheetColumn) -> list[str]:
    return [str(code) for code in column.codes.values if code] if column.codes else []


def _write_sheet(page: Worksheet, sheet: Sheet, rows: Sequence[Row], lists: _Lists) -> None:
    page.freeze_panes = "A2"
    for number, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = _width(column)
        _write_heading(page.cell(1, number), column)
        for place, row in enumerate(rows, start=2):
            _write(page.cell(place, number), column, row[column.name])
        # What is typed as "1.10" or "December 2014" stays as it is typed.
        if column.kind in (Kind.TEXT, Kind.LIST):
            page.column_dimensions[letter].number_format = "@"
        if choices := lists.choices(column):
            _offer(page, f"{letter}2:{letter}{ROWS}", choices, column)


def _width(column: SheetColumn) -> int:
    return 60 if column.is_long or column.name == "title" else max(16, len(column.name) + 4)


def _write_heading(cell: Cell, column: SheetColumn) -> None:
    cell.value = column.name
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor="1D70B8" if column.is_required else "505A5F")


def _offer(page: Worksheet, cells: str, choices: str, column: SheetColumn) -> None:
    rule = DataValidation(type="list", formula1=f"={choices}", allow_blank=not column.is_required)
    rule.errorTitle = "Choose from the list"
    rule.error = f"{column.about}: choose one of the list."
    rule.showErrorMessage = True
    page.add_data_validation(rule)
    rule.add(cells)


def _write(cell: Cell, column: SheetColumn, value: Any) -> None:
    if value in (None, "", []):
        return
    if isinstance(value, bool):
        cell.value = YES_NO[0] if value else YES_NO[1]
    elif isinstance(value, int) or type(value) is dt.date:
        cell.value = value
        cell.number_format = "yyyy-mm-dd" if column.kind is Kind.DAY else "0"
    else:
        text = "\n".join(value) if isinstance(value, list) else str(value)
        # Text, whatever it begins with: never a formula.
        cell.value = str(harmless(text))
        cell.data_type = "s"
        cell.number_format = "@"
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write_guide(page: Worksheet) -> None:
    page.column_dimensions["A"].width = 34
    page.column_dimensions["B"].width = 90
    for number, (left, right) in enumerate(guide_of(SHEETS), start=1):
        page.cell(number, 1, left).font = Font(bold=not right or number == 1)
        page.cell(number, 2, right)
        for cell in page[number]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
