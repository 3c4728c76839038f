"""Datasets as CSV and JSON, written line by line."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from ogp_tracker import clock
from opendata import licence
from opendata.columns import as_cell, as_json
from opendata.datasets import Dataset, Line

# Without it a spreadsheet on Windows takes the accents for something else.
BYTE_ORDER_MARK = "\ufeff"
# So many lines leave at once: few enough to begin at once, many enough not to dawdle.
AT_ONCE = 200


class _Echo:
    """Hands back what the writer of CSV gives it."""

    def write(self, text: str) -> str:
        return text


def csv_of(names: Sequence[str], lines: Iterable[Line]) -> Iterator[str]:
    """A table as CSV after RFC 4180, for spreadsheets too: no cell is a formula."""
    writer: Any = csv.writer(_Echo())
    return _together(_rows_of_csv(writer, names, lines))


def _rows_of_csv(writer: Any, names: Sequence[str], lines: Iterable[Line]) -> Iterator[str]:
    yield BYTE_ORDER_MARK + writer.writerow(names)
    for line in lines:
        yield writer.writerow(map(as_cell, line))


def json_of(dataset: Dataset, lines: Iterable[Line]) -> Iterator[str]:
    """A dataset as one JSON object, whose last key, `records`, has a line each."""
    head = {
        "dataset": dataset.name,
        "title": dataset.title,
        "about": dataset.about,
        "licence": licence.NAME,
        "licence_url": licence.URL,
        "published_at": clock.now().isoformat(),
    }
    start = json.dumps(head, ensure_ascii=False)[:-1]
    return _together(_rows_of_json(start, dataset.names, lines))


def _rows_of_json(start: str, names: Sequence[str], lines: Iterable[Line]) -> Iterator[str]:
    yield f'{start}, "records": ['
    for number, line in enumerate(lines):
        record = dict(zip(names, map(as_json, line), strict=True))
        text = json.dumps(record, ensure_ascii=False, cls=DjangoJSONEncoder)
        yield f",\n{text}" if number else f"\n{text}"
    yield "\n]}\n"


def _together(rows: Iterable[str]) -> Iterator[str]:
    """The same text in fewer and larger parts."""
    waiting: list[str] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) >= AT_ONCE:
            yield "".join(waiting)
            waiting.clear()
    yield "".join(waiting)
