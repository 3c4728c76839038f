"""The dry run says in plain words what would become of each row, and writes nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Commitment
from ogp_tracker import history
from opendata.ogp_database import Outcome, load, plan_import, read_file
from tests.cast import action_plan, commitment_of
from tests.opendata.ogp_rows import content, read, row

pytestmark = pytest.mark.django_db


def words(*rows, **options) -> list[str]:
    return [str(line) for line in plan_import(read(*rows, **options)).rows]


def test_a_line_a_row_in_plain_words():
    assert words(row(1), row(2, Action_Plan_Number="x")) == [
        "Line 2: Atlantis, plan 1, commitment 1 “Budget 1”: would be added",
        "Line 3 cannot be read: the column “Action Plan Number” has “x”, which is no number.",
    ]
    assert not Commitment.objects.exists()


def test_what_is_here_changes_nothing_or_differs():
    load(plan_import(read(row(1), row(2))), by=None)
    two = Commitment.objects.get(ogp_id="AT0002")
    two.title = "Budgets for everybody"
    history.save(two, by=None, reason="Clearer")
    assert words(row(1), row(2), row(3, End_Date="NA")) == [
        "Line 2: Atlantis, plan 1, commitment 1 “Budget 1”: is here already, nothing changes",
        "Line 3: Atlantis, plan 1, commitment 2 “Budget 2”: differs in title: kept as it is here",
        "Line 4: Atlantis, plan 1, commitment 3 “Budget 3”: would be added",
    ]


def test_two_commitments_of_one_number_stay_apart():
    rows = (row(1, Commitment_Number="2.1"), row(2, Commitment_Number="2.1"))
    plan = plan_import(read(*rows))
    assert [line.number for line in plan.rows] == ["2.1", "2.1 (2)"]
    load(plan, by=None)
    again = plan_import(read(*reversed(rows)))
    assert [line.outcome for line in again.rows] == [Outcome.SAME, Outcome.SAME]
    third = plan_import(read(row(3, Commitment_Number="2.1")))
    assert [line.number for line in third.rows] == ["2.1 (3)"]


def test_an_id_that_comes_twice_is_refused():
    again = row(2) | {"Commitment Unique Identifier": "AT0001"}
    plan = plan_import(read(row(1), again))
    (problem,) = plan.problems
    assert problem.line == 3
    assert problem.words == "its id, AT0001, is already used on line 2."


def test_two_plans_of_one_number_are_refused():
    plan = plan_import(read(row(1), row(2, Action_Plan_ID="AP_ATL99")))
    (problem,) = plan.problems
    assert problem.words == (
        "its plan, AP_ATL99, has the same country and number as the plan AP_ATL01 on line 2."
    )


def test_a_plan_that_is_carried_out_here_gets_no_commitments_from_a_file():
    ours = action_plan(country_code="ATL", number=1)
    held = commitment_of(ours, "1", "Budget 1")
    plan = plan_import(read(row(1), row(2)))
    assert plan.rows[0].commitment == held
    (problem,) = plan.problems
    assert "carried out here and does not hold this commitment" in problem.words


def test_a_file_without_ids_is_matched_by_number():
    file = content(row(1)).replace(b"AT0001", b"NA")
    load(plan_import(read_file(file, name="x")), by=None)
    (line,) = plan_import(read(row(1))).rows
    assert (line.outcome, line.differing) == (Outcome.DIFFERS, ["OGP id"])


def test_another_commitment_may_have_come_by_a_number():
    load(plan_import(read(row(1))), by=None)
    (line,) = plan_import(read(row(2, Commitment_Number="1"))).rows
    assert (line.outcome, line.number) == (Outcome.ADD, "1 (2)")


def test_the_number_of_queries_does_not_depend_on_the_rows():
    one, three = read(row(1)), read(row(1), row(2), row(3))
    load(plan_import(three), by=None)
    with CaptureQueriesContext(connection) as few:
        plan_import(one)
    with CaptureQueriesContext(connection) as many:
        plan_import(three)
    assert len(few) == len(many) <= 4
