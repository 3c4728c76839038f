"""What a program asks for, read from the address. What makes no sense is refused, never ignored."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.http import QueryDict

from opendata.api.parameters import PAGING, parameters_of
from opendata.datasets import Dataset


def check_list(dataset: Dataset, query: QueryDict) -> None:
    """Raise ValidationError with a sentence for each parameter that a list does not take."""
    parameters = parameters_of(dataset)
    check(query, {one.name for one in parameters}, {one.name for one in parameters if one.is_many})


def check(query: QueryDict, known: Collection[str], repeated: Collection[str] = ()) -> None:
    """Raise ValidationError where `query` has other names than these, or a value no text has."""
    refused = []
    for name, values in query.lists():
        if name not in known:
            refused.append(f"There is no parameter “{_plain(name)}” here.")
        elif any("\0" in value for value in values):
            refused.append(f"“{name}” holds a NUL character, which no text has.")
        elif len(values) > 1 and name not in repeated:
            refused.append(f"“{name}” can be given only once.")
    if refused:
        raise ValidationError(refused)


def without_paging(query: QueryDict) -> QueryDict:
    """What narrows the list down, without what says which part of it is wanted."""
    rest = query.copy()
    for name in PAGING:
        rest.pop(name, None)
    return rest


def _plain(name: str) -> str:
    return name[:60].replace("\0", "")
