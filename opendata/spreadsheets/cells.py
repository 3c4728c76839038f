"""Takes rows of a sheet apart and notes everything that is wrong with them, each with its place."""

import datetime as dt
import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug

from ogp_tracker.forms.text import at_the_door, one_line, visible_text
from ogp_tracker.spreadsheets import plain
from opendata.columns import Kind
from opendata.spreadsheets.layout import Sheet, SheetColumn
from opendata.spreadsheets.opening import FAULTY

YES, NO = {"yes", "true", "1", "y"}, {"no", "false", "0", "n", ""}
MOST_LONG = 20_000


class SheetRow:
    """One row of a sheet, its number, and the list that collects what is wrong with it.

    Asking it for a value that is wrong adds a line to the errors and answers with a stand-in.
    """

    def __init__(
        self, sheet: Sheet, number: int, cells: Mapping[str, Any], errors: list[str]
    ) -> None:
        self.sheet = sheet
        self.number = number
        self.cells = cells
        self.errors = errors

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return f"{self.sheet.name}, row {self.number}"

    def has(self, name: str) -> bool:
        """Whether the sheet has this column."""
        return name in self.cells

    def error(self, name: str, words: str) -> None:
        """Note what is wrong with the cell in the column `name`, and how to mend it."""
        self.errors.append(f"{self.place}, column {name}: {words}")

    def text(self, name: str) -> str:
        """The text of the cell: in one line, but for a column of long texts."""
        column = self.sheet.by_name[name]
        check = visible_text if column.is_long or column.kind is Kind.LIST else one_line
        text = self._text(name)
        try:
            check(text)
            if "\0" in text:
                raise ValidationError("NUL")
        except ValidationError:
            self.error(name, "has hidden characters or line breaks in it; type it anew")
            return ""
        most = column.longest or MOST_LONG
        if len(text) > most and column.kind is not Kind.LIST:
            self.error(name, f"{len(text)} characters are too many; at most {most} fit")
        return text

    def short_name(self, name: str) -> str:
        """A short name, which becomes part of addresses."""
        value = self.text(name)
        try:
            validate_slug(value)
        except ValidationError:
            if value:
                self.error(name, f"“{value}” may only have letters, digits and hyphens in it")
        return value

    def texts(self, name: str) -> list[str]:
        """The texts on the lines of the cell."""
        found = [line.strip() for line in self.text(name).split("\n") if line.strip()]
        most = self.sheet.by_name[name].longest
        for line in found:
            if most and len(line) > most:
                self.error(name, f"“{line[:40]}…” is too long; at most {most} characters fit")
        return found

    def whole(self, name: str) -> int:
        """A whole number that fits a small column."""
        text = self._text(name)
        if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > 32767:
            self.error(name, f"“{text}” is no whole number between 0 and 32767")
            return 0
        return int(text)

    def flag(self, name: str) -> bool:
        """Yes or no; empty counts as no."""
        text = self._text(name).lower()
        if text not in YES | NO:
            self.error(name, f"“{text}” is not known; write yes or no")
        return text in YES

    def day(self, name: str) -> dt.date | None:
        """A day: a true date of the spreadsheet, or text such as 2014-04-30."""
        value = self.cells.get(name)
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        text = self._text(name).removesuffix(" 00:00:00")
        if not text:
            return None
        try:
            if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                return dt.date.fromisoformat(text)
        except ValueError:
            pass
        self.error(name, f"“{text}” is not a real day; write it as 2014-04-30")
        return None

    def code(self, name: str) -> str:
        """A code of the column's choices, which may be given by its label; empty stays empty."""
        column = self.sheet.by_name[name]
        text = self._text(name)
        choices = [(str(code), str(label)) for code, label in column.codes.choices if code]  # type: ignore[union-attr]
        for code, label in choices:
            if text.lower() in {code.lower(), label.lower()}:
                return code
        if text:
            known = ", ".join(code for code, _ in choices)
            self.error(name, f"“{text}” is not known; use one of {known}")
        return ""

    def known(self, name: str, among: Mapping[str, str]) -> str:
        """What `among` has for the cell: the key of a row of the sheet that the column names."""
        text = self._text(name)
        if not text:
            return ""
        found = among.get(text) or among.get(text.lower())
        if found is None:
            self.error(name, _unknown(text, self.sheet.by_name[name].among, among.values()))
        return found or ""

    def is_empty(self, column: SheetColumn) -> bool:
        """Whether nothing stands in the cell."""
        value = self.cells.get(column.name)
        return value is None or (isinstance(value, str) and not value.strip())

    def _text(self, name: str) -> str:
        value = self.cells.get(name)
        match value:
            case None:
                return ""
            case bool():
                return "yes" if value else "no"
            case float() if value.is_integer():
                return str(int(value))
            case int() | float():
                return str(value)
            case dt.datetime() | dt.date() | dt.time() | dt.timedelta():
                self.error(
                    name, "is a date to the spreadsheet; format the cell as text, and type it anew"
                )
                return ""
        if value is FAULTY:
            return ""
        return str(at_the_door(plain(str(value)))).strip()


def read_fields(row: SheetRow, fields: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The values of all columns that the sheet has, but for those that name rows elsewhere.

    `fields` says under which name a column is kept, where that is another.
    """
    return {
        (fields or {}).get(column.name, column.name): _value(row, column)
        for column in row.sheet.columns
        if row.has(column.name) and not column.among and not _goes_without(row, column)
    }


def _goes_without(row: SheetRow, column: SheetColumn) -> bool:
    """Whether no number was given, where none need be."""
    return column.kind is Kind.WHOLE and not column.is_required and row.is_empty(column)


def _value(row: SheetRow, column: SheetColumn) -> Any:
    if column.codes:
        return row.code(column.name)
    match column.kind:
        case Kind.DAY:
            return row.day(column.name)
        case Kind.YES_NO:
            return row.flag(column.name)
        case Kind.LIST:
            return row.texts(column.name)
        case Kind.WHOLE:
            return row.whole(column.name)
    return row.text(column.name)


def names_of(rows: Iterable[SheetRow], key: str) -> dict[str, str]:
    """The keys of these rows, by everything that another sheet may call them."""
    found: dict[str, str] = {}
    for row in rows:
        value = row.text(key)
        for name in (value, *(row.text(one) for one in ("name", "commitment") if row.has(one))):
            if name:
                found.setdefault(name, value)
                found.setdefault(name.lower(), value)
    return found


def _unknown(text: str, sheet: str, known: Collection[str]) -> str:
    names = list(dict.fromkeys(known))
    near = difflib.get_close_matches(text[:100], names, n=3) or names[:5]
    mend = f"use one of {', '.join(near)}" if near else f"add it to {sheet} first"
    return f"“{text}” is not in the sheet {sheet}; {mend}"
