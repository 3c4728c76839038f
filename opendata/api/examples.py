"""Examples of values, from the United Kingdom's second plan where a name tells what it holds."""

from typing import Any

from opendata.columns import Column, Kind

BY_NAME: dict[str, Any] = {
    "plan": "uk-nap-2013-15",
    "theme": "open-data",
    "commitment": "uk-nap-2013-15-7-company-beneficial-ownership",
    "organisation": "cabinet-office",
    "country": "United Kingdom",
    "country_code": "GBR",
    "ogp_id": "UK0048",
    "time_zone": "Europe/London",
    "title": "Company beneficial ownership information",
    "due": "December 2014",
    "due_precision": "month",
    "stage": "in_plan",
    "number": "7",
    "starts_on": "2013-10-31",
    "ends_on": "2015-12-31",
    "url": "https://tracker.example.org/commitments/uk-nap-2013-15-7-company-beneficial-ownership/",
    "policy_areas": ["Beneficial ownership", "Anti-corruption"],
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
}
BY_KIND: dict[Kind, Any] = {
    Kind.LIST: ["One text", "Another text"],
    Kind.WHOLE: 7,
    Kind.YES_NO: True,
    Kind.DAY: "2014-04-30",
    Kind.MOMENT: "2014-04-30T10:15:00+00:00",
    Kind.ADDRESS: "https://tracker.example.org/",
}


def example_of(column: Column) -> Any:
    """A value that the column could hold; of a text that nobody knows, what it is about."""
    known = BY_NAME.get(column.name)
    if column.meanings:
        return known if known in column.meanings else next(iter(column.meanings))
    if known is not None and isinstance(known, type(BY_KIND.get(column.kind, ""))):
        return known
    return BY_KIND.get(column.kind, column.about)
