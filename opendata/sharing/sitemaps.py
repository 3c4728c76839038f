"""The list of all public pages for search engines (sitemaps.org), in parts when it is long."""

import datetime as dt
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator

from commitments.models import ActionPlan, Commitment
from network.models import Circulation, Organisation
from opendata.addresses import whole
from progress.models import Blocker, ProgressUpdate

# As many addresses as the protocol lets one file hold.
LARGEST = 50_000
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LISTS = (
    *("commitments:home", "commitments:commitment_list", "commitments:organisation_list"),
    *("commitments:plan_list", "commitments:vacancy_list", "progress:update_list"),
    *("progress:blocker_list", "progress:lateness_list", "network:circulation_list"),
    *("about", "opendata:privacy", "opendata:accessibility", "opendata:licence"),
    *("opendata:search", "opendata:comparison", "opendata:dataset_list", "opendata:api_guide"),
)
# More files than that no list may name (sitemaps.org).
MOST = 50_000
# A page, and when it last changed where that is known.
Page = tuple[str, dt.datetime | None]


def pages() -> Iterator[Page]:
    """Every public page, in an order that stays; a query for each kind."""
    for name in LISTS:
        yield reverse(name), None
    yield from _things(_changed(ActionPlan.objects.public()))
    for commitment in _changed(Commitment.objects.public()).order_by("pk"):
        latest = max(filter(None, (commitment.changed_at, commitment.reported_at)), default=None)
        yield commitment.get_absolute_url(), latest
        yield reverse("progress:commitment_progress", args=[commitment.slug]), latest
    yield from _things(_changed(Organisation.objects.all()))
    updates = ProgressUpdate.objects.published().select_related("commitment", "period")
    yield from _things(updates.annotate(changed_at=Max("publications__published_at")))
    blockers = Blocker.objects.public().select_related("commitment")
    yield from _things(blockers.annotate(changed_at=Max("steps__taken_at")))
    for circulation in Circulation.objects.sent().order_by("pk"):
        yield circulation.get_absolute_url(), circulation.sent_at


def part(number: int) -> list[Page]:
    """The pages of one file, counted from 1; none where there are no more."""
    if not 0 < number <= MOST:
        return []
    return list(islice(pages(), (number - 1) * LARGEST, number * LARGEST))


def write_pages(found: Iterable[Page]) -> str:
    """A sitemap."""
    return _write("urlset", "url", ((whole(path), changed_at) for path, changed_at in found))


def write_index(number: int) -> str:
    """The list of `number` sitemaps."""
    names = (reverse("files:sitemap_part", args=[one]) for one in range(1, number + 1))
    return _write("sitemapindex", "sitemap", ((whole(name), None) for name in names))


def _write(root: str, element: str, found: Iterable[Page]) -> str:
    file = StringIO()
    xml = SimplerXMLGenerator(file, "utf-8")
    xml.startDocument()
    xml.startElement(root, AttributesImpl({"xmlns": NAMESPACE}))
    for address, changed_at in found:
        xml.startElement(element, AttributesImpl({}))
        xml.addQuickElement("loc", address)
        if changed_at:
            xml.addQuickElement("lastmod", changed_at.isoformat(timespec="seconds"))
        xml.endElement(element)
    xml.endElement(root)
    return file.getvalue()


def _things(rows: QuerySet[Any]) -> Iterator[Page]:
    return ((row.get_absolute_url(), row.changed_at) for row in rows.order_by("pk"))


def _changed(rows: QuerySet[Any]) -> QuerySet[Any]:
    history = rows.model.history.filter(id=OuterRef("pk")).order_by("-history_date")
    latest: QuerySet[Any] = rows.annotate(changed_at=Subquery(history.values("history_date")[:1]))
    return latest
