"""Every fact on a commitment's public pages is in a file, under a column that says what it is."""

import zoneinfo

import pytest
from django.urls import reverse

from network.models import Organisation, Person
from opendata.tables import DATASETS
from tests.opendata.reading import MARK, Marks, facts_on, in_words
from tests.opendata.story import whole_story

pytestmark = pytest.mark.django_db
LONDON = zoneinfo.ZoneInfo("Europe/London")
# Statuses that a page works out of a column.
WORKED_OUT = {
    "Late": ("punctuality", "days_late"),
    "Not published yet": ("punctuality", "state"),
    "Not said yet": ("assessments", "completion"),
    "Published by one side": ("published_versions", "ground"),
}
# What is no fact: the name of a method, and the example in the rules by which days are counted.
EXPLAINED = {"256", "31 March 2014"}
# Columns that alone hold what stands in them.
ALONE = (
    ("commitments", "government_title"),
    ("commitments", "sources"),
    ("milestone_dates", "reason"),
    ("milestone_dates", "asked_by"),
    ("wordings", "reason"),
    ("ancestry", "note"),
    ("outcomes", "what"),
    ("extensions", "reason"),
    ("updates", "done"),
    ("updates", "help_wanted"),
    ("update_milestones", "note"),
    ("signatures", "reservation"),
    ("vacancies", "hand_over"),
    ("diary", "text"),
)


@pytest.fixture
def story(settings, gail, cyrus, sam, commitment, period):
    return whole_story(settings, gail, cyrus, sam, commitment, period, begin=Marks())


@pytest.fixture
def pages(client, story) -> dict[str, str]:
    """The public pages of the commitment, by address."""
    slug = story.slug
    addresses = [
        story.get_absolute_url(),
        reverse("progress:commitment_progress", args=[slug]),
        reverse("progress:diary_list", args=[slug]),
        reverse("commitments:commitment_wordings", args=[slug]),
        *(reverse("commitments:milestone_dates", args=[row.pk]) for row in story.milestones.all()),
        *(update.get_absolute_url() for update in story.updates.all()),
        *(
            publication.version.get_absolute_url()
            for update in story.updates.all()
            for publication in update.publications.all()
        ),
        *(blocker.get_absolute_url() for blocker in story.blockers.all()),
    ]
    return {address: client.get(address).content.decode() for address in addresses}


def said_by_column() -> dict[tuple[str, str], set[str]]:
    """What each column of each file says, in every way a page may write it."""
    found: dict[tuple[str, str], set[str]] = {}
    for name, dataset in DATASETS.items():
        for record in dataset.records():
            for column in dataset.columns:
                value = record[column.name]
                said = in_words(column.meanings.get(str(value)) or value, LONDON)
                found.setdefault((name, column.name), set()).update(said)
    return found


def told(html: str) -> set[str]:
    names = [*Person.objects.values_list("name", flat=True)]
    names += Organisation.objects.values_list("name", flat=True)
    return set(facts_on(html, names))


def test_every_fact_of_every_page_is_in_a_file(pages):
    files = set().union(*said_by_column().values()) | EXPLAINED | WORKED_OUT.keys()
    missing = {address: sorted(told(html) - files) for address, html in pages.items()}
    assert {address: facts for address, facts in missing.items() if facts} == {}
    assert all(column in DATASETS[name].names for name, column in WORKED_OUT.values())


def test_a_column_that_is_taken_away_is_missed(pages):
    facts = set().union(*map(told, pages.values())) - EXPLAINED - WORKED_OUT.keys()
    assert len([fact for fact in facts if MARK.fullmatch(fact)]) > 30
    assert {"Gail Green", "Global Witness", "30 June 2015", "Substantial", "Amended"} <= facts
    assert "https://example.org/act" in facts
    said = said_by_column()
    for column in ALONE:
        others = (words for other, words in said.items() if other != column)
        assert facts - set().union(*others), column
