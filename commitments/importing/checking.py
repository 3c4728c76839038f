"""Takes a JSON file apart and notes everything that is wrong with it, each with its path.

A `Part` is one object of the file. Asking it for a value that is missing or wrong adds a line to
the errors and answers with a harmless stand-in, so that reading goes on to the next error.
"""

import datetime as dt
import json
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import Truncator

from ogp_tracker.forms.text import at_the_door, one_line

Value = TypeVar("Value")
WORDS = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    dict: "an object",
    list: "a list",
}


class PlanFileError(Exception):
    """The file cannot be imported; `errors` has a line for each thing that is wrong."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


def shown(value: object) -> str:
    """A value as an error quotes it: in double quotes, short, nothing hidden in it."""
    return Truncator(json.dumps(value, ensure_ascii=False)).chars(60)


def longest(model: type[models.Model], column: str) -> int | None:
    """How many characters fit the column."""
    field = model._meta.get_field(column)
    return field.max_length if isinstance(field, models.Field) else None


def refuse_twice(parts: Iterable["Part"], key: str) -> None:
    """Note every part whose text under `key` an earlier one has, whatever the letters' case."""
    seen: dict[str, Part] = {}
    for part in parts:
        value = part.values.get(key)
        if not isinstance(value, str):
            continue
        first = seen.setdefault(value.strip().lower(), part)
        if first is not part:
            part.error(key, f"{shown(value)} is already used by {first.path}")


class Part:
    """One object of the file, where it is, and the list that collects what is wrong."""

    def __init__(self, values: dict[str, Any], path: str, errors: list[str]) -> None:
        self.values = values
        self.path = path
        self.errors = errors
        self.asked: set[str] = set()

    def at(self, key: str) -> str:
        """The path of the value under `key`."""
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """Whether an optional key is there with a value."""
        self.asked.add(key)
        return self.values.get(key) is not None

    def error(self, key: str, words: str) -> None:
        """Note what is wrong with the value under `key`, or under `key[2]`."""
        self.errors.append(f"{self.at(key)}: {words}")

    def text(self, key: str, longest: int | None = None, *, null: bool = False) -> str:
        """A line of text of at most `longest` characters; with `null`, "" where it is null."""
        value = self._typed(key, str, None, null)
        return "" if value is None else self._clean(key, value, longest, empty=null)

    def number(self, key: str, longest: int | None) -> str:
        """The number of a commitment: text, because "B" and "iv" exist; 7 is read as "7"."""
        if type(self.values.get(key)) is int:
            self.values[key] = str(self.values[key])
        return self.text(key, longest)

    def whole(self, key: str) -> int:
        """A whole number that fits a small column."""
        value = self._typed(key, int, 0, null=False) or 0
        if not 0 <= value <= 32767:
            self.error(key, f"{value} is not between 0 and 32767")
        return value

    def flag(self, key: str) -> bool:
        """True or false; null counts as false."""
        return bool(self._typed(key, bool, False, null=True))

    def day(self, key: str, *, null: bool = False) -> dt.date | None:
        """A date."""
        value = self._typed(key, str, None, null)
        return None if value is None else self._day(key, value)

    def one_of(self, key: str, table: Mapping[Any, Value], stand_in: Value) -> Value:
        """What `table` holds for the text under `key`; null only where the table has it."""
        value = self._typed(key, str, None, null=None in table)
        if value in table:
            return table[value]
        if value is not None:
            known = ", ".join(shown(name) for name in table if name is not None)
            self.error(key, f"{shown(value)} is not known; use one of {known}")
        return stand_in

    def known(self, key: str, among: Collection[str], where: str, *, null: bool = False) -> str:
        """An id that has to be among those of another section, named `where`."""
        value = self.text(key, null=null)
        if value and value not in among:
            self.error(key, f"{shown(value)} is not in {where}")
        return value

    def texts(self, key: str, longest: int | None = None) -> list[str]:
        """A list of lines of text."""
        cleaned = []
        for index, value in enumerate(self._typed(key, list, [], null=False) or []):
            if isinstance(value, str):
                cleaned.append(self._clean(f"{key}[{index}]", value, longest))
            else:
                self.error(f"{key}[{index}]", f"{shown(value)} is not text")
        return cleaned

    def days(self, key: str) -> list[dt.date]:
        """A list of dates."""
        found = [self._day(f"{key}[{i}]", text) for i, text in enumerate(self.texts(key))]
        return [day for day in found if day is not None]

    def part(self, key: str, *, null: bool = False) -> "Part":
        """The object under `key`. Where there is none, one that has nothing and says nothing."""
        value = self._typed(key, dict, None, null)
        return Part(value or {}, self.at(key), self.errors if value is not None else [])

    def parts(self, key: str) -> list["Part"]:
        """The objects in the list under `key`."""
        found = []
        for index, value in enumerate(self._typed(key, list, [], null=False) or []):
            if isinstance(value, dict):
                found.append(Part(value, f"{self.at(key)}[{index}]", self.errors))
            else:
                self.error(f"{key}[{index}]", f"{shown(value)} is not an object")
        return found

    def nothing_else(self, *left: str) -> None:
        """Note every key nobody asked for, apart from those `left` in the file on purpose."""
        for key in sorted(self.values.keys() - self.asked - set(left)):
            self.error(key, "this key is not known here: is it misspelt?")

    def _typed(self, key: str, kind: type[Value], stand_in: Any, null: bool) -> Value | None:
        self.asked.add(key)
        if key not in self.values:
            self.error(key, "missing; write null where it is not known" if null else "missing")
            return stand_in  # type: ignore[no-any-return]
        value = self.values[key]
        if type(value) is kind or (value is None and null):
            return value
        self.error(key, f"{shown(value)} is not {WORDS[kind]}")
        return stand_in  # type: ignore[no-any-return]

    def _clean(self, key: str, value: str, longest: int | None, *, empty: bool = False) -> str:
        try:
            one_line(value)
            value.encode()  # half a surrogate pair has no place in any file
            if "\0" in value:
                raise ValidationError("NUL")
        except (ValidationError, UnicodeEncodeError):
            self.error(key, f"{shown(value)} has hidden characters or line breaks in it")
            return ""
        value = str(at_the_door(value)).strip()
        if not value and not empty:
            self.error(key, "is empty")
        if longest and len(value) > longest:
            self.error(key, f"{len(value)} characters are too many; at most {longest} fit")
        return value

    def _day(self, key: str, value: str) -> dt.date | None:
        try:
            if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
                return dt.date.fromisoformat(value)
        except ValueError:
            pass
        self.error(key, f"{shown(value)} is not a real date; write YYYY-MM-DD")
        return None
