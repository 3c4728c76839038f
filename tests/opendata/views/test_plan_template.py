"""The empty spreadsheet of a plan."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

pytestmark = pytest.mark.django_db


def test_it_works(client):
    response = client.get(reverse("files:plan_template"))
    assert response["Content-Disposition"] == 'attachment; filename="action-plan-template.xlsx"'
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == [
        *("How to fill this in", "Plan", "Themes", "Organisations"),
        *("Commitments", "Taking part", "Milestones", "Lists"),
    ]
    assert book["Plan"].max_row == 1
    words = [row[1].value for row in book["How to fill this in"].iter_rows()]
    assert any("(needed)" in str(line) for line in words)


def test_nothing_is_posted_to_it(client):
    assert client.post(reverse("files:plan_template")).status_code == 405
