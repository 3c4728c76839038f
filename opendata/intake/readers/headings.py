"""The headings of a table in a text file, before anybody knows what it is."""

import csv
import io
from collections.abc import Collection

from opendata.ogp_files.reading import delimiter_of

# Headings stand on one of the first lines.
LINES = 5
MOST = 500_000


def best_heading_line(content: bytes, known: Collection[str]) -> list[str]:
    """The cells of that one of the first lines that has most of the `known` words."""
    wanted = {word.casefold() for word in known}
    best: list[str] = []
    try:
        text = _text(content)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
        for number, row in enumerate(rows):
            cells = [" ".join(cell.replace("\0", "").split()) for cell in row]
            if not best or _hits(cells, wanted) > _hits(best, wanted):
                best = cells
            if number + 1 >= LINES:
                break
    except csv.Error:
        return []
    return best


def _hits(cells: Collection[str], wanted: Collection[str]) -> int:
    return sum(cell.casefold() in wanted for cell in cells)


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")[:MOST]
    try:
        return content.decode("utf-8-sig")[:MOST]
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")[:MOST]
