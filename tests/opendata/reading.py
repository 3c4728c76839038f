"""What a public page says, taken apart into facts that a file must hold."""

import datetime as dt
import re
from collections.abc import Iterator
from html.parser import HTMLParser

BLOCKS = {"h1", "h2", "h3", "h4", "p", "dt", "dd", "li", "td", "th", "div", "section", "summary"}
MONTHS = "January February March April May June July August September October November December"
DAY = re.compile(rf"\b\d{{1,2}} (?:{MONTHS.replace(' ', '|')}) \d{{4}}\b")
TIME = re.compile(r", \d{1,2}:\d\d[ap]m|, midday|, midnight")
# What the story puts at the beginning of each free text: no two are the same.
MARK = re.compile(r"\bzq[a-z]+\b")


class Marks:
    """Written into a text, it is another word each time."""

    def __init__(self) -> None:
        self.number = 0

    def __format__(self, _spec: str) -> str:
        self.number += 1
        letters = f"{self.number:03}".translate(str.maketrans("0123456789", "abcdefghij"))
        return f"zq{letters} "


class Main(HTMLParser):
    """The blocks of text inside <main>, the statuses among them, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.depth = 0
        self.blocks: list[str] = [""]
        self.tags: list[str] = []
        self.links: list[str] = []
        self.in_tag = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "main":
            self.depth = 1
        if tag in BLOCKS or tag == "br":
            self.blocks.append("")
        if self.depth and tag == "a":
            self.links.append(facts.get("href") or "")
        if self.depth and tag == "strong" and "govuk-tag" in (facts.get("class") or ""):
            self.in_tag = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.depth = 0
        if tag in BLOCKS:
            self.blocks.append("")
        if tag == "strong":
            self.in_tag = False

    def handle_data(self, text: str) -> None:
        if self.depth and self.in_tag:
            self.tags.append(" ".join(text.split()))
        elif self.depth:
            self.blocks[-1] += text

    @property
    def text(self) -> str:
        return "\n".join(" ".join(block.split()) for block in self.blocks if block.strip())


def facts_on(html: str, names: list[str]) -> Iterator[str]:
    """Every fact of a page in the words it stands there: days, numbers, names, texts, statuses."""
    main = Main(html)
    text = main.text
    yield from DAY.findall(text)
    yield from (name for name in names if name in text)
    yield from MARK.findall(text)
    # Of "23 days late" the number is the fact; it is among the numbers below.
    yield from (tag for tag in main.tags if not re.fullmatch(r"\d+ days? late", tag))
    yield from (link for link in main.links if link.startswith("http"))
    rest = TIME.sub("", DAY.sub("", "\n".join((text, *main.tags))))
    yield from re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\w)", rest)


def in_words(value: object, zone: dt.tzinfo) -> Iterator[str]:
    """Each way in which a page may write a value of a file."""
    match value:
        case None | "" | True | False:
            return
        case dt.datetime():
            yield from in_words(value.astimezone(zone).date(), zone)
        case dt.date():
            yield f"{value.day} {value:%B %Y}"
        case list():
            for one in value:
                yield from in_words(one, zone)
        case _:
            yield str(value)
            yield from MARK.findall(str(value))
            # Whatever day or number stands within a text stands there on the page.
            yield from DAY.findall(str(value))
            yield from re.findall(r"(?<![\w.])\d+(?:\.\d+)?", str(value))
