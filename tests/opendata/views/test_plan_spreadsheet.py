"""A plan as a spreadsheet."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from commitments.workflow import Stage
from tests.cast import action_plan, client_for, commitment_of, queries_of

pytestmark = pytest.mark.django_db


def numbers_in(response):
    page = load_workbook(io.BytesIO(response.content))["Commitments"]
    return [row[0].value for row in page.iter_rows(min_row=2)]


def address(plan):
    return reverse("files:plan_spreadsheet", args=[plan.slug])


def test_it_works(client, commitment):
    response = client.get(address(commitment.plan))
    assert response["Content-Disposition"] == 'attachment; filename="uk-nap-2013-15.xlsx"'
    assert numbers_in(response) == ["7"]
    assert not response.cookies


def test_what_is_only_proposed_is_for_those_who_prepare_the_plan(commitment, sam, olga):
    commitment_of(commitment.plan, "8", "An idea", stage=Stage.PROPOSED)
    assert numbers_in(client_for(olga).get(address(commitment.plan))) == ["7"]
    assert numbers_in(client_for(sam).get(address(commitment.plan))) == ["7", "8"]


def test_a_plan_in_preparation(client, sam, nora, gail, olga):
    plan = action_plan("draft", 9, published_on=None, title="Draft")
    for somebody in (None, gail, olga):
        assert client_for(somebody).get(address(plan)).status_code == 404
    for somebody in (sam, nora):
        response = client_for(somebody).get(address(plan))
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"


def test_it_takes_as_many_queries_for_three_commitments(client, commitment, bis):
    with_one = queries_of(client, address(commitment.plan))
    for number in ("8", "9"):
        commitment_of(commitment.plan, number, f"Promise {number}", bis)
    assert len(queries_of(client, address(commitment.plan))) == len(with_one)


def test_no_such_plan(client):
    assert client.get(reverse("files:plan_spreadsheet", args=["none"])).status_code == 404
