"""Everything readers may see is found by its words, and nothing else ever is."""

from dataclasses import replace

import pytest
from django.db import transaction

from commitments.actions import add_milestone
from commitments.models import ActionPlan, Commitment
from commitments.workflow import Stage
from network.workflow import Side
from progress.updates.actions import save_draft
from tests import cast
from tests.opendata.exploring.finding import filters_of, found, kinds
from tests.progress.blocking import blocker_of
from tests.progress.drafts import TEXT, key, published_as
from tests.progress.notes import note_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def update(gail, cyrus, commitment, period):
    """A published update that speaks of ferrets, and a later draft of it of stoats."""
    text = replace(TEXT, done="Ferrets were **counted** in Trégor.")
    return published_as(gail, cyrus, commitment, period, text)


def test_a_plan_is_found_by_its_title_and_id(plan):
    ActionPlan.objects.update(ogp_id="UK2")
    assert found("national action") == [("plan", plan.pk)]
    assert found("uk2") == [("plan", plan.pk)]
    assert found("action plan 2")[0] == ("plan", plan.pk)


def test_a_commitment_is_found_by_its_words_its_theme_and_who_takes_part(commitment):
    assert found("promises ownership") == [("commitment", commitment.pk)]
    assert found("government integrity") == [("commitment", commitment.pk)]
    assert kinds("business innovation skills") == ["organisation", "commitment"]


def test_a_milestone_is_found_by_its_words_and_number(commitment):
    seven = commitment.milestones.get(ref="7.02")
    assert found("risk assessments") == [("milestone", seven.pk)]
    assert found("7.02")[0] == ("milestone", seven.pk)
    assert found("Milestone 7.02") == [("milestone", seven.pk)]


def test_an_update_is_found_by_the_words_of_its_last_publication(gail, cyrus, update):
    assert found("ferret") == [("update", update.pk)]
    latest = update.latest_version()
    correction = save_draft(
        by=gail,
        side=Side.GOVERNMENT,
        commitment=update.commitment,
        period=update.period,
        base=latest.number,
        content=replace(latest.content, done="Stoats were counted."),
        reason="They were stoats",
    )
    assert found("ferret") == [("update", update.pk)]
    assert found("stoats") == []
    key(gail, Side.GOVERNMENT, correction)
    key(cyrus, Side.CIVIL_SOCIETY, correction)
    assert found("stoats") == [("update", update.pk)]
    assert found("ferret") == []


def test_a_blocker_is_found_but_never_by_its_private_detail(cyrus, commitment):
    blocker = blocker_of(cyrus, commitment)
    assert found("nobody pays") == [("blocker", blocker.pk)]
    assert found("confidentially", spelling="exact") == []


def test_a_note_is_found_once_it_is_public(gail, commitment):
    note_of(gail, commitment, text="Otters are for the leads.")
    note = note_of(gail, commitment, text="Badgers are for everybody.", is_public=True)
    assert found("badger") == [("note", note.pk)]
    assert found("otters") == []


def test_an_organisation_is_found_by_its_name_and_abbreviation(bis, global_witness):
    assert found("witness") == [("organisation", global_witness.pk)]
    assert found("bis") == [("organisation", bis.pk)]


# --- How one may ask ----------------------------------------------------------------------------
@pytest.fixture
def three(plan, commitment):
    """Commitments on open contracting, on whistleblowing in Trégor, and on contracts in passing."""
    return [
        cast.commitment_of(plan, "12", "Open contracting", ogp_id="UK0053"),
        cast.commitment_of(plan, "13", "Whistleblowing", summary="As practised in Trégor."),
        cast.commitment_of(plan, "14", "Roads", summary="Each road’s contract, opened in 7 days."),
    ]


def numbers(words, **chosen):
    rows = [pk for kind, pk in found(words, **chosen) if kind == "commitment"]
    by_id = Commitment.objects.in_bulk(rows)
    return [by_id[pk].number for pk in rows]


def test_a_title_counts_for_more_than_a_text(three):
    assert numbers("contract") == ["12", "14"]


