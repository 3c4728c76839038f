"""The table of what can be found follows its things; rebuilding it changes nothing."""

import random
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import connection

from commitments.actions import add_milestone
from commitments.models import ActionPlan, Commitment, Milestone, Participation, Theme
from network.models import Organisation
from opendata.models import SearchKind, SearchText
from opendata.searching import rebuild
from tests import cast
from tests.opendata.exploring.finding import every_text
from tests.progress.blocking import blocker_of
from tests.progress.drafts import TEXT, published, published_as
from tests.progress.notes import change_in_public, note_of

pytestmark = pytest.mark.django_db


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def let_public_words_change() -> None:
    """As somebody who mends the database by hand might; by amendment each takes a decision."""
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("ALTER TABLE commitments_commitment DISABLE TRIGGER public_words_change_by_amendment")
    run("SET CONSTRAINTS ALL DEFERRED")


class Story:
    """Ways in which what can be found changes, by actions, by the ORM in bulk and by bare SQL."""

    def __init__(self, chance: random.Random, plan, organisation):
        self.chance, self.plan, self.organisation = chance, plan, organisation
        self.number, self.drafted = 100, None

    def some(self, model):
        return self.chance.choice(list(model.objects.order_by("pk")))

    def words(self) -> str:
        return " ".join(self.chance.choices(["badger", "Trégor", "register", "of", "7.01"], k=3))

    def add_commitment(self):
        self.number += 1
        cast.commitment_of(self.plan, str(self.number), self.words(), self.organisation)

    def add_milestone(self):
        self.number += 1
        add_milestone(
            by=None, commitment=self.some(Commitment), due=cast.END_OF_2014,
            ref=f"m{self.number}", title=self.words(),
        )  # fmt: skip

    def add_organisation(self):
        self.number += 1
        cast.organisation(f"{self.words()} {self.number}", abbreviation=f"AB{self.number}")

    def rename_some(self):
        model, column = self.chance.choice(
            [(Commitment, "title"), (Commitment, "problem"), (Theme, "name"), (Milestone, "title"),
             (ActionPlan, "title"), (Organisation, "abbreviation"), (Milestone, "ref")]
        )  # fmt: skip
        row = self.some(model)
        setattr(row, column, f"{self.words()[:12]}{row.pk}")
        row.save()

    def rename_all(self):
        Commitment.objects.update(summary=self.words())
        Theme.objects.update(name=self.words())
        Milestone.objects.update(title=self.words())

    def rename_in_sql(self):
        run("UPDATE network_organisation SET name = id || ' ' || reverse(name), abbreviation = ''")
        run("UPDATE commitments_commitment SET government_title = upper(title), ogp_id = 'X' || id")

    def move_days(self):
        day = f"2014-0{self.chance.randint(1, 9)}-01"
        ActionPlan.objects.filter(pk=self.plan.pk).update(
            published_on=self.chance.choice([None, day])
        )
        ActionPlan.objects.update(time_zone=self.chance.choice(["Pacific/Auckland", "UTC"]))

    def take_part(self):
        free = Commitment.objects.exclude(participations__organisation=self.organisation)
        Participation.objects.bulk_create(
            [Participation(commitment=one, organisation=self.organisation, side="government")
             for one in free]
        )  # fmt: skip

    def hand_over(self):
        run(
            "UPDATE commitments_participation SET commitment_id ="
            " (SELECT max(id) FROM commitments_commitment) WHERE id ="
            " (SELECT max(id) FROM commitments_participation)"
            " AND NOT EXISTS (SELECT FROM commitments_participation AS other"
            " WHERE other.commitment_id = (SELECT max(id) FROM commitments_commitment)"
            " AND other.organisation_id = commitments_participation.organisation_id)"
        )

    def leave(self):
        last = Participation.objects.order_by("-pk").values("pk")[:1]
        Participation.objects.filter(pk__in=last).delete()

    def drop_milestones(self):
        """Of a plan that nobody has seen: what was published stays."""
        if self.drafted is None:
            self.drafted = cast.action_plan("drafted", 9, published_on=None, title="Drafted")
        one = cast.commitment_of(self.drafted, f"d{self.number}", self.words())
        for ref in ("a", "b"):
            add_milestone(by=None, commitment=one, due=cast.NO_DATE, ref=ref, title="Stoats")
        one.milestones.filter(ref="a").delete()
        self.number += 1


STEPS = [
    "add_commitment", "add_milestone", "add_organisation", "rename_some", "rename_all",
    "rename_in_sql", "move_days", "take_part", "hand_over", "leave", "drop_milestones",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_after_any_story_rebuilding_changes_nothing(
    seed, plan, commitment, period, gail, cyrus, global_witness
):
    published(gail, cyrus, commitment, period)
    blocker_of(cyrus, commitment)
    change_in_public(gail, note_of(gail, commitment, is_public=True))
    let_public_words_change()
    story = Story(random.Random(seed), plan, global_witness)  # noqa: S311 - no secret
    for _ in range(25):
        getattr(story, story.chance.choice(STEPS))()
    kept = every_text()
    assert {row[0] for row in kept} == set(SearchKind)
    assert rebuild() == len(kept)
    assert every_text() == kept


def test_rebuilding_mends_what_was_filled_past_the_triggers(commitment, gail, capsys):
    kept = every_text()
    SearchText.objects.filter(kind="commitment").update(title="Wrong", body="Wrong")
    SearchText.objects.filter(kind="milestone").delete()
    SearchText.objects.create(
        kind="organisation", thing=0, title="Gone", body="", words="", vector=""
    )
    call_command("rebuild_search")
    assert every_text() == kept
    assert f"{len(kept)} things can be found." in capsys.readouterr().out


def test_a_change_that_is_taken_back_leaves_nothing(commitment):
    kept = every_text()
    run("SAVEPOINT before; UPDATE commitments_milestone SET title = 'Weasels'")
    assert every_text() != kept
    run("ROLLBACK TO before")
    assert every_text() == kept


def test_a_change_of_another_column_does_not_touch_the_row(commitment):
    before = SearchText.objects.extra(select={"version": "xmin"}).values_list("thing", "version")
    versions = sorted(map(str, before.filter(kind="commitment")))
    Commitment.objects.update(last_contact_on=cast.TODAY, latest_report={"done": "x"})
    assert sorted(map(str, before.filter(kind="commitment"))) == versions


def test_a_text_beyond_all_measure_is_no_reason_to_fail(cyrus, commitment):
    words = " ".join(f"word{number}" for number in range(150_000))
    blocker = blocker_of(cyrus, commitment, summary=words)
    row = SearchText.objects.get(kind="blocker", thing=blocker.pk)
    assert row.body.startswith("word0 word1 ")
    assert len(row.body) == 100_000


def test_a_text_that_the_database_cannot_read_is_no_reason_to_fail(gail, cyrus, commitment, period):
    """An escaped NUL in what was signed: the update is public, and its words are not searched."""
    text = replace(TEXT, involvement="A NUL\0 in between.")
    published_as(gail, cyrus, commitment, period, text)
    assert SearchText.objects.get(kind="update").body.strip() == ""
