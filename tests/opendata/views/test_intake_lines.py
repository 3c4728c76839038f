"""The dry run as CSV."""

import csv
import io

import pytest

from tests.cast import client_for
from tests.opendata.intakes import handed_in, plan_json
from tests.opendata.views.pages import check_who_may, page

pytestmark = pytest.mark.django_db


def test_it_works(sam):
    response = client_for(sam).get(page("intake_lines", handed_in(sam)))
    assert response["Content-Disposition"] == 'attachment; filename="plan-check.csv"'
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == ["outcome", "place", "words"]
    assert ["add", "", "Commitment 7 “Ownership”"] in rows


def test_no_cell_is_a_formula(sam):
    intake = handed_in(sam, plan_json(**{"=cmd|' /C calc'!A0": 1}))
    body = client_for(sam).get(page("intake_lines", intake)).content.decode()
    assert ",'=cmd" in body


def test_who_may(request, sam):
    check_who_may(request, page("intake_lines", handed_in(sam)))
