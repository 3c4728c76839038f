"""Cells as OGP's staff typed them: what was said, what is missing and by which word, clean text."""

import html
import re
import unicodedata
from dataclasses import dataclass

from ogp_tracker.forms.text import at_the_door

# The words by which OGP says why a cell holds nothing: not reviewed yet, no data, not applicable.
MISSING_WORDS = ("NR", "ND", "NA", "N/A", "Not Specified", "Unclear")
_MISSING = {word.casefold(): word for word in MISSING_WORDS}

_BREAK = re.compile(r"<\s*br\s*/?\s*>", re.IGNORECASE)
# Nothing of it can be seen: controls, zero-width characters, soft hyphens, turned text.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffb]"
)
# Marks that a word processor drew from a font of symbols.
_SYMBOL = re.compile("[\ue000-\uf8ff]")
BULLET = "•"


@dataclass(frozen=True)
class Said:
    """A cell that says something; the text is clean."""

    text: str


@dataclass(frozen=True)
class Missing:
    """A cell that says nothing, and by which word: "" is an empty cell, "NR" another thing."""

    word: str


def read_cell(cell: str) -> Said | Missing:
    """What a cell says, line breaks kept, or by which word it says that it says nothing."""
    text = clean(cell)
    word = _MISSING.get(text.casefold())
    if word is not None or not text:
        return Missing(word or "")
    return Said(text)


def said(cell: str) -> str:
    """The clean text of a cell; "" where it says nothing, by whatever word."""
    read = read_cell(cell)
    return read.text if isinstance(read, Said) else ""


def said_in_one_line(cell: str) -> str:
    """The same for names and numbers: line breaks and runs of spaces become one space."""
    return " ".join(said(cell).split())


def clean(cell: str) -> str:
    """The text a reader sees: entities decoded once, <br/> a line break, nothing hidden in it."""
    text = html.unescape(_BREAK.sub("\n", cell)).replace("\r\n", "\n").replace("\r", "\n")
    text = _SYMBOL.sub(BULLET, _HIDDEN.sub("", text))
    text = str(at_the_door(_without_piles(text)))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def storable(cell: str) -> str:
    """The cell as a database can keep it: NUL and half characters become the mark for unknown."""
    if "\0" in cell:
        cell = cell.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", cell)


def _without_piles(text: str) -> str:
    """Without marks piled on one letter beyond what any language needs."""
    if text.isascii():
        return text
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= 10:
            kept.append(character)
    return "".join(kept)
