"""Atom (RFC 4287): what a feed is, and how it is written."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks

from opendata.addresses import whole
from opendata.feeds.names import tag

LICENCE = (
    "Open Government Licence v3.0: "
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
)
TRACKER = "Open government tracker"
# So many pieces of news stand in a feed, the latest first.
LATEST = 50
# When nothing ever happened a feed is as old as the plans of the tracker.
BEGINNING = dt.datetime(2014, 2, 1, tzinfo=dt.UTC)
# What XML 1.0 cannot hold, and marks that would turn the text around them.
UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True)
class News:
    """One thing that happened. `parts` name it for ever; `path` is the page that tells of it."""

    parts: tuple[object, ...]
    title: str
    path: str
    text: str
    when: dt.datetime
    by: str = TRACKER
    kind: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed of the page at `path`; `parts` name it for ever."""

    parts: tuple[object, ...]
    title: str
    path: str
    about: str
    news: Sequence[News]

    @property
    def updated(self) -> dt.datetime:
        """When the latest of it happened."""
        return max((one.when for one in self.news), default=BEGINNING)


class AtomFeed(Atom1Feed):
    """Django's, which knows its last change even when nothing happened yet."""

    updated = BEGINNING

    def latest_post_date(self) -> dt.datetime:
        """The moment of the feed itself, never that of the request."""
        return self.updated


def write(feed: Feed, address: str) -> bytes:
    """The feed that stands at `address`, as XML."""
    written = AtomFeed(
        title=clean(feed.title),
        link=whole(feed.path),
        description="",
        subtitle=clean(feed.about),
        language="en-GB",
        author_name=TRACKER,
        feed_url=address,
        feed_guid=tag(*feed.parts),
        feed_copyright=LICENCE,
    )
    written.updated = feed.updated
    for one in feed.news:
        written.add_item(
            title=clean(one.title),
            link=whole(one.path),
            description=linebreaks(clean(one.text), autoescape=True),
            author_name=clean(one.by),
            unique_id=tag(*one.parts),
            pubdate=one.when,
            updateddate=one.when,
            categories=(one.kind,) if one.kind else (),
            item_copyright=LICENCE,
        )
    file = BytesIO()
    written.write(file, "utf-8")
    return file.getvalue()


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return UNWRITABLE.sub("", text)
