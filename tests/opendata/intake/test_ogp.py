"""OGP's database through the pages' own actions: columns, dry run, import, rows left out."""

import pytest

from commitments.models import Commitment
from opendata.intake.actions import confirm, match_columns
from opendata.intake.running import run_intakes
from opendata.models import Intake, IntakeKind, LineOutcome, OgpRecord
from opendata.workflow import IntakeStatus
from tests.opendata.intakes import handed_in
from tests.opendata.ogp_rows import content, row

pytestmark = pytest.mark.django_db(transaction=True)
UNREADABLE = {"Action_Plan_Number": "x"}


def test_it_works(sam):
    intake = handed_in(sam, content(row()), "ogp.csv")
    assert (intake.kind, intake.status) == (IntakeKind.OGP_DATABASE, IntakeStatus.READ)
    assert intake.counts[LineOutcome.ADD] == 1
    confirm(by=sam, intake=intake)
    run_intakes()
    intake = Intake.objects.get()
    assert (intake.status, intake.failure) == (IntakeStatus.DONE, "")
    assert intake.added.endswith("and 1 commitment")
    assert Commitment.objects.count() == OgpRecord.objects.count() == 1


def test_a_row_that_cannot_be_read_stands_in_the_way_until_somebody_leaves_it_out(sam):
    intake = handed_in(sam, content(row(), row(2, **UNREADABLE)), "ogp.csv")
    assert intake.errors == 1
    confirm(by=sam, intake=intake, leaves_out_unreadable=True)
    run_intakes()
    intake = Intake.objects.get()
    assert intake.status == IntakeStatus.DONE
    assert any("cannot be read" in words for words in intake.kept)
    assert Commitment.objects.count() == 1


def test_a_column_under_another_name_is_asked_for(sam):
    other = content(row()).replace(b"Country/Locality", b"Member of OGP")
    intake = handed_in(sam, other, "ogp.csv")
    assert intake.status == IntakeStatus.UPLOADED
    intake = match_columns(
        by=sam, intake=intake, mapping={"": {"Country/Locality": "Member of OGP"}}
    )
    assert (intake.status, intake.counts.get("add")) == (IntakeStatus.READ, 1)


def test_semicolons_between_the_cells(sam):
    other = content(row()).decode().replace(",", ";").replace("Country/Locality", "Member of OGP")
    intake = handed_in(sam, other.encode(), "ogp.csv")
    asked = {"": {"Country/Locality": "Member of OGP"}}
    intake = match_columns(by=sam, intake=intake, mapping=asked)
    assert (intake.status, intake.counts.get("add")) == (IntakeStatus.READ, 1)


def test_a_table_of_something_else_says_what_is_missing(sam):
    intake = handed_in(sam, b"Name,Colour\nA,red\n", "shopping.csv")
    assert intake.status == IntakeStatus.UPLOADED
    intake = match_columns(by=sam, intake=intake, mapping={})
    assert intake.errors
    assert not intake.can_be_confirmed
