"""A file of a narrowed list holds what its page shows, and nothing is left out in silence."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from opendata.narrowed import narrowed_rows
from opendata.tables import DATASETS
from tests.cast import action_plan, commitment_of, organisation

pytestmark = pytest.mark.django_db


def first_column(name, query):
    rows = narrowed_rows(DATASETS[name], QueryDict(query))
    return [line[0] for line in DATASETS[name].lines(rows)]


@pytest.fixture
def plan():
    plan = action_plan()
    cabinet = organisation("Cabinet Office", "government_department", "CO")
    commitment_of(plan, "2", "Whistleblowing", cabinet)
    commitment_of(plan, "1", "Open contracting")
    return plan


@pytest.mark.parametrize(
    ("name", "query", "expected"),
    [
        ("commitments", "", ["open-contracting", "whistleblowing"]),
        ("commitments", "organisation=co&page=7&stage=", ["whistleblowing"]),
        ("commitments", "q=contracting&sort=match", ["open-contracting"]),
        ("organisations", "kind=civil_society", []),
        ("organisations", "q=cabinet", ["co"]),
        ("commitment_organisations", "side=civil_society", []),
        ("commitment_organisations", "commitment=whistleblowing&plan=", ["uk-nap-2013-15"]),
        ("plans", "plan=uk-nap-2013-15", ["uk-nap-2013-15"]),
    ],
)
def test_the_filters_of_the_page_hold(plan, name, query, expected):
    assert first_column(name, query) == expected


@pytest.mark.parametrize(
    ("name", "query", "sentence"),
    [
        ("commitments", "stage=finished", "finished"),
        ("commitments", "stage=proposed", "proposed"),
        ("commitments", "sort=luck", "luck"),
        ("commitments", "colour=red", "There is no filter “colour”."),
        ("organisations", "kind=club", "club"),
        ("leads", "commitment=nowhere", "There is no commitment “nowhere”."),
        ("leads", "side=left", "There is no side “left”."),
    ],
)
def test_what_the_page_would_leave_out_is_refused(plan, name, query, sentence):
    with pytest.raises(ValidationError) as refused:
        narrowed_rows(DATASETS[name], QueryDict(query))
    assert sentence in " ".join(refused.value.messages)
