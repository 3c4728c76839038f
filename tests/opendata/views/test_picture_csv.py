"""The figures of a picture, as a file."""

import csv
import io

import pytest

from commitments import actions
from opendata.picturing.pictures import PICTURES
from tests.cast import NO_DATE, action_plan, commitment_of

pytestmark = pytest.mark.django_db


def rows_of(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", PICTURES)
def test_it_has_the_rows_of_the_table(client, plan, commitment, period, name):
    response = client.get(f"/plans/{plan.slug}/pictures/{name}.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{plan.slug}-{name}.csv"'
    assert not response.cookies
    page = client.get(f"/plans/{plan.slug}/pictures/").content.decode()
    table = page.split(f'id="{name}-caption"')[1:]
    shown = table[0].split("</table>")[0].count("<tr") - 1 if table else 0
    assert len(rows_of(response)) == shown


def test_the_names_of_its_columns_stay(client, plan, commitment):
    (first, _second) = rows_of(client.get(f"/plans/{plan.slug}/pictures/time-line.csv"))
    assert list(first) == [
        "commitment", "milestone", "title", "published", "published_on", "moves", "due", "due_on",
        "days_moved", "completed_on", "state",
    ]  # fmt: skip
    assert first["commitment"] == commitment.slug
    assert first["state"] == "no_date"


def test_no_cell_is_a_formula(client, plan):
    one = commitment_of(plan, "8", "Police records")
    actions.add_milestone(
        by=None, commitment=one, due=NO_DATE, ref="8.01", title='=HYPERLINK("https://x.example")'
    )
    (row,) = rows_of(client.get(f"/plans/{plan.slug}/pictures/time-line.csv"))
    assert row["title"].startswith("'=")


def test_it_is_not_there_before_the_plan_is_public(client, today, db):
    plan = action_plan("next", number=3, published_on=None)
    assert client.get(f"/plans/{plan.slug}/pictures/blockers.csv").status_code == 404


def test_there_are_no_figures_of_another_name(client, plan):
    assert client.get(f"/plans/{plan.slug}/pictures/nonsense.csv").status_code == 404
