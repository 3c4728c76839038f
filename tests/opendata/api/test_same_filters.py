"""The API finds what the pages find: the same rows for the same query string."""

import itertools
import random

import pytest
from django.http import QueryDict

from commitments.public.filters import CommitmentFilters, OrganisationFilters
from opendata.api.parameters import parameters_of
from opendata.narrowed import filters_of
from opendata.tables import DATASETS
from progress.blockers.filters import BlockerFilter
from progress.models import Blocker
from tests.cast import TODAY
from tests.opendata.api.asking import ask, records

pytestmark = pytest.mark.django_db
# What the rich plan has, and what it does not.
VALUES = {
    "q": ["", "open", "records 9", "7", "company ownership", "nothing like it", "opne"],
    "plan": ["uk-nap-2013-15", ""],
    "stage": ["in_plan", "amended", "withdrawn", ""],
    "theme": ["government-integrity", ""],
    "organisation": ["moj", "bis", ""],
    "sides": ["both", "government", "civil_society"],
    "progress": ["limited", "substantial", "not_reported", "complete"],
    "milestones": ["no_date", "not_yet_due", "on_track", "completed"],
}
# Chosen once, and the same in every run.
CHOICE = random.Random(7)  # noqa: S311


def query_strings(number):
    """Query strings of one to four filters, some of them given twice."""
    for _ in range(number):
        query = QueryDict(mutable=True)
        for name in CHOICE.sample(list(VALUES), CHOICE.randint(1, 4)):
            many = 2 if name in {"sides", "progress", "milestones"} else 1
            query.setlist(name, CHOICE.sample(VALUES[name], CHOICE.randint(1, many)))
        yield query.urlencode()


def test_commitments(client, rich):
    numbers = []
    for query in query_strings(40):
        page = CommitmentFilters(QueryDict(query), today=TODAY)
        expected = sorted(page.narrowed().values_list("slug", flat=True))
        assert not page.refused
        found = records(client, f"commitments/?limit=3&{query}")
        assert sorted(row["commitment"] for row in found) == expected, query
        numbers.append(len(expected))
    # Some find all, some few, some nothing: otherwise it shows little.
    assert {0, 1, 6} <= set(numbers)


def test_organisations(client, rich):
    kinds = ["government_department", "civil_society", "academia"]
    words = ["", "ministry", "moj", "department business"]
    for q, *kind in itertools.product(words, kinds, kinds):
        query = f"q={q}&kind={'&kind='.join(kind)}"
        expected = OrganisationFilters(QueryDict(query)).narrowed().values_list("slug", flat=True)
        found = ask(client, f"organisations/?{query}")["records"]
        assert sorted(row["organisation"] for row in found) == sorted(expected), query


def test_blockers(client, rich):
    found = set()
    for side, state in itertools.product(["", "government", "civil_society"], ["", "open"]):
        query = f"side={side}&state={state}"
        rows = BlockerFilter(QueryDict(query), Blocker.objects.public()).qs
        answer = ask(client, f"blockers/?{query}")["records"]
        assert len(answer) == rows.count(), query
        found.add(len(answer))
    assert found == {0, 1}


@pytest.mark.parametrize("name", DATASETS)
def test_every_filter_is_described(name):
    names = [one.name for one in parameters_of(DATASETS[name])]
    assert [*names, "sort"] == [
        *[one for one in filters_of(DATASETS[name]) if one != "sort"],
        *("limit", "cursor", "sort"),
    ]
    assert all(one.about for one in parameters_of(DATASETS[name]))
