"""Charts as plain SVG with a table of the same figures: `{% load charts %}`."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import template
from django.utils.translation import gettext

from ogp_tracker.words import count_days

register = template.Library()

# A number needs about this share of a bar's width to stand in its segment on a phone, in per cent.
SMALLEST_SHARE = 6.0


class Key(NamedTuple):
    """What one colour means; `tone` is one of good, moving, waiting, bad, info, quiet."""

    label: str
    tone: str


class Bar(NamedTuple):
    """One bar: a count for each key, in the order of the keys; the label may be a link.

    Bars of one `group` follow one another under its name; `note` says more of the bar in words.
    """

    label: str
    counts: Sequence[int]
    url: str = ""
    group: str = ""
    note: str = ""


# What tells a segment from its neighbours where colours do not: lines over a tile of 8 by 8 pixels.
PATTERNS = {
    "moving": "M-2 2 2 -2M0 8 8 0M6 10 10 6",
    "waiting": "M2 2h1.5M6 6h1.5",
    "bad": "M0 0 8 8M0 8 8 0",
    "info": "M0 4h8",
    "idle": "M4 0v8",
    "closed": "M0 4h8M4 0v8",
}


def shares(counts: Sequence[int], smallest: float = SMALLEST_SHARE) -> list[float]:
    """Return the width of each count in per cent of the bar; what is there is never too thin.

    The widths of a bar with any count at all add up to 100.
    """
    widths = [0.0] * len(counts)
    free, open_counts = 100.0, {i: n for i, n in enumerate(counts) if n > 0}
    while open_counts:
        unit = free / sum(open_counts.values())
        thin = [i for i, n in open_counts.items() if n * unit < smallest]
        if not thin or len(thin) == len(open_counts):
            for i, n in open_counts.items():
                widths[i] = n * unit
            break
        for i in thin:
            widths[i] = smallest
            free -= smallest
            del open_counts[i]
    return widths


def scaled_shares(counts: Sequence[int], largest: int) -> list[float]:
    """The widths of a bar that is as long as its sum; that of `largest` takes the whole width."""
    there = sum(count > 0 for count in counts)
    scale = max(sum(counts) / largest, there * SMALLEST_SHARE / 100) if there else 1.0
    return [width * scale for width in shares(counts, SMALLEST_SHARE / scale)]


def _segments(
    keys: Sequence[Key], counts: Sequence[int], widths: Sequence[float]
) -> list[dict[str, Any]]:
    """Place the counts that are not zero along a bar, in per cent of its width."""
    segments, start = [], 0.0
    for key, count, width in zip(keys, counts, widths, strict=True):
        if count:
            segments.append(
                {
                    "key": key,
                    "is_patterned": key.tone in PATTERNS,
                    "count": count,
                    "x": f"{start:.2f}%",
                    "width": f"{width:.2f}%",
                    "middle": f"{start + width / 2:.2f}%",
                }
            )
        start += width
    return segments


def _rows(keys: Sequence[Key], bars: Sequence[Bar], to_scale: bool) -> list[dict[str, Any]]:
    """What the template draws of each bar."""
    largest = max((sum(bar.counts) for bar in bars), default=0)
    rows = []
    for bar in bars:
        widths = scaled_shares(bar.counts, largest) if to_scale else shares(bar.counts)
        segments = _segments(keys, bar.counts, widths)
        words = ", ".join(f"{s['key'].label}: {s['count']}" for s in segments)
        rows.append(
            {
                **bar._asdict(),
                "total": sum(bar.counts),
                "segments": segments,
                "words": f"{bar.label}: {words}" if bar.group else words,
            }
        )
    return rows


@register.inclusion_tag("parts/stacked_bars.html")
def stacked_bars(
    keys: Sequence[Sequence[Any]],
    bars: Sequence[Sequence[Any]],
    title: str,
    heading: str = "",
    noun: str = "",
    id: str = "chart",  # noqa: A002 - a template argument reads best under its HTML name
    has_table: bool = True,
    to_scale: bool = False,
) -> dict[str, Any]:
    """Bars that divide a whole each: `keys` are (label, tone), `bars` (label, counts, address).

    `heading` heads the first column of the table, `noun` follows the total of each bar. Without
    `has_table` the page that draws them shows the same figures in a table of its own. Drawn
    `to_scale`, a bar is as long as its total.
    """
    the_keys = [Key(*key) for key in keys]
    patterns = [(key.tone, PATTERNS[key.tone]) for key in the_keys if key.tone in PATTERNS]
    return {
        "keys": [(key, key.tone in PATTERNS) for key in the_keys],
        "patterns": patterns,
        "has_table": has_table,
        "rows": _rows(the_keys, [Bar(*bar) for bar in bars], to_scale),
        "title": title,
        "heading": heading or gettext("Group"),
        "noun": noun,
        "id": id,
    }


@register.inclusion_tag("parts/day_bars.html")
def day_bars(
    groups: Sequence[Any],
    columns: Sequence[str],
    title: str,
    heading: str = "",
    id: str = "days",  # noqa: A002 - a template argument reads best under its HTML name
) -> dict[str, Any]:
    """Bars as long as a number of days: `groups` have label, url, days and cells.

    The longest bar takes the whole width. `cells` is the group's line of the table, under
    `columns`; `heading` heads the first one.
    """
    longest = max((group.days for group in groups), default=0)
    rows = []
    for group in groups:
        share = max(100.0 * group.days / longest, 1.0) if group.days else 0.0
        words = gettext("%(days)s later") % {"days": count_days(group.days)}
        rows.append({"group": group, "width": f"{share:.2f}%" if share else "", "words": words})
    return {
        "rows": rows,
        "columns": columns,
        "title": title,
        "heading": heading or gettext("Group"),
        "id": id,
    }
