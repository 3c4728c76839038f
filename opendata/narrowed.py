"""The rows of a dataset that the filters of its page leave, read from the same address.

A page names a value that makes no sense and shows what is left. A program would not read that, and
take the whole for the part: here such a value is refused.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict

from commitments.models import ActionPlan, Commitment
from commitments.public.filters import CommitmentFilters, OrganisationFilters
from commitments.public.narrowing import Narrowing
from network.models import Organisation
from network.workflow import Side
from ogp_tracker import clock
from opendata.datasets import Dataset
from progress.blockers.filters import BlockerFilter
from progress.models import Blocker

# Parts of an address that say how the answer is given, not what it holds.
ABOUT_THE_ANSWER = {"page", "cursor", "format", "limit"}
# Columns that any dataset can be narrowed by, with the values there are.
KNOWN: dict[str, Callable[[], QuerySet[Any]]] = {
    "plan": lambda: ActionPlan.objects.public(),
    "commitment": lambda: Commitment.objects.public(),
    "organisation": lambda: Organisation.objects.all(),
}


def narrowed_rows(dataset: Dataset, query: QueryDict) -> QuerySet[Any]:
    """The public rows of `dataset` that `query` leaves, in the order it asks for or the usual one.

    `commitments`, `organisations` and `blockers` take what their pages take; the others take what
    `filters_of` names. ValidationError: a sentence for each name or value that was refused.
    """
    query = _without_empty(query)
    narrow = OF_PAGES.get(dataset.name, _by_columns)
    unknown = set(query) - set(filters_of(dataset)) - ABOUT_THE_ANSWER
    refused = [f"There is no filter “{name[:60]}”." for name in sorted(unknown)]
    rows, more = narrow(dataset, query)
    if refused or more:
        raise ValidationError([*refused, *more])
    return rows


def filters_of(dataset: Dataset) -> tuple[str, ...]:
    """The names by which `dataset` can be narrowed."""
    match dataset.name:
        case "commitments":
            return (*CommitmentFilters.base_filters, "sort")
        case "organisations":
            return tuple(OrganisationFilters.base_filters)
        case "blockers":
            return tuple(BlockerFilter.base_filters)
    return tuple(
        column.name
        for column in dataset.columns
        if not column.is_told and column.name in (*KNOWN, "side")
    )


Narrowed = tuple[QuerySet[Any], Iterable[str]]


def _commitments(dataset: Dataset, query: QueryDict) -> Narrowed:
    filters = CommitmentFilters(query, today=clock.today())
    refused = _refused(filters)
    if "plan" not in filters.filters:
        # The page does not offer to choose from one plan, and would not say that it is another.
        refused += _unknown("plan", query.getlist("plan"))
    if "sort" in query:
        return filters.sorted(), refused
    return dataset.rows().filter(pk__in=filters.narrowed().values("pk")), refused


def _organisations(dataset: Dataset, query: QueryDict) -> Narrowed:
    filters = OrganisationFilters(query)
    refused = _refused(filters)
    return dataset.rows().filter(pk__in=filters.narrowed().values("pk")), refused


def _refused(filters: Narrowing) -> list[str]:
    filters.form.is_valid()
    return filters.refused


def _blockers(dataset: Dataset, query: QueryDict) -> Narrowed:
    found = BlockerFilter(query, Blocker.objects.public())
    refused = [f"“{query[name][:60]}” is not on offer for “{name}”." for name in found.form.errors]
    return dataset.rows().filter(pk__in=found.qs.values("pk")), refused


def _by_columns(dataset: Dataset, query: QueryDict) -> Narrowed:
    rows, refused = dataset.rows(), []
    for name in filters_of(dataset):
        asked = query.getlist(name)
        refused += _unknown(name, asked)
        if asked:
            narrowed_by = {f"narrowed_by_{name}": dataset.column(name).expression}
            rows = rows.alias(**narrowed_by).filter(**{f"narrowed_by_{name}__in": asked})
    return rows, refused


def _unknown(name: str, asked: list[str]) -> list[str]:
    known = set(_known(name, asked))
    return [f"There is no {name} “{value[:60]}”." for value in asked if value not in known]


def _known(name: str, asked: list[str]) -> Iterable[str]:
    if name not in KNOWN:
        return Side.values
    return KNOWN[name]().filter(slug__in=asked).values_list("slug", flat=True) if asked else ()


def _without_empty(query: QueryDict) -> QueryDict:
    """What a form leaves empty narrows nothing."""
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        if any(values):
            kept.setlist(name, [value for value in values if value])
    return kept


OF_PAGES: dict[str, Callable[[Dataset, QueryDict], Narrowed]] = {
    "commitments": _commitments,
    "organisations": _organisations,
    "blockers": _blockers,
}
