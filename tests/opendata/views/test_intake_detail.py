"""Where a file is: its dry run, its progress, its result."""

import pytest

from opendata.intake.running import claim
from opendata.models import Intake
from tests.cast import assert_same_queries, client_for
from tests.opendata.intakes import confirmed, export_of, handed_in, imported, plan_json
from tests.opendata.views.pages import check_who_may, page

pytestmark = pytest.mark.django_db


def words_of(somebody, intake, query=""):
    return client_for(somebody).get(page("intake_detail", intake) + query).content.decode()


def test_the_dry_run(sam):
    words = words_of(sam, handed_in(sam))
    assert "Nothing has been imported yet. This is what would happen." in words
    assert "Commitment 7 “Ownership”" in words
    assert "Import this file" in words


def test_errors_come_first_and_stand_in_the_way(sam):
    words = words_of(sam, handed_in(sam, plan_json(themes=[])))
    assert "2 rows have to be mended." in words
    assert "Import this file" not in words
    assert "Hand in another file" in words


def test_one_outcome_alone(sam, commitment):
    intake = handed_in(sam, export_of(commitment.plan), "plan.xlsx")
    assert "There is no such row." in words_of(sam, intake, "?outcome=add")
    assert "Commitments, row 2" in words_of(sam, intake, "?outcome=same")


def test_a_file_that_changes_nothing_says_so(sam, commitment):
    intake = handed_in(sam, export_of(commitment.plan), "plan.xlsx")
    assert "Everything in this file is here already." in words_of(sam, intake)


def test_the_progress(sam):
    intake = confirmed(sam)
    assert "Waiting for its turn." in words_of(sam, intake)
    Intake.objects.filter(pk=claim().pk).update(done=3, total=12)
    words = words_of(sam, intake)
    assert "25% done: 3 of 12 rows." in words
    assert '<progress class="tracker-progress" id="how-far" max="100" value="25">' in words
    assert "You may leave this page" in words


@pytest.mark.django_db(transaction=True)
def test_the_result(sam):
    intake = imported(sam)
    words = words_of(sam, intake)
    assert f"Added: {intake.added}." in words
    assert 'href="/plans/uk-2/"' in words
    again = words_of(sam, imported(sam))
    assert "Nothing was changed." in again
    assert 'href="/plans/uk-2/"' in again


def test_what_is_in_a_file_is_text(sam):
    title = "<script>alert(1)</script>"
    intake = handed_in(sam, plan_json(themes=[{"id": "integrity", "name": title, "order": 1}]))
    assert title not in words_of(sam, intake)


def test_who_may(request, sam):
    check_who_may(request, page("intake_detail", handed_in(sam)))


def test_no_such_file(sam):
    assert client_for(sam).get("/import/999999/").status_code == 404


def test_it_takes_as_many_queries_for_three_rows_as_for_one(sam):
    intake = handed_in(sam)
    line = intake.lines[0]
    Intake.objects.update(lines=[])

    def add_row(number):
        Intake.objects.update(lines=[line] * number)

    assert_same_queries(client_for(sam), page("intake_detail", intake), add_row)
