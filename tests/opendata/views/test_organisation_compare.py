"""Two organisations side by side."""

import pytest

from commitments.actions import add_participation
from network.workflow import Side
from opendata.comparing.organisations import compare_organisations
from tests.cast import assert_same_queries, commitment_of, organisation

pytestmark = pytest.mark.django_db

URL = "/compare/organisations/"
BOTH = f"{URL}?a=bis&b=oxfam"


@pytest.fixture
def oxfam(commitment):
    """Supports commitment 7, which BIS leads."""
    found = organisation("Oxfam")
    add_participation(
        by=None, commitment=commitment, organisation=found, side=Side.CIVIL_SOCIETY,
        capacity="support",
    )  # fmt: skip
    return found


def page_of(client, url=BOTH):
    return " ".join(client.get(url).content.decode().split())


def test_it_says_what_they_do_together_and_apart(client, plan, commitment, bis, oxfam):
    eight = commitment_of(plan, "8", "Police records", bis)
    found = compare_organisations(bis, oxfam)
    (together,) = found.together
    assert (together.commitment, together.a, together.b) == (commitment, "Leads", "Supports")
    assert [row.commitment for row in found.only_a] == [eight]
    assert list(found.only_b) == []
    rows = {str(row.label): (row.a, row.b) for row in found.sections[0].rows}
    assert rows["Commitments it leads"] == (2, 0)
    assert rows["Commitments it supports"] == (0, 1)
    assert len(found.a.slips) == 2
    page = page_of(client)
    assert "Oxfam: supports." in page
    assert "as they stood on 14 April 2014" in page


def test_what_is_not_public_counts_for_nobody(plan, commitment, bis, oxfam):
    commitment_of(plan, "9", "Only proposed", bis, stage="proposed")
    found = compare_organisations(bis, oxfam)
    assert list(found.only_a) == []


def test_without_a_choice_it_asks(client, oxfam):
    assert "Choose two organisations" in page_of(client, URL)


def test_an_organisation_is_not_compared_with_itself(client, oxfam):
    page = page_of(client, f"{URL}?a=bis&b=bis")
    assert "compared with itself, nothing differs" in page


def test_nonsense_is_refused_in_a_sentence(client, oxfam):
    page = page_of(client, f"{URL}?a=nonsense&b=bis")
    assert "Select the first organisation from the list" in page


def test_the_queries_do_not_grow(client, plan, commitment, bis, oxfam):
    def add_row(number):
        commitment_of(plan, f"1{number}", f"Promise {number}", bis)

    assert assert_same_queries(client, BOTH, add_row) <= 30
