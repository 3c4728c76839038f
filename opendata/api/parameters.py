"""The parameters of each list: the filters of its page, by name, with what may be asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import django_filters
from django.conf import settings
from django.db.models import Choices
from django.utils import translation

from commitments.public.filters import CommitmentFilters, OrganisationFilters
from commitments.public.narrowing import AnyOf, Words
from network.workflow import Side
from opendata.api.paging import MOST, PLACE, USUAL
from opendata.datasets import Dataset
from opendata.narrowed import filters_of
from progress.blockers.filters import BlockerFilter

PAGING = ("limit", "cursor")
# The API has one order, in which every record comes once: see paging.
ONE_ORDER = "sort"
FILTER_SETS: dict[str, type[django_filters.FilterSet]] = {
    "commitments": CommitmentFilters,
    "organisations": OrganisationFilters,
    "blockers": BlockerFilter,
}
BY_COLUMN = {
    "plan": "Only of these action plans, by the names they have in addresses",
    "commitment": "Only of these commitments, by the names they have in addresses",
    "organisation": "Only of these organisations, by the names they have in addresses",
    "side": "Only of this side, or these",
}
# What the page shows beside a box says too little where there is no box.
ABOUT = {
    ("commitments", "q"): "Words that its text or a milestone’s holds, its number or its OGP id",
    ("commitments", "plan"): "Only of these action plans, by the names they have in addresses",
    ("commitments", "stage"): "Only where they are in this stage of their life",
    ("commitments", "theme"): "Only of these themes, by the names they have in addresses",
    ("commitments", "organisation"): "Only those that this organisation leads or supports, "
    "by the name it has in addresses",
    ("commitments", "sides"): "Only those in which organisations of these sides take part",
    ("commitments", "progress"): "Only those of which either side last said one of these",
    ("commitments", "milestones"): "Only those with a milestone in one of these states",
    ("organisations", "q"): "Words that its name holds, or its abbreviation",
    ("organisations", "kind"): "Only organisations of these kinds",
    ("blockers", "state"): "Only those that stand like this",
    ("blockers", "rung"): "Only those that are with these people",
    ("blockers", "side"): "Only those that this side raised",
    ("blockers", "plan"): "Only of this action plan, by the name it has in addresses",
}
CODES: dict[str, type[Choices]] = {"side": Side}


@dataclass(frozen=True)
class Parameter:
    """One part of an address: what it means, and the values it takes where they are few."""

    name: str
    about: str
    meanings: Mapping[str, str] = field(default_factory=dict)
    is_many: bool = False
    longest: int | None = None
    pattern: str = ""
    # A whole number from 1 to this, and what it is when nobody says.
    most: int | None = None
    usual: int | None = None


LIMIT = Parameter("limit", "How many records a page holds at most", most=MOST, usual=USUAL)
CURSOR = Parameter(
    "cursor",
    "Where the page begins: taken from the addresses in “next” and “previous”, never made up",
    pattern=f"^{PLACE.pattern}$",
)


def parameters_of(dataset: Dataset) -> list[Parameter]:
    """The filters of `dataset`, then what says which part of the list is wanted."""
    names = [name for name in filters_of(dataset) if name != ONE_ORDER]
    filters = FILTER_SETS.get(dataset.name)
    if filters is None:
        narrowing = [_by_column(name) for name in names]
    else:
        narrowing = [_by_filter(dataset, name, filters.base_filters[name]) for name in names]
    return [*narrowing, LIMIT, CURSOR]


def _by_column(name: str) -> Parameter:
    return Parameter(name, BY_COLUMN[name], _meanings(CODES.get(name)), is_many=True)


def _by_filter(dataset: Dataset, name: str, one: django_filters.Filter) -> Parameter:
    choices = one.extra.get("choices", ())
    with translation.override(settings.LANGUAGE_CODE):
        label = str(one.label)
        meanings = {} if callable(choices) else {str(code): str(label) for code, label in choices}
    return Parameter(
        name,
        ABOUT.get((dataset.name, name), label),
        meanings,
        is_many=isinstance(one, AnyOf),
        longest=one.extra.get("max_length") if isinstance(one, Words) else None,
    )


def _meanings(codes: type[Choices] | None) -> dict[str, str]:
    return {str(code): str(label) for code, label in codes.choices} if codes else {}
