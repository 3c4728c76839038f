"""An organisation's page."""

import pytest
from django.urls import reverse

from tests.cast import action_plan, assert_same_queries, client_for, commitment_of

pytestmark = pytest.mark.django_db


def test_it_shows_what_the_organisation_does_and_who_leads_for_it(client, commitment, bis):
    response = client.get(bis.get_absolute_url())
    page = response.content.decode()
    assert "Department for Business, Innovation and Skills (BIS)" in page
    assert "7. Company beneficial ownership information" in page
    assert "Leads" in page
    assert "Gail Green" in page
    assert "@example.org" not in page
    assert not response.cookies


def test_what_is_not_public_stays_out(client, bis, today):
    hidden = action_plan("next", number=3, title="Secret plan", published_on=None, coordinator=bis)
    commitment_of(hidden, "1", "Secret promise", bis)
    page = client.get(bis.get_absolute_url()).content.decode()
    assert "Secret" not in page
    assert "It takes part in no published commitment" in page


def test_keepers_can_change_it(client, bis, sam, nora, gail):
    door = reverse("network:organisation_edit", args=[bis.slug])
    for keeper in (sam, nora):
        assert door in client_for(keeper).get(bis.get_absolute_url()).content.decode()
    for reader in (client, client_for(gail)):
        assert door not in reader.get(bis.get_absolute_url()).content.decode()


def test_a_coordinator_is_named_as_such(client, today, involve):
    action_plan(civil_society_coordinator=involve)
    page = client.get(involve.get_absolute_url()).content.decode()
    assert "Coordinates" in page
    assert "for civil society" in page


def test_no_organisation_has_this_address(client, db):
    url = reverse("commitments:organisation_detail", args=["nothing-here"])
    assert client.get(url).status_code == 404


def test_the_queries_do_not_grow(client, plan, bis):
    def add_row(number):
        commitment_of(plan, str(number), f"P {number}", bis)

    assert_same_queries(client, bis.get_absolute_url(), add_row)