def test_a_number_comes_first_then_an_id(three):
    assert numbers("7") == ["7", "14"]
    assert numbers("commitment 12") == ["12"]
    assert numbers("uk0053") == ["12"]


def test_accents_do_not_matter_either_way(three):
    assert numbers("tregor") == numbers("Trégor") == numbers("TRÉGOR") == ["13"]
    assert numbers("róads") == ["14"]


def test_quotation_marks_minus_and_or(three):
    assert numbers('"open contracting"') == ["12"]
    assert numbers('"contracting company"', spelling="exact") == []
    assert numbers("contract -open") == []
    assert numbers("contract -road") == ["12"]
    assert sorted(numbers("whistleblowing or roads")) == ["13", "14"]


def test_the_newer_comes_first_among_equals(plan, commitment):
    older = cast.action_plan("uk-nap-2011-13", 1, published_on="2011-09-20", title="Before")
    cast.commitment_of(plan, "20", "Badgers", summary="")
    cast.commitment_of(older, "21", "Badgers", summary="")
    assert numbers("badgers") == ["20", "21"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("whistelblowing", "whistleblowing"),
        ("open contractng", "open contracting"),
        ('"open contractng"', '"open contracting"'),
        ("contractng -whistleblowing", "contracting -whistleblowing"),
        ("tregr", "tregor"),
    ],
)
def test_a_typing_mistake_is_forgiven_and_said(three, typed, meant):
    filters = filters_of(typed)
    assert filters.is_corrected
    assert filters.words == meant
    assert filters.narrowed().exists()
    exact = filters_of(typed, spelling="exact")
    assert not exact.is_corrected
    assert exact.narrowed().count() == 0


def test_what_finds_something_is_not_corrected(three):
    filters = filters_of("whistleblowing")
    assert not filters.is_corrected
    assert filters.other_spelling == ""


def test_where_little_fits_another_spelling_is_only_offered(plan, three):
    cast.commitment_of(plan, "15", "Contractng", summary="A title with a mistake.")
    filters = filters_of("contractng roads")
    assert filters.words == "contracting roads" or not filters.is_corrected
    assert numbers("contractng") == ["15"]


def test_a_word_like_no_other_is_left_alone(three):
    assert filters_of("zebra").other_spelling == ""
    assert found("zebra") == []


# --- What is private ----------------------------------------------------------------------------
def test_what_is_proposed_is_not_found_nor_its_parts(commitment, cyrus):
    add_milestone(
        by=None, commitment=commitment, due=cast.NO_DATE, ref="7.03", title="Weasels are met"
    )
    assert kinds("weasels") == ["milestone"]
    Commitment.objects.update(stage=Stage.PROPOSED)
    assert found("weasels") == []
    assert numbers("ownership") == []


def test_nothing_of_a_plan_that_is_withdrawn_is_found_in_the_same_transaction(
    commitment, cyrus, gail, update, plan
):
    blocker_of(cyrus, commitment)
    note_of(gail, commitment, text="Badgers.", is_public=True)
    words = "ferrets or badgers or pays or ownership or risk or national"
    everything = {"plan", "commitment", "milestone", "update", "blocker", "note"}
    assert set(kinds(words)) == everything
    with transaction.atomic():
        ActionPlan.objects.update(published_on=None)
        assert found(words) == []
    ActionPlan.objects.update(published_on=cast.PLAN_PUBLISHED)
    assert set(kinds(words)) == everything


def test_a_private_word_is_never_offered_as_a_correction(commitment, plan):
    cast.commitment_of(plan, "9", "Wolverines", stage=Stage.PROPOSED)
    assert filters_of("wolverinse or ownership").other_spelling == ""
    assert filters_of("wolverinse").other_spelling == ""
    Commitment.objects.update(stage=Stage.IN_PLAN)
    assert filters_of("wolverinse").other_spelling == "wolverines"


def test_choices_do_not_tell_of_what_is_private(plan):
    cast.action_plan("secret", 3, title="Secret plan", published_on=None)
    filters = filters_of("national", plan="secret")
    assert filters.narrowed().count() == 1
    assert [("plan" in sentence) for sentence in filters.refused] == [True]
    assert "Secret plan" not in str(filters.form)
