"""Matching the columns of a file."""

import pytest

from opendata.models import Intake
from opendata.workflow import IntakeStatus
from tests.cast import client_for
from tests.opendata.intakes import confirmed, handed_in, renamed
from tests.opendata.views.pages import check_who_may, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def intake(sam, commitment):
    return handed_in(sam, renamed(commitment.plan), "plan.zip")


def test_it_works(sam, intake):
    url = page("intake_columns", intake)
    words = client_for(sam).get(url).content.decode()
    assert "Themes: name (needed)" in words
    assert '<option value="Name of theme" selected>' in words
    response = client_for(sam).post(url, {"column_1": "Name of theme"})
    assert response["Location"] == intake.get_absolute_url()
    intake = Intake.objects.get()
    assert intake.mapping == {"Themes": {"name": "Name of theme"}}
    assert (intake.status, intake.changes_nothing) == (IntakeStatus.READ, True)


def test_a_file_whose_columns_are_all_known(sam):
    words = client_for(sam).get(page("intake_columns", handed_in(sam))).content.decode()
    assert "there is nothing to match" in words


def test_who_may(request, intake):
    check_who_may(request, page("intake_columns", intake))


def test_a_file_that_is_under_way(sam):
    intake = confirmed(sam)
    response = client_for(sam).post(page("intake_columns", intake))
    assert response["Location"] == intake.get_absolute_url()


@pytest.mark.parametrize("chosen", ["", "Colour"])
def test_nonsense(sam, intake, chosen):
    response = client_for(sam).post(page("intake_columns", intake), {"column_1": chosen})
    assert response.status_code == 200
    assert "Select the Themes: name" in response.content.decode() or "error" in (
        response.content.decode()
    )
    assert Intake.objects.get().status == IntakeStatus.UPLOADED


def test_no_such_file(sam):
    assert client_for(sam).get("/import/999999/columns/").status_code == 404
