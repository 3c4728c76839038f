"""What a first import makes, what a second one leaves alone, and what a newer file adds."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.actions import (
    Decision,
    amend_commitment,
    change_milestone_date,
    remove_participation,
)
from commitments.importing import load_plan, read_plan_file
from commitments.models import ActionPlan, Commitment, Milestone, Participation, Precision
from network.models import Organisation
from network.workflow import Side
from ogp_tracker import history
from tests.cast import END_OF_2014
from tests.plan_files import APRIL, REAL, commitment, milestone, small_plan, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(today):
    """14 April 2014."""


@pytest.fixture
def load(tmp_path):
    """Imports the small plan, or another, and returns the report."""

    def load(content=None):
        return load_plan(read_plan_file(write(tmp_path, content or small_plan())))[1]

    return load


def seven() -> Commitment:
    return Commitment.objects.get(number="7")


def everything() -> list[int]:
    """How many rows of history there are: nothing happens here without one."""
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if "historical" in t]
        counts = []
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - our own tables
            counts.append(cursor.fetchone()[0])
    return counts


def test_the_real_plan_arrives_whole():
    plan, report = load_plan(read_plan_file(REAL))
    assert report.added_words().startswith(
        "1 plan, 5 themes, 47 organisations, 21 commitments, 92 milestones, 2 changed dates"
    )
    assert (plan.is_public, plan.number, plan.ogp_id) == (True, 2, "AP_GBR02")
    assert plan.coordinator.name == "Cabinet Office"
    contracting = plan.commitments.get(number="12")
    assert contracting.due.text == "12 to 24 months from publication"
    assert contracting.due.on is None
    assert contracting.ogp_values == [
        "Access to information",
        "Civic participation",
        "Public accountability",
        "Technology and innovation",
    ]
    ownership = plan.commitments.get(number="7")
    assert ownership.title == "Company Beneficial Ownership Information"
    assert ownership.government_title == "Beneficial ownership"
    assert ownership.sources[0].startswith("OGP/IRM Explorer database")
    parts = {part.organisation.slug: part for part in ownership.participations.all()}
    assert (parts["bis"].side, parts["bis"].capacity) == (Side.GOVERNMENT, "lead")
    assert (parts["one"].side, parts["one"].capacity) == (Side.CIVIL_SOCIETY, "support")
    assert list(ownership.milestones.values_list("is_explicit", flat=True)) == [False] * 4


def test_organisations_keep_the_kind_that_was_printed(load):
    load()
    assert Organisation.objects.get(slug="global-witness").kind == Organisation.Kind.CIVIL_SOCIETY
    assert Organisation.objects.get(slug="global-witness").printed_kind == "think tank"


def test_every_row_says_where_it_comes_from(load):
    load()
    record = seven().history.get()
    assert record.history_user is None
    assert record.history_change_reason == "Imported from plan.json; source: OGP explorer"


def test_a_moved_date_is_a_row_of_the_ledger(load):
    load()
    moved = Milestone.objects.get(ref="B.01")
    assert moved.due.text == "April 2014"
    published, change = moved.dates.all()
    assert (published.due.text, published.source) == ("March 2014", "OGP explorer")
    assert (change.reason, change.source) == ("The reason was not recorded", "Status file")
    assert change.agreement == "unknown"


def test_a_second_import_changes_nothing(load):
    load()
    before = everything()
    report = load()
    assert everything() == before
    assert (report.added_words(), report.kept) == ("", [])


def test_a_second_import_of_the_real_plan_asks_little():
    file = read_plan_file(REAL)
    load_plan(file)
    with CaptureQueriesContext(connection) as queries:
        load_plan(file)
    assert len(queries) <= 15


def test_what_was_edited_here_is_kept_and_listed(load):
    load()
    row = seven()
    amend_commitment(
        by=None, commitment=row, text={"title": "Who owns it"}, decision=Decision("Clearer")
    )
    row.refresh_from_db()
    row.technology = True
    history.save(row, by=None)
    change_milestone_date(
        by=None, milestone=row.milestones.get(), due=END_OF_2014, reason="Law came late"
    )
    report = load()
    differs = "differs from the file: here"
    assert report.kept == [
        f"Kept: commitment 7 title {differs} “Who owns it”, in the file “Ownership”.",
        f"Kept: commitment 7 technology and innovation {differs} yes, in the file no.",
        f"Kept: milestone 7.01 date {differs} “2014”, in the file “March 2014”.",
    ]
    assert report.added_words() == ""
    assert seven().title == "Who owns it"
    assert seven().milestones.get().due == END_OF_2014


def test_what_was_renamed_here_is_not_added_again(load):
    load()
    changes = (
        (seven(), "number", "7a"),
        (Organisation.objects.get(slug="bis"), "slug", "business"),
        (seven().milestones.get(), "ref", "7.1"),
        (seven().outcomes.get(), "what", "The code was published"),
        (seven().theme, "slug", "honesty"),
        (ActionPlan.objects.get(), "slug", "second"),
    )
    for row, column, value in changes:
        setattr(row, column, value)
        history.save(row, by=None)
    report = load()
    assert report.added_words() == ""
    assert Commitment.objects.filter(number__startswith="7").count() == 1
    named = [" ".join(line.split()[1:4]) for line in report.kept]
    assert named == ["commitment 7 number", "milestone 7.01 reference", "outcome “Code published”"]


def test_what_was_removed_here_stays_away(load):
    load()
    part = Participation.objects.get(commitment=seven(), organisation__slug="global-witness")
    remove_participation(by=None, participation=part, reason="They left")
    history.delete(seven().outcomes.get(), by=None, reason="Not so")
    report = load()
    assert report.added_words() == ""
    end = "was removed here and stays away; the file has it."
    assert report.kept == [
        f"Kept: the part of GW in commitment 7 {end}",
        f"Kept: outcome “Code published” of commitment 7 {end}",
    ]


def test_a_newer_file_adds_what_is_new_in_it(load):
    load()
    newer = small_plan()
    newer["organisations"].append(
        {"id": "one", "name": "ONE", "kind": "civil society", "abbreviation": None}
    )
    newer["commitments"][0]["milestones"].append(milestone("7.02"))
    newer["commitments"][0]["milestones"][0]["revised_due"] = APRIL
    newer["commitments"][0]["civil_society_partners"].append("one")
    newer["commitments"].append(commitment("C", "Contracting"))
    report = load(newer)
    assert report.kept == []
    assert report.added_words() == (
        "1 organisation, 1 commitment, 1 milestone, 1 organisation taking part and 1 changed date"
    )
    assert seven().milestones.get(ref="7.01").due.on == dt.date(2014, 4, 30)


def test_an_organisation_known_by_name_is_the_same_one(load):
    known = history.create(Organisation, by=None, slug="gw", name="Gw", kind="civil_society")
    report = load()
    assert seven().participations.filter(organisation=known).exists()
    assert "Kept: organisation global-witness name differs from the file" in report.kept[0]


def test_two_plans_share_their_organisations(load):
    load()
    other = small_plan()
    other["plan"] |= {"id": "uk-3", "ogp_action_plan_number": 3}
    report = load(other)
    assert report.added_words().startswith("1 plan, 1 theme, 2 commitments, 3 milestones")
    assert ActionPlan.objects.count() == 2
    assert Organisation.objects.count() == 2


def test_no_date_stays_no_date(load):
    load()
    assert seven().due_precision == Precision.NONE
    assert (seven().due_text, seven().due_on) == ("", None)
