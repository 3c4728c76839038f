"""The other plans of the United Kingdom that come with the tracker: facts, and how sure."""

import datetime as dt

import pytest
from django.conf import settings

from commitments.importing import load_plan, read_plan_file
from commitments.models import Ancestry, Commitment
from network.models import Organisation

pytestmark = pytest.mark.django_db
DATA = settings.BASE_DIR / "commitments" / "data"
HELD = {
    "uk_nap_2013_15": 21,
    "uk_nap_2011_13": 41,
    "uk_nap_2016_18": 13,
    "uk_nap_2019_21": 8,
    "uk_nap_2021_23": 8,
    "uk_nap_2024_25": 4,
}


@pytest.fixture
def plans(settings):
    """All six, loaded on a day after the last was published."""
    settings.TRACKER_TODAY = dt.date(2024, 6, 3)
    loaded = [load_plan(read_plan_file(DATA / f"{name}.json")) for name in HELD]
    return {plan.slug: plan for plan, report in loaded}


def of(plans, slug, number):
    return plans[f"uk-nap-{slug}"].commitments.get(number=number)


def test_every_file_in_the_folder_is_one_of_them():
    assert {path.stem for path in DATA.glob("*.json")} == set(HELD)


def test_all_are_here_with_the_words_they_were_published_with(plans):
    counts = {plan.slug: plan.commitments.count() for plan in plans.values()}
    assert list(counts.values()) == list(HELD.values())
    wordings = Commitment.objects.filter(wordings__kind="published", wordings__number=1)
    assert wordings.count() == sum(HELD.values()) == 95
    assert not Commitment.objects.exclude(plan__slug="uk-nap-2013-15").exclude(summary="").exists()


def test_a_second_import_changes_nothing(plans):
    for name in HELD:
        _, report = load_plan(read_plan_file(DATA / f"{name}.json"))
        assert (report.added_words(), report.kept) == ("", [])


def test_organisations_are_not_doubled(plans):
    names = [name.lower() for name in Organisation.objects.values_list("name", flat=True)]
    assert len(names) == len(set(names))
    assert not Organisation.objects.filter(name="Publish What You Pay UK").exists()
    assert of(plans, "2016-18", "1").participations.filter(organisation__slug="pwyp").exists()


def test_what_came_of_what_is_marked_as_not_verified(plans):
    pairs = {
        (line.earlier.plan.number, line.earlier.number, line.later.plan.number, line.later.number)
        for line in Ancestry.objects.select_related("earlier__plan", "later__plan")
    }
    assert {(2, "7", 3, "1"), (2, "12", 3, "5"), (3, "5", 4, "4"), (1, "32", 2, "14")} <= pairs
    assert len(pairs) == 13
    assert not Ancestry.objects.filter(is_verified=True).exists()


def test_a_commitment_without_a_number_says_so(plans):
    diversity = of(plans, "2021-23", "A1")
    assert diversity.title == "Diversity and inclusion"
    assert any("stands in for it" in note for note in diversity.notes)


def test_what_was_added_later_says_when(plans):
    added = plans["uk-nap-2021-23"].commitments.filter(added_on=dt.date(2022, 8, 23))
    assert set(added.values_list("number", flat=True)) == {"6", "A1", "A2"}


def test_the_first_plan_is_over(plans):
    stages = plans["uk-nap-2011-13"].commitments.values_list("stage", flat=True)
    assert {stage: list(stages).count(stage) for stage in set(stages)} == {
        "completed": 16,
        "closed_incomplete": 21,
        "withdrawn": 4,
    }


def test_a_page_without_words_says_so(client, plans):
    page = client.get(of(plans, "2019-21", "6").get_absolute_url()).content.decode()
    assert "The wording of this commitment has not been found yet." in page
    assert "Which organisation led it was not found" in page
    page = client.get(of(plans, "2016-18", "1").get_absolute_url()).content.decode()
    assert "Promised before" in page
    assert "Not verified" in page
    assert "The OGP id was worked out" in page
