"""Reads a file of OGP's database into rows that keep their line and every cell as it stands."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from django.utils.translation import gettext, ngettext

from opendata.ogp_database.cells import said_in_one_line, storable
from opendata.ogp_database.dates import Order, order_of
from opendata.ogp_database.facts import OgpFile, OgpFileError, OgpRow, Problem
from opendata.ogp_database.layouts import (
    END,
    REQUIRED,
    START,
    find_columns,
    named,
    recognise,
    tags_among,
)

# The names stand in one of the first lines: OGP put numbers, or groups of columns, above them.
HEADER_WITHIN = 4
# A line of the file with its number, and what stands in it; or why it cannot be taken apart.
Line = tuple[int, list[str] | str]


def read_file(
    source: bytes | Path, mapping: Mapping[str, str] | None = None, *, name: str = ""
) -> OgpFile:
    """Read a file, or its content with the `name` it had.

    `mapping` names the file's own column for one of KNOWN_COLUMNS where it is called otherwise.

    Raises OgpFileError when it is no table, or a column is missing that every row needs.
    """
    if isinstance(source, Path):
        name, source = name or source.name, source.read_bytes()
    text, notices = _decode(source)
    lines = list(_lines(text))
    place, columns = _find_header(lines, mapping or {})
    header = lines[place][1]
    assert isinstance(header, list)
    names = named([storable(cell) for cell in header])
    rows, problems, blank = _read_rows(lines[place + 1 :], names)
    order = order_of(
        said_in_one_line(row.cells[columns[known]])
        for row in rows
        for known in (START, END)
        if known in columns
    )
    notices += _say_blank(blank) + _say_order(order)
    return OgpFile(
        name, recognise(names), columns, tags_among(names), rows, problems, notices, order
    )


def _decode(content: bytes) -> tuple[str, list[str]]:
    """The text, whatever program saved it, and a sentence where that had to be guessed."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        notice = gettext(
            "The file is not in UTF-8. It was read as Windows text (code page 1252): look whether "
            "the accents are right."
        )
        return content.decode("cp1252", errors="replace"), [notice]


def _lines(text: str) -> Iterator[Line]:
    """Each row with the line it begins on; a row may have line breaks in its cells."""
    head = text[:20_000]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        begins = reader.line_num + 1
        try:
            yield begins, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield begins, str(error)


def _find_header(lines: Sequence[Line], mapping: Mapping[str, str]) -> tuple[int, dict[str, str]]:
    """The place of the row with the names, and the columns found in it."""
    found: list[tuple[int, dict[str, str]]] = []
    for place, (_, cells) in enumerate(lines[:HEADER_WITHIN]):
        if isinstance(cells, list):
            found.append((place, find_columns(named(cells), mapping)))
    place, columns = max(found, key=lambda one: len(one[1]), default=(0, {}))
    missing = [known for known in REQUIRED if known not in columns]
    if missing:
        raise OgpFileError(
            [
                gettext("The column “%(column)s” is missing: no row can be read without it.")
                % {"column": mapping.get(known, known)}
                for known in missing
            ]
        )
    return place, columns


def _read_rows(
    lines: Sequence[Line], names: Sequence[str]
) -> tuple[list[OgpRow], list[Problem], int]:
    rows, problems, blank = [], [], 0
    for number, cells in lines:
        if isinstance(cells, str):
            words = gettext("a cell is too long, or a quotation mark is missing.")
            problems.append(Problem(number, "", words))
        elif not any(cell.strip() for cell in cells):
            blank += 1
        elif len(cells) < len(names) or any(cell.strip() for cell in cells[len(names) :]):
            problems.append(Problem(number, "", _say_cells(len(cells), len(names))))
        else:
            kept = dict(zip(names, map(storable, cells), strict=False))
            rows.append(OgpRow(number, kept))
    return rows, problems, blank


def _say_cells(here: int, wanted: int) -> str:
    counted = ngettext("it has %(here)s cell", "it has %(here)s cells", here) % {"here": here}
    return gettext(
        "%(counted)s, and there are %(wanted)s columns. Perhaps a quotation mark is missing."
    ) % {"counted": counted, "wanted": wanted}


def _say_blank(blank: int) -> list[str]:
    if not blank:
        return []
    words = ngettext(
        "%(blank)s line has nothing in it and was left out.",
        "%(blank)s lines have nothing in them and were left out.",
        blank,
    )
    return [words % {"blank": blank}]


def _say_order(order: Order) -> list[str]:
    said = {
        Order.MONTH_FIRST: gettext(
            "Dates such as 4/5/2014 are read with the month first, as other dates in the file show."
        ),
        Order.DAY_FIRST: gettext(
            "Dates such as 4/5/2014 are read with the day first, as other dates in the file show."
        ),
        Order.MIXED: gettext(
            "Some dates in the file have the day first, some the month: where both are possible, "
            "the wording is kept and only the year counts."
        ),
        Order.UNKNOWN: gettext(
            "Nothing in the file shows whether the day or the month comes first: where both are "
            "possible, the wording is kept and only the year counts."
        ),
    }
    return [said[order]]
