"""Finding commitments by words, by number and by OGP id."""

import pytest

from commitments.actions import add_milestone
from commitments.models import Commitment
from commitments.public.search import fit, found_by
from tests.cast import NO_DATE, commitment_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def twelve(plan, commitment, global_witness):
    """Commitment 12 says "company" in its summary only, 7 in its title."""
    return commitment_of(
        plan, "12", "Open contracting", global_witness,
        ogp_id="UK0053", summary="Each company that wins a contract is named, 7 days later.",
    )  # fmt: skip


def numbers(words):
    found = Commitment.objects.filter(found_by(words)).order_by(fit(words).desc(), "order")
    return [commitment.number for commitment in found]


def test_the_title_counts_for_more_than_the_text(twelve):
    assert numbers("company") == ["7", "12"]


def test_words_are_found_in_other_forms(twelve):
    assert numbers("companies contracts") == ["12"]


@pytest.mark.parametrize("words", ["UK0053", "uk0053", "12", "Commitment 12", " commitment 12 "])
def test_numbers_and_ogp_ids_are_found(twelve, words):
    assert numbers(words) == ["12"]


def test_whoever_types_a_number_gets_that_commitment_first(twelve):
    assert numbers("7") == ["7", "12"]


def test_milestones_are_searched_by_text_and_reference(twelve):
    add_milestone(by=None, commitment=twelve, due=NO_DATE, ref="12.03", title="Hold a round table")
    assert numbers("round tables") == ["12"]
    assert numbers("12.03") == ["12"]
    assert numbers("milestone 12.03") == ["12"]


def test_organisations_and_themes_are_found_by_name(twelve):
    assert numbers("global witness") == ["12"]
    assert numbers("BIS") == ["7"]
    assert numbers("government integrity") == ["7", "12"]


def test_quotes_and_minus_mean_what_people_expect(twelve):
    assert numbers('"company beneficial"') == ["7"]
    assert numbers("company -contract") == ["7"]


@pytest.mark.parametrize("words", ["the", "((((", "& | !", "%", "x" * 200])
def test_odd_words_find_nothing_and_break_nothing(twelve, words):
    assert numbers(words) == []
