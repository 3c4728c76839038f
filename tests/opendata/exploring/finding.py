"""What the tests of the search look for, and how."""

from django.http import QueryDict

from opendata.exploring.filters import SearchFilters
from opendata.models import SearchText


def filters_of(words: str = "", **chosen: str | list[str]) -> SearchFilters:
    """The filters as the address of a search has them."""
    query = QueryDict(mutable=True)
    query["q"] = words
    for name, values in chosen.items():
        query.setlist(name, values if isinstance(values, list) else [values])
    return SearchFilters(query)


def found(words: str, **chosen: str | list[str]) -> list[tuple[str, int]]:
    """Kind and id of everything that a reader finds, best first."""
    return [(row.kind, row.thing) for row in filters_of(words, **chosen).sorted()]


def kinds(words: str, **chosen: str | list[str]) -> list[str]:
    """The kinds of what a reader finds, best first."""
    return [kind for kind, _ in found(words, **chosen)]


def every_text() -> list[tuple[object, ...]]:
    """All that is kept, but for the ids of the rows."""
    columns = [field.attname for field in SearchText._meta.concrete_fields if field.name != "id"]
    return list(SearchText.objects.order_by("kind", "thing").values_list(*columns))
