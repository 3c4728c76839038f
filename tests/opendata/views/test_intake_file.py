"""The file as it was handed in."""

import pytest

from tests.cast import client_for
from tests.opendata.intakes import handed_in, plan_json
from tests.opendata.views.pages import check_who_may, page

pytestmark = pytest.mark.django_db


def test_it_works(sam):
    response = client_for(sam).get(page("intake_file", handed_in(sam)))
    assert response.content == plan_json()
    assert response["Content-Disposition"] == 'attachment; filename="plan.json"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_who_may(request, sam):
    check_who_may(request, page("intake_file", handed_in(sam)))


def test_no_such_file(sam):
    assert client_for(sam).get("/import/999999/file/").status_code == 404
