"""Reading feeds and calendars as strangers do: strictly, and with other people's programs."""

import datetime as dt
import re
import warnings
from typing import Any
from xml.etree import ElementTree

from django.test import Client

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import feedparser


def feed_at(url: str, client: Client | None = None) -> Any:
    """The feed as feedparser reads it, after it was found to keep every rule of RFC 4287."""
    response = (client or Client()).get(url)
    assert response.status_code == 200, response.status_code
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not response.cookies
    assert_atom(response.content)
    found = feedparser.parse(response.content)
    assert not found.bozo, found.bozo_exception
    return found


def assert_atom(written: bytes) -> None:
    """Every required element once, real moments, ids that differ, links that are whole."""
    root = ElementTree.fromstring(written)  # noqa: S314 - our own file
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        assert element.findtext(f"{ATOM}id", "").startswith("tag:")
        assert element.find(f"{ATOM}rights") is not None
        assert element.find(f"{ATOM}author/{ATOM}name") is not None
        moments = [element.findtext(f"{ATOM}{name}") for name in ("updated", "published")]
        for moment in filter(None, moments):
            assert MOMENT.fullmatch(moment), moment
            assert dt.datetime.fromisoformat(moment).tzinfo
        for link in element.findall(f"{ATOM}link"):
            assert link.get("href", "").startswith("http://localhost:8000/")
    links = {link.get("rel") for link in root.findall(f"{ATOM}link")}
    assert {"self", "alternate"} <= links
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)


def lines_of(written: bytes) -> list[str]:
    """The unfolded lines of a calendar, after its raw form was found to keep RFC 5545."""
    text = written.decode("utf-8")
    assert text.endswith("\r\n")
    raw = text.removesuffix("\r\n").split("\r\n")
    for line in raw:
        assert "\n" not in line
        assert "\r" not in line
        assert len(line.encode()) <= 75, line
    lines: list[str] = []
    for line in raw:
        if line[:1] in (" ", "\t"):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return lines


def events_of(written: bytes) -> list[dict[str, str]]:
    """The events of a calendar by property, read without any library."""
    lines = lines_of(written)
    assert lines[:1] + lines[-1:] == ["BEGIN:VCALENDAR", "END:VCALENDAR"]
    events: list[dict[str, str]] = []
    inside = False
    for line in lines[1:-1]:
        if line in ("BEGIN:VEVENT", "END:VEVENT"):
            inside = line == "BEGIN:VEVENT"
            events += [{}] if inside else []
            continue
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*", name), line
        if inside:
            assert name not in events[-1]
            events[-1][name] = value
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY"} <= set(event)
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
    assert len({event["UID"] for event in events}) == len(events)
    return events
