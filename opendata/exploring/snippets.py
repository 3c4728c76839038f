"""Where the words stand in a text: a few lines with the words marked, safe on any page."""

import re

from django.contrib.postgres.search import SearchHeadline
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from opendata.exploring.asking import question
from opendata.models import ENGLISH

# Around each word that fits: characters for private use, which no text of ours has a reason to
# hold. One that does only loses them.
START, STOP = "\ue000", "\ue001"
_MARKED = re.compile(f"{START}([^{START}{STOP}]*){STOP}")
# Signs of Markdown that are in the way of reading a few lines.
_SIGNS = re.compile(r"\*\*|__|^\s*[-*#>]+\s+", re.MULTILINE)


def headline(column: str, words: str) -> SearchHeadline:
    """An expression: the parts of a text in which the words stand, each marked."""
    return SearchHeadline(
        column,
        question(words),
        config=ENGLISH,
        start_sel=START,
        stop_sel=STOP,
        min_words=18,
        max_words=32,
        max_fragments=2,
        fragment_delimiter=" … ",
    )


def whole(column: str, words: str) -> SearchHeadline:
    """An expression: the whole of a short text, each of the words marked."""
    return SearchHeadline(
        column, question(words), config=ENGLISH, start_sel=START, stop_sel=STOP, highlight_all=True
    )


def marked(text: str) -> SafeString:
    """The text as HTML in which nothing but the marks is HTML."""
    html = _MARKED.sub(r"<mark>\1</mark>", str(escape(_SIGNS.sub("", text))))
    return mark_safe(html.replace(START, "").replace(STOP, ""))  # noqa: S308 - it is escaped
