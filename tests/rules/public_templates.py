"""The templates of pages for everybody, and what in them no translator would see."""

import re
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType

from tests.rules.test_private_by_default import PUBLIC

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
# Frames, parts that tags put in, errors and signing in: readers come upon all of them.
SHARED = ("*.html", "parts/*.html", "django/**/*.html", "account/*.html", "allauth/**/*.html")
ALONE = ("mfa/authenticate.html", "mailroom/parts/nobody.html", "opendata/**/*.html")
# What these tags are given as a text in quotes stands on the page.
TELLING = {
    *("breadcrumbs", "day_bars", "details", "event", "filter_panel", "include", "nav_link"),
    *("notification", "panel", "row", "sort_link", "stacked_bars", "tabs", "tag"),
}
# What a machine is told is the same in every language, as are the names of formats and of files.
SILENT = {"code", "script", "style"}
A_NAME = re.compile(r"(?:[\W\d_]|\b(?:CSV|JSON|ZIP)\b|[\w-]*\.(?:csv|json)\b)*")
READ_OUT = {"alt", "aria-label", "placeholder", "title"}
UNMARKED_ARGUMENT = re.compile(r'(?<!_\()"([A-Z][^"]*)"')
# Where something stood that the template works out.
HOLE = "\x1a"


def public_templates() -> list[Path]:
    """Those of public views, with all that they include and extend."""
    pages = [TEMPLATES / f"{name.replace(':', '/')}.html" for name in PUBLIC]
    shared = [path for pattern in (*SHARED, *ALONE) for path in TEMPLATES.glob(pattern)]
    waiting, found = [*pages, *shared], set()
    while waiting:
        path = waiting.pop()
        if path in found or not path.exists():
            continue
        found.add(path)
        names = re.findall(r'{%\s*(?:include|extends)\s+"([^"]+)"', path.read_text())
        waiting += [TEMPLATES / name for name in names]
    return sorted(found)


class _Reader(HTMLParser):
    """Gathers the texts of a page and those that are read out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.is_silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_silent = tag in SILENT
        self.texts += [value or "" for name, value in attrs if name in READ_OUT]

    def handle_endtag(self, tag: str) -> None:
        self.is_silent = False

    def handle_data(self, data: str) -> None:
        if not self.is_silent:
            self.texts.append(data)


def unmarked(source: str) -> list[str]:
    """The texts of a template that stand outside of any mark for translation."""
    html, found, is_marked = [], [], False
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.contents.strip() else ""
        if token.token_type == TokenType.TEXT:
            html.append("" if is_marked else token.contents)
            continue
        html.append(HOLE)
        if token.token_type == TokenType.BLOCK:
            is_marked = name in {"blocktranslate", "plural"} or (
                is_marked and name != "endblocktranslate"
            )
            if name in TELLING:
                found += UNMARKED_ARGUMENT.findall(token.contents)
    reader = _Reader()
    reader.feed("".join(html))
    return found + [" ".join(text.split()) for text in reader.texts if not A_NAME.fullmatch(text)]
