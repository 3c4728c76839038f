"""A file is taken in whole or not at all, once, and every cell of it can be got back."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import ActionPlan, Commitment, Milestone, Theme
from network.models import Organisation
from ogp_tracker import history
from ogp_tracker.models import AuditRecord
from opendata.models import OgpRecord
from opendata.ogp_database import ImportRefusedError, load, plan_import
from tests import cast
from tests.opendata.ogp_rows import read, row, row_2017

pytestmark = pytest.mark.django_db


def take_in(*rows, by=None, layout="2024", above="", **options):
    return load(plan_import(read(*rows, layout=layout, above=above)), by=by, **options)


def test_a_commitment_with_all_that_belongs_to_it():
    report = take_in(row(1), row(2, Theme="NA"))
    assert (report.rows, report.added, report.plans_added, report.themes_added) == (2, 2, 1, 2)
    plan = ActionPlan.objects.get()
    assert (plan.slug, plan.ogp_id, plan.time_zone) == ("atlantis-plan-1", "AP_ATL01", "UTC")
    assert plan.is_reference
    assert not plan.is_public
    one = Commitment.objects.get(number="1")
    assert (one.slug, one.due_text, one.order) == ("budget-1", "31 December 2023", 1)
    assert [
        (part.organisation.name, part.side, part.capacity) for part in one.participations.all()
    ] == [
        ("Ministry of Finance (Atlantis)", "government", "lead"),
        ("Open Money (Atlantis)", "civil_society", "support"),
        ("Clear Books (Atlantis)", "civil_society", "support"),
    ]
    assert set(Theme.objects.values_list("name", flat=True)) == {"Open budgets", "No theme given"}
    assert one.history.get().history_change_reason == "Imported from ogp.csv"


def test_every_cell_can_be_got_back():
    rows = [row(1, Compound=""), row(2, Full_Text="=1+1\n<b>&amp;\u202e", Compound="N/A")]
    take_in(*rows)
    for cells in rows:
        commitment = Commitment.objects.get(ogp_id=cells["Commitment Unique Identifier"])
        kept = OgpRecord.objects.cells_of([commitment.pk])[commitment.pk]
        assert len(kept) == 171
        assert {name: kept[name] for name in cells} == cells
        assert kept["Cluster"] == "NR"


def test_a_second_time_changes_nothing():
    take_in(row(1), row(2))
    records = AuditRecord.objects.count()
    report = take_in(row(1), row(2))
    assert (report.added, report.same, report.renewed) == (0, 2, 0)
    assert AuditRecord.objects.count() == records


def test_what_people_changed_here_stays_and_a_newer_row_is_kept_beside_it():
    take_in(row(1))
    commitment = Commitment.objects.get()
    commitment.summary = "In our own words"
    history.save(commitment, by=None, reason="Plainer")
    report = take_in(row(1, Full_Text="OGP says more now."))
    assert (report.added, report.renewed) == (0, 1)
    assert [line.differing for line in report.differing] == [["what is promised"]]
    commitment.refresh_from_db()
    assert commitment.summary == "In our own words"
    record = OgpRecord.objects.get()
    assert record.said("Full Text") == "OGP says more now."
    assert record.renewed_at >= record.imported_at


def test_all_or_nothing():
    with pytest.raises(ImportRefusedError) as refused:
        take_in(row(1), row(2, Action_Plan_Number="x"))
    assert [problem.line for problem in refused.value.problems] == [3]
    assert not Commitment.objects.exists()


def test_unless_the_person_says_otherwise():
    report = take_in(row(1), row(2, Action_Plan_Number="x"), skip_unreadable=True)
    assert (report.rows, report.added, len(report.problems)) == (2, 1, 1)


def test_two_of_one_number_keep_it_in_their_notes():
    take_in(row(1, Commitment_Number="2.1"), row(2, Commitment_Number="2.1"))
    second = Commitment.objects.get(number="2.1 (2)")
    assert second.notes[0] == "Its printed number is 2.1, which others in the plan have too."


def test_a_ministry_is_another_one_in_each_country():
    ours = cast.organisation("Ministry of Finance")
    elsewhere = {"Country/Locality": "Lemuria", "Code": "LEM"}
    take_in(row(1), row(2), row(3, **elsewhere))
    names = Organisation.objects.filter(name__startswith="Ministry").values_list("name", flat=True)
    assert list(names) == [
        "Ministry of Finance",
        "Ministry of Finance (Atlantis)",
        "Ministry of Finance (Lemuria)",
    ]
    assert not ours.participations.exists()


def test_an_organisation_of_the_same_country_is_known_again():
    held = cast.commitment_of(cast.action_plan(country_code="ATL", number=9), "1", "Ours")
    ours = cast.organisation("The Ministry of Finance")
    cast.promises.add_participation(
        by=None, commitment=held, organisation=ours, side="government", capacity="lead"
    )
    take_in(row(1))
    assert ours.participations.count() == 2


def test_rows_of_milestones_belong_to_one_commitment():
    def step(number: str, title: str) -> dict[str, str]:
        cells = row_2017("1", Milestone_No=number, Milestone_Short_Title=title)
        cells |= {"Milestones/Activities": title, "Action Plan No": "1"}
        return {
            name: text
            for name, text in cells.items()
            if name not in ("Action Plan Number", "Completion (progress report)")
        }

    rows = [step("1", "Law passed"), step("2", "Register opens"), step("2", "Register read")]
    report = take_in(*rows, layout="2017 with milestones", above="a,b\n")
    assert (report.rows, report.added, report.milestones) == (3, 1, 2)
    milestones = Milestone.objects.all()
    assert [(one.ref, one.title) for one in milestones] == [
        ("1", "Law passed"),
        ("2", "Register opens"),
        ("2 (2)", "Register read"),
    ]
    assert milestones[0].dates.get().due_text == "31 December 2013"
    assert OgpRecord.objects.count() == 3
    records = AuditRecord.objects.count()
    again = take_in(*rows, layout="2017 with milestones", above="a,b\n")
    assert (again.added, again.same) == (0, 3)
    assert AuditRecord.objects.count() == records


def test_progress_is_told_and_the_person_is_named():
    sam, told = cast.person("Sam Secretary"), []
    take_in(row(1), row(2), by=sam, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (2, 2)]
    assert Commitment.objects.first().history.get().history_user == sam


def test_a_day_of_publication_that_lies_ahead_is_refused():
    with pytest.raises(ValidationError, match="future"):
        take_in(row(1), published_on=dt.date(2999, 1, 1))


def test_statements_do_not_grow_with_the_rows():
    with CaptureQueriesContext(connection) as one:
        take_in(row(1))
    elsewhere = {"Country/Locality": "Lemuria", "Code": "LEM"}
    with CaptureQueriesContext(connection) as fifty:
        take_in(*[row(number, **elsewhere) for number in range(10, 60)])
    assert len(fifty) <= len(one) + 2
