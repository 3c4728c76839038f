"""Confirming that a file is imported."""

import pytest

from commitments.models import ActionPlan
from opendata.intake.running import run_intakes
from opendata.models import Intake
from tests.cast import client_for
from tests.opendata.intakes import handed_in, plan_json
from tests.opendata.views.pages import check_who_may, page

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_it_works(sam):
    intake = handed_in(sam)
    url = page("intake_confirm", intake)
    words = client_for(sam).get(url).content.decode()
    assert "12 rows would be added" in words
    assert "All of it is imported, or nothing." in words
    assert client_for(sam).post(url)["Location"] == intake.get_absolute_url()
    run_intakes()
    assert ActionPlan.objects.get().title == "The second plan"


def test_it_asks_first(sam):
    intake = handed_in(sam)
    client_for(sam).get(page("intake_confirm", intake))
    assert Intake.objects.get().confirmed_at is None


def test_who_may(request, sam):
    url = page("intake_confirm", handed_in(sam))
    check_who_may(request, url)
    check_who_may(request, url, post=True)
    assert Intake.objects.get().confirmed_at is None


def test_a_second_tab_comes_too_late(sam):
    intake = handed_in(sam)
    for _ in range(2):
        response = client_for(sam).post(page("intake_confirm", intake))
        assert response["Location"] == intake.get_absolute_url()
    assert Intake.objects.get().status == "confirmed"


def test_a_file_with_errors(sam):
    intake = handed_in(sam, plan_json(themes=[]))
    response = client_for(sam).post(page("intake_confirm", intake))
    assert response["Location"] == intake.get_absolute_url()
    assert Intake.objects.get().status == "read"
