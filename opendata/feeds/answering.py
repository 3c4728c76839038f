"""Answers to programs that ask again and again: only what changed is sent."""

import datetime as dt
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from opendata.addresses import whole
from opendata.feeds import atom, calendars

# Seconds for which an answer may be shown again without asking.
FRESH = 300


def feed_answer(request: HttpRequest, feed: atom.Feed) -> HttpResponse:
    """The feed, with the moment of its last change."""
    written = atom.write(feed, address_of(request))
    return _answer(written, "application/atom+xml; charset=utf-8", feed.updated)


def calendar_answer(request: HttpRequest, schedule: calendars.Schedule) -> HttpResponse:
    """The calendar, with the moment of its last change if it has one."""
    written = calendars.write(schedule, address_of(request))
    return _answer(written, "text/calendar; charset=utf-8", schedule.changed_at)


def address_of(request: HttpRequest) -> str:
    """The whole address that was asked for, with its filters in one order and nothing else."""
    pairs = [(key, one) for key, some in sorted(request.GET.lists()) for one in some if one]
    return whole(f"{request.path}{'?' if pairs else ''}{urlencode(pairs)}")


def _answer(written: bytes, kind: str, changed_at: dt.datetime | None) -> HttpResponse:
    response = HttpResponse(written, content_type=kind)
    response["Cache-Control"] = f"public, max-age={FRESH}"
    if changed_at is not None:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    return response
