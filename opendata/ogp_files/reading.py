"""Reads a file of OGP's database into rows that keep their line and every cell as it stands."""

import csv
import dataclasses
import io
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from django.utils.translation import gettext, ngettext

from opendata.ogp_files.cells import said_in_one_line, storable
from opendata.ogp_files.dates import Order, order_of
from opendata.ogp_files.facts import Cells, OgpFile, OgpFileError, OgpRow, Problem
from opendata.ogp_files.layouts import (
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
# Characters of one cell; more than that is a quotation mark that never ends.
LONGEST = 131_072
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
    lines = _lines(text)
    first = list(itertools.islice(lines, HEADER_WITHIN))
    place, columns = _find_header(first, mapping or {})
    header = first[place][1]
    assert isinstance(header, list)
    names = named([storable(cell) for cell in header])
    rows, problems, blank = _read_rows(itertools.chain(first[place + 1 :], lines), names)
    order = order_of(_dates(rows, columns))
    notices += _say_blank(blank) + _say_order(order)
    file = OgpFile(
        name, recognise(names), columns, tags_among(names), rows, problems, notices, order
    )
    return _with_orders_of_plans(file) if order is Order.MIXED else file


def _dates(rows: Iterable[OgpRow], columns: Mapping[str, str]) -> Iterator[str]:
    for row in rows:
        for known in (START, END):
            if known in columns:
                yield said_in_one_line(row.cells[columns[known]])


def _with_orders_of_plans(file: OgpFile) -> OgpFile:
    """OGP copied each plan's dates as the plan had them: within one they agree more often."""
    rows_of = defaultdict(list)
    for row in file.rows:
        rows_of[file.plan_of(row)].append(row)
    orders = {plan: order_of(_dates(rows, file.columns)) for plan, rows in rows_of.items()}
    known = {plan: order for plan, order in orders.items() if order is not Order.UNKNOWN}
    return dataclasses.replace(file, orders_of_plans=known)


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


def delimiter_of(text: str) -> str:
    """What stands between the cells: spreadsheets of many countries write semicolons."""
    head = text[:20_000]
    return max(",;\t", key=head.count)


def _lines(text: str) -> Iterator[Line]:
    """Each row with the line it begins on; a row may have line breaks in its cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
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
    for place, (_, cells) in enumerate(lines):
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
    lines: Iterable[Line], names: Sequence[str]
) -> tuple[list[OgpRow], list[Problem], int]:
    rows, problems, blank = [], [], 0
    places = {name: place for place, name in enumerate(names)}
    for number, cells in lines:
        if isinstance(cells, str) or max(map(len, cells), default=0) > LONGEST:
            words = gettext("a cell is too long, or a quotation mark is missing.")
            problems.append(Problem(number, "", words))
        elif not any(cell.strip() for cell in cells):
            blank += 1
        elif len(cells) < len(names) or any(cell.strip() for cell in cells[len(names) :]):
            problems.append(Problem(number, "", _say_cells(len(cells), len(names))))
        else:
            kept = tuple(storable(cell) for cell in cells[: len(names)])
            rows.append(OgpRow(number, Cells(places, kept)))
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
            "Some dates in the file have the day first, some the month. Each plan’s own dates show "
            "which; where they do not, the wording is kept and only the year counts."
        ),
        Order.UNKNOWN: gettext(
            "Nothing in the file shows whether the day or the month comes first: where both are "
            "possible, the wording is kept and only the year counts."
        ),
    }
    return [said[order]]
