"""A sheet to draw on: SVG that stands alone, without style sheets, scripts or anything fetched.

It is as narrow as a phone, so that its words can be read wherever it is shown; what is longer than
a line goes on in the next. Colours and sizes are attributes: no policy of any site forbids them.
"""

import re
import textwrap
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ogp_tracker.templatetags.charts import PATTERNS

WIDTH = 400
MARGIN = 12
INNER = WIDTH - 2 * MARGIN
SIZE = 16
SMALL = 15
# Letters are about so wide, as a share of their height; generous, because fonts differ.
LETTER = 0.6
INK = "#0b0c0c"
QUIET = "#484949"
LINE = "#b1b4b6"
# The colours of static/css, which a sheet alone cannot ask.
COLOURS = {
    "good": "#a5d6bd",
    "moving": "#a9d8e2",
    "waiting": "#ffe58a",
    "bad": "#f3b3b0",
    "info": "#b9cdee",
    "quiet": "#dcdfe0",
    "idle": "#e3d5ec",
    "closed": "#f5ead6",
    "": "#ffffff",
}
# What no XML may hold, whoever typed it.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Sheet:
    """What has been drawn so far; `y` is how far down it goes."""

    def __init__(self) -> None:
        self.y = float(MARGIN)
        self.parts: list[SafeString] = []

    # --- Marks ------------------------------------------------------------------------------
    def rect(self, x: float, y: float, width: float, height: float, tone: str) -> None:
        """A segment in the colour and the pattern of its tone."""
        for fill in (COLOURS[tone], *([f"url(#{tone})"] if tone in PATTERNS else [])):
            self.parts.append(
                format_html(
                    '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="#ffffff"/>',
                    *map(number, (x, y, width, height)),
                    fill,
                )
            )

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: int = 1) -> None:
        """A straight line."""
        self.parts.append(
            format_html(
                '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"/>',
                *map(number, (x1, y1, x2, y2)),
                colour,
                width,
            )
        )

    def path(self, x: float, y: float, path: str, fill: str = "#ffffff") -> None:
        """A mark around the point (x, y)."""
        self.parts.append(
            format_html(
                '<path transform="translate({} {})" d="{}" fill="{}" stroke="{}" '
                'stroke-width="2"/>',
                number(x),
                number(y),
                path,
                fill,
                INK,
            )
        )

    def word(self, x: float, y: float, words: Any, *, anchor: str = "middle") -> None:
        """A short word whose foot stands at y; an outline keeps it clear of what is behind."""
        self.parts.append(
            format_html(
                '<text x="{}" y="{}" text-anchor="{}" font-size="{}" font-weight="700" fill="{}" '
                'stroke="#ffffff" stroke-width="4" stroke-linejoin="round" '
                'paint-order="stroke">{}</text>',
                number(x),
                number(y),
                anchor,
                SMALL,
                INK,
                clean(words),
            )
        )

    # --- Lines of text ----------------------------------------------------------------------
    def write(
        self, words: Any, *, size: int = SIZE, bold: bool = False, fill: str = INK, indent: int = 0
    ) -> None:
        """A paragraph, on as many lines as it takes."""
        letters = int((INNER - indent) / (size * LETTER * (1.06 if bold else 1)))
        for line in textwrap.wrap(clean(words), letters) or [""]:
            self.y += size * 1.3
            self.parts.append(
                format_html(
                    '<text x="{}" y="{}" font-size="{}" font-weight="{}" fill="{}">{}</text>',
                    MARGIN + indent,
                    number(self.y - size * 0.3),
                    size,
                    700 if bold else 400,
                    fill,
                    line,
                )
            )

    def space(self, height: float) -> None:
        """Leave room."""
        self.y += height

    def svg(self, title: Any, description: Any) -> str:
        """The whole file."""
        patterns = format_html_join(
            "",
            '<pattern id="{}" width="8" height="8" patternUnits="userSpaceOnUse"><path d="{}" '
            'fill="none" stroke="#4c6472" stroke-opacity="0.55"/></pattern>',
            PATTERNS.items(),
        )
        height = number(self.y + MARGIN)
        return format_html(
            '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc" '
            'font-family="Helvetica, Arial, sans-serif"><title id="title">{title}</title>'
            '<desc id="desc">{description}</desc><defs>{patterns}</defs>'
            '<rect width="{width}" height="{height}" fill="#ffffff"/>{parts}</svg>',
            width=WIDTH,
            height=height,
            title=clean(title),
            description=clean(description),
            patterns=patterns,
            parts=SafeString("".join(self.parts)),
        )


def clean(words: Any) -> str:
    """Text without what no XML may hold."""
    return FORBIDDEN.sub("", str(words))


def number(value: float) -> str:
    """A number as short as it can be written."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
