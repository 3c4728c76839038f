"""The columns that are understood, under the names each generation of OGP's files gave them."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from opendata.models.ogp_records import OTHER

LAYOUTS = Path(__file__).resolve().parents[1] / "data" / "ogp_layouts.json"


@dataclass(frozen=True)
class KnownColumn:
    """A column under the name of the newest layout, and the names it had before."""

    name: str
    earlier: tuple[str, ...] = ()
    is_required: bool = False


COUNTRY = "Country/Locality"
PLAN_NUMBER = "Action Plan Number"
NUMBER = "Commitment Number"
TITLE = "Commitment Title"
SHORT_TITLE = "Short Title"
TEXT = "Full Text"
OGP_ID = "Commitment Unique Identifier"
CODE = "Code"
PLAN_ID = "Action Plan ID"
LEVEL = "National Or Local"
SUBMITTED = "Year Of Submission"
END_YEAR = "Action Plan End Year"
THEME = "Theme"
START = "Start Date"
END = "End Date"
LEAD = "Lead Institution"
SUPPORT = "Supporting Institution(s)"
INFORMATION = "OGP Value Access To Information"
PARTICIPATION = "OGP Value Civic Participation"
ACCOUNTABILITY = "OGP Value Public Accountability"
TECHNOLOGY = "OGP Value Technology"
COMPLETION = "Completion (Progress Report)"
COMPLETION_AT_END = "Completion (End Of Term)"
CARRIED = "Carried Forward"
URL = "URL"
MILESTONE_NUMBER = "Milestone No"
MILESTONE = "Milestones/Activities"
MILESTONE_SHORT = "Milestone Short Title"

KNOWN_COLUMNS: Mapping[str, KnownColumn] = {
    column.name: column
    for column in (
        KnownColumn(COUNTRY, ("Country",), is_required=True),
        KnownColumn(PLAN_NUMBER, ("Action Plan No", "Action Plan No."), is_required=True),
        KnownColumn(NUMBER, ("Comm No", "000 Case No."), is_required=True),
        KnownColumn(TITLE, is_required=True),
        KnownColumn(SHORT_TITLE),
        KnownColumn(TEXT),
        KnownColumn(OGP_ID),
        KnownColumn(CODE),
        KnownColumn(PLAN_ID),
        KnownColumn(LEVEL),
        KnownColumn(SUBMITTED),
        KnownColumn(END_YEAR),
        KnownColumn(THEME),
        KnownColumn(START, ("Start",)),
        KnownColumn(END, ("End",)),
        KnownColumn(LEAD, ("Lead institution (Responsible Instutitution)",)),
        KnownColumn(SUPPORT, ("Supporting Institution",)),
        KnownColumn(INFORMATION, ("Value -Info",)),
        KnownColumn(PARTICIPATION, ("Value -Part",)),
        KnownColumn(ACCOUNTABILITY, ("Value -Acc",)),
        KnownColumn(TECHNOLOGY, ("Value -Tech",)),
        KnownColumn(COMPLETION, ("Actual Completion",)),
        KnownColumn(COMPLETION_AT_END),
        KnownColumn(CARRIED),
        KnownColumn(URL),
        KnownColumn(MILESTONE_NUMBER),
        KnownColumn(MILESTONE),
        KnownColumn(MILESTONE_SHORT),
    )
}
REQUIRED = tuple(column.name for column in KNOWN_COLUMNS.values() if column.is_required)


def plain(name: str) -> str:
    """A column's name as it is compared: without tags, spaces more or less, or capitals."""
    return " ".join(re.sub(r"<[^>]*>|\ufeff", " ", name).split()).casefold()


def named(header: Sequence[str]) -> list[str]:
    """Names for every column, each once: "Aid (2)" is the second "Aid", "column 99" has none."""
    found: dict[str, None] = {}
    for place, raw in enumerate(header, start=1):
        name = stem = " ".join(raw.split()) or f"column {place}"
        count = 2
        while name in found:
            name, count = f"{stem} ({count})", count + 1
        found[name] = None
    return list(found)


def find_columns(names: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """The file's own column for each column known here, as far as there is one.

    `mapping` names the file's own column for a known one where a person said so.
    """
    by_plain = {plain(name): name for name in reversed(names)}
    found = {}
    for known in KNOWN_COLUMNS.values():
        words = (known.name, *known.earlier)
        candidates = (mapping[known.name],) if known.name in mapping else words
        own = [by_plain[plain(word)] for word in candidates if plain(word) in by_plain]
        if own:
            found[known.name] = own[0]
    return found


def recognise(names: Sequence[str]) -> str:
    """The layout most of whose columns are there; OTHER where none has nine out of ten."""
    here = {plain(name) for name in names}
    shares = {
        layout: len(theirs & here) / len(theirs) for layout, theirs in _plain_columns().items()
    }
    best = max(shares, key=lambda layout: (shares[layout], layout))
    return best if shares[best] >= 0.9 else OTHER


def tags_among(names: Sequence[str]) -> list[str]:
    """The columns that say with a 1 that a commitment has to do with a policy area."""
    known = {plain(tag) for layout in _layouts().values() for tag in layout["tags"]}
    return [name for name in names if plain(name) in known]


@cache
def _plain_columns() -> dict[str, set[str]]:
    return {
        layout: {plain(name) for name in facts["columns"]} - {""}
        for layout, facts in _layouts().items()
    }


@cache
def _layouts() -> dict[str, dict[str, list[str]]]:
    layouts: dict[str, dict[str, list[str]]] = json.loads(LAYOUTS.read_text(encoding="utf-8"))
    return layouts
