"""Looking through a file once more."""

import pytest

from commitments.importing import load_plan, read_plan
from opendata.models import Intake
from tests.cast import client_for
from tests.opendata.intakes import confirmed, handed_in, plan_json
from tests.opendata.views.pages import check_who_may, page

pytestmark = pytest.mark.django_db


def test_it_works(sam):
    intake = handed_in(sam)
    load_plan(read_plan(plan_json(), "plan.json"))
    response = client_for(sam).post(page("intake_check", intake), follow=True)
    assert "The file was looked through again." in response.content.decode()
    assert Intake.objects.get().counts["same"] > 5


def test_looking_at_the_address_does_nothing(sam):
    intake = handed_in(sam)
    response = client_for(sam).get(page("intake_check", intake))
    assert response["Location"] == intake.get_absolute_url()


def test_who_may(request, sam):
    check_who_may(request, page("intake_check", handed_in(sam)), post=True)


def test_a_file_that_is_under_way(sam):
    intake = confirmed(sam)
    response = client_for(sam).post(page("intake_check", intake))
    assert response["Location"] == intake.get_absolute_url()
    assert Intake.objects.get().status == "confirmed"
