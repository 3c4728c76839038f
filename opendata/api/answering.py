"""What a page of records says, for programs and for the example in the guide."""

from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from opendata.api import asking, paging, shapes
from opendata.datasets import Dataset
from opendata.narrowed import narrowed_rows

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def page_of_records(dataset: Dataset, query: QueryDict) -> dict[str, Any]:
    """The records that `query` asks for, with the addresses of the pages beside them.

    ValidationError: a sentence for each part of `query` that makes no sense.
    """
    asking.check_list(dataset, query)
    limit = paging.limit_in(str(query.get("limit", paging.USUAL)))
    place = paging.place_in(str(query["cursor"])) if "cursor" in query else None
    rows = narrowed_rows(dataset, asking.without_paging(query))
    page = paging.page_of(dataset, rows, place, limit)
    answer = {
        "next": _beside(dataset, query, page.next),
        "previous": _beside(dataset, query, page.previous),
        "licence": LICENCE,
        "records": page.records,
    }
    content: dict[str, Any] = shapes.page_shape(dataset.name)(answer).data
    return content


def has_addresses(dataset: Dataset) -> bool:
    """Whether each record has an address: one column, which the database knows, is its key."""
    return len(dataset.key) == 1 and not dataset.column(dataset.key[0]).is_told


def address_of(name: str, *arguments: str) -> str:
    """The whole address of a page or an answer."""
    return f"{settings.SITE_URL}{reverse(name, args=arguments)}"


def _beside(dataset: Dataset, query: QueryDict, place: paging.Place | None) -> str | None:
    """The address of the page at `place`, with the same filters."""
    if place is None:
        return None
    asked = query.copy()
    asked["cursor"] = str(place)
    return f"{address_of('files:api_records', dataset.name)}?{asked.urlencode()}"
