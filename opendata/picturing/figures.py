"""What a picture is made of: a sentence, a table of figures, and what is drawn of them.

A value has a code, which files hold in English for ever, and words, which readers see.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Choices
from django.utils.translation import gettext_lazy as _

from ogp_tracker.templatetags.charts import scaled_shares, shares
from ogp_tracker.templatetags.tracker import day


class Word(NamedTuple):
    """A value whose words are not its code."""

    code: str
    label: Any


class Column(NamedTuple):
    """One column of a table: its name in files, and its heading on the page."""

    code: str
    label: Any


# What stands in a cell of a table.
Value = Word | str | int | dt.date | None


@dataclass(frozen=True)
class Table:
    """The figures of a picture. `urls` are addresses of the pages behind each row."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    urls: Sequence[str] = ()

    @property
    def shown(self) -> list[tuple[str, list[tuple[str, bool]]]]:
        """Each row as the page shows it: its address, and its cells with whether each counts."""
        urls = [*self.urls, *[""] * (len(self.rows) - len(self.urls))]
        return [
            (url, [(in_words(value), isinstance(value, int)) for value in row])
            for url, row in zip(urls, self.rows, strict=True)
        ]


class Key(NamedTuple):
    """What one colour means: its name in files, its words, and its tone (see stacked_bars)."""

    code: str
    label: Any
    tone: str


@dataclass(frozen=True)
class Bar:
    """A count for each key. `heads` say of what: one value, or a group and what is in it."""

    heads: Sequence[Value]
    counts: Sequence[int]
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Bars:
    """Bars that divide a whole each."""

    heads: Sequence[Column]
    keys: Sequence[Key]
    bars: Sequence[Bar]
    # Whether a bar is as long as its total; else all take the whole width.
    to_scale: bool = False

    template = "opendata/parts/picture_bars.html"

    @property
    def widths(self) -> list[list[float]]:
        """How wide the segments of each bar are, in per cent."""
        if not self.to_scale:
            return [shares(bar.counts) for bar in self.bars]
        largest = max((sum(bar.counts) for bar in self.bars), default=0)
        return [scaled_shares(bar.counts, largest) for bar in self.bars]

    @property
    def page_keys(self) -> list[tuple[Any, str]]:
        """The keys as stacked_bars reads them."""
        return [(key.label, key.tone) for key in self.keys]

    @property
    def page_bars(self) -> list[tuple[str, Sequence[int], str, str, str]]:
        """The bars as stacked_bars reads them."""
        found = []
        for bar in self.bars:
            *group, label = map(in_words, bar.heads)
            found.append((label, bar.counts, bar.url, "".join(group), bar.note))
        return found

    @property
    def table(self) -> Table:
        """The same in figures, with the sum of each bar."""
        keys = [Column(key.code, key.label) for key in self.keys]
        return Table(
            columns=[*self.heads, *keys, Column("all", _("All"))],
            rows=[[*bar.heads, *bar.counts, sum(bar.counts)] for bar in self.bars],
            urls=[bar.url for bar in self.bars],
        )


@dataclass(frozen=True)
class Picture:
    """One picture. `sentence` says what is seen; `drawing` names the template that draws it."""

    name: str
    # Short, for the list at the top of the page.
    title: Any
    sentence: str
    about: Any
    drawing: Any
    table: Table
    # Words and addresses of the pages with the rows behind it.
    links: Sequence[tuple[Any, str]] = ()
    # What stands there when there is nothing to draw.
    empty: Any = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.table.rows


def code_of(value: Value) -> str | int | dt.date | None:
    """A value as files hold it."""
    if isinstance(value, Word):
        return value.code
    return value.value if isinstance(value, Choices) else value


def in_words(value: Value) -> str:
    """A value as readers see it."""
    if isinstance(value, Word | Choices):
        return str(value.label)
    if isinstance(value, dt.date):
        return day(value)
    return "" if value is None else str(value)
