"""The words of a circulation: a draft from what was announced, and the same as plain text."""

import re
from collections.abc import Iterable

from mailroom.letters import absolute
from mailroom.models import Announcement

Kind = Announcement.Kind
# In the order they are read; a section without news is left out.
SECTIONS = {
    "New updates": (Kind.UPDATE, Kind.CORRECTION),
    "Meetings ahead": (Kind.MEETING,),
    "Calls for help": (Kind.CALL_FOR_HELP,),
    "Blockers": (Kind.BLOCKER,),
    "Delays": (Kind.DELAY,),
    "Reservations": (Kind.RESERVATION,),
    "Changes of plans and commitments": (Kind.PLAN,),
}
NOTHING_NEW = "Nothing was published since the last circulation."
_MARKS = re.compile(r"([\\`*_\[\]<>#])")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#])")
_ADDRESS = re.compile(r"<(https?://[^\s>]+)>")
_LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\]\\\n])+)\]\((https?://[^\s)]+)\)")
_STRONG = re.compile(r"(?<!\\)\*\*([^*\n]+)\*\*")


def draft_text(announcements: Iterable[Announcement]) -> str:
    """The sections of a circulation in Markdown, one line for each piece of news."""
    news = _without_overtaken(announcements)
    sections = []
    for title, kinds in SECTIONS.items():
        lines = [_line(one) for one in news if one.kind in kinds]
        if lines:
            sections.append("\n".join([f"**{title}**", "", *lines]))
    return "\n\n".join(sections) or NOTHING_NEW


def _without_overtaken(announcements: Iterable[Announcement]) -> list[Announcement]:
    """Of each blocker only the last: that it was raised is old when it was closed since."""
    last: dict[object, Announcement] = {}
    for one in announcements:
        key = one.path if one.kind == Kind.BLOCKER else id(one)
        last.pop(key, None)
        last[key] = one
    return list(last.values())


def plain(text: str) -> str:
    """The text of a circulation for a letter: the same words without the marks of Markdown."""
    text = _LINK.sub(r"\1: \2", text)
    text = _STRONG.sub(r"\1", _ADDRESS.sub(r"\1", text))
    return _ESCAPED.sub(r"\1", text)


def _line(one: Announcement) -> str:
    headline = _MARKS.sub(r"\\\1", one.headline)
    return f"- [{headline}]({absolute(one.path)})"
