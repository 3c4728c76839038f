"""The public history for feeds: who changed what of a commitment or a plan, and why."""

import datetime as dt
from collections.abc import Iterable, Sequence
from hashlib import sha256

from commitments.public.events import Event
from opendata.feeds.atom import LATEST, News


def recorded(events: Iterable[Event], path: str) -> Sequence[News]:
    """The latest of these events, which the page at `path` tells."""
    return [_news(event, path) for event in list(events)[:LATEST]]


def _news(event: Event, path: str) -> News:
    lines = [f"Why: {event.reason}"] if event.reason else []
    lines += [event.with_what] if event.with_what else []
    lines += [part.title for part in event.shown_parts]
    # Rows of history never change, so neither do the moment and the reason of an event.
    reason = sha256(event.reason.encode()).hexdigest()[:8]
    moment = event.when.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%S.%f")
    return News(
        parts=("history", event.story.kind, event.of, f"{moment}-{reason}"),
        title=event.title,
        path=path,
        text="\n".join(lines),
        when=event.when,
        by=event.by,
        kind="Change",
    )
