"""A plan that is exported and imported again changes nothing, whatever its texts are."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from commitments.actions import add_milestone, change_milestone_date
from commitments.importing import load_plan, read_plan_file
from commitments.models import ActionPlan, Commitment, Milestone
from ogp_tracker import history
from ogp_tracker.forms.text import at_the_door, is_piled
from ogp_tracker.models import AuditRecord
from opendata.spreadsheets.facts import read_sheets
from opendata.spreadsheets.opening import open_tables
from opendata.spreadsheets.rows import rows_of
from opendata.spreadsheets.writing import tables, workbook
from tests import cast

pytestmark = pytest.mark.django_db
REAL = sorted(Path(settings.BASE_DIR, "commitments/data").glob("uk_nap_*.json"))
WRITERS = pytest.mark.parametrize("write", [workbook, tables])


@pytest.fixture
def draft(today, bis):
    """A commitment whose words may still change: its plan is being prepared."""
    plan = cast.action_plan("uk-nap-draft", 9, published_on=None, title="A draft")
    return cast.commitment_of(plan, "7", "Company ownership", bis)


def export(plan, write):
    return write(rows_of(plan, plan.commitments.all()))


def read(content):
    return read_sheets(open_tables(content, "plan.xlsx"), "plan.xlsx", {})


def load(content):
    return load_plan(read(content).file)[1]


@WRITERS
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_a_real_plan_comes_back_as_it_went(today, path, write):
    plan, _ = load_plan(read_plan_file(path))
    before = AuditRecord.objects.count()
    report = load(export(plan, write))
    assert report.kept == []
    assert not report.added_words()
    assert AuditRecord.objects.count() == before


@WRITERS
def test_a_real_plan_can_be_made_from_its_export(today, write):
    path = REAL[1]
    plan, _ = load_plan(read_plan_file(path))
    content = export(plan, write)
    wanted = rows_of(plan, plan.commitments.all())
    wipe()
    load(content)
    again = ActionPlan.objects.get()
    assert rows_of(again, again.commitments.all()) == wanted


def wipe():
    """Take everything away again, as if this were another tracker."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for model in (*history_models(), *live_models()):
            model.objects.all()._raw_delete("default")
        cursor.execute("SET session_replication_role = DEFAULT")


def live_models():
    return [m for app in ("commitments", "network") for m in apps.get_app_config(app).get_models()]


def history_models():
    return [model for model in live_models() if hasattr(model, "history_change_reason")]


TEXTS = (
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), max_size=200)
    | st.text(alphabet="'=+-@ \n\r\tÅe\u0301é,;\"", max_size=60)
    | st.just("long " * 3000)
).map(lambda text: at_the_door(text.replace("\r", "\n")).strip())
LINES = TEXTS.map(lambda text: " ".join(text.split())[:80])


@WRITERS
@hypothesis_settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(summary=TEXTS, title=LINES, notes=st.lists(LINES.filter(bool), max_size=3))
def test_any_text_comes_back(write, draft, summary, title, notes):
    if is_piled(summary + title + "".join(notes)):
        return
    draft.summary, draft.title, draft.notes = summary, title or "x", notes
    with transaction.atomic():
        history.save(draft, by=None, reason="A text")
    report = load(export(draft.plan, write))
    assert report.kept == []
    assert not report.added_words()


@WRITERS
def test_outer_spaces_and_kinds_of_line_break_make_no_difference(write, draft):
    draft.summary = " One line\r\nand another \n"
    history.save(draft, by=None, reason="As OGP prints it")
    assert load(export(draft.plan, write)).kept == []


@WRITERS
def test_a_milestone_that_moved_keeps_both_dates(write, commitment, sam):
    milestone = commitment.milestones.get(ref="7.02")
    later = cast.PrintedDate("ongoing", cast.Precision.ONGOING, None, None)
    change_milestone_date(by=sam, milestone=milestone, due=later, reason="Late")
    rows = rows_of(commitment.plan, commitment.plan.commitments.all())
    assert rows["Milestones"][1]["published_due"] == "2014"
    assert rows["Milestones"][1]["due"] == "ongoing"
    report = load(write(rows))
    assert report.kept == []
    assert not report.added_words()


@WRITERS
def test_a_new_row_is_added_and_what_differs_is_kept(write, commitment):
    rows = rows_of(commitment.plan, commitment.plan.commitments.all())
    rows["Milestones"][0]["title"] = "Another title"
    rows["Milestones"].append(
        {**rows["Milestones"][0], "ref": "7.03", "title": "Publish", "order": 3}
    )
    report = load(write(rows))
    assert report.added_words() == "1 milestone"
    assert report.kept == [
        (
            "Kept: milestone 7.01 title differs from the file: here “Amend company law”, "
            "in the file “Another title”."
        )
    ]
    assert Milestone.objects.get(ref="7.03").title == "Publish"
    assert not load(write(rows)).added_words()


def test_the_same_plan_makes_the_same_zip(commitment):
    assert export(commitment.plan, tables) == export(commitment.plan, tables)


def test_it_takes_as_many_queries_for_three_commitments_as_for_one(
    commitment, django_assert_num_queries, bis
):
    plan = commitment.plan
    for number in ("8", "9"):
        other = cast.commitment_of(plan, number, f"Promise {number}", bis)
        add_milestone(by=None, commitment=other, due=cast.NO_DATE, ref="1", title="A step")
    plan = ActionPlan.objects.get(pk=plan.pk)
    with django_assert_num_queries(6):
        rows_of(plan, Commitment.objects.filter(plan=plan))
