"""The list of organisations."""

import pytest
from django.urls import reverse

from tests.cast import action_plan, assert_same_queries, client_for, commitment_of, organisation

pytestmark = pytest.mark.django_db

URL = reverse("commitments:organisation_list")


def test_it_lists_organisations_with_what_they_do(client, commitment, global_witness):
    response = client.get(URL)
    page = response.content.decode()
    assert "Department for Business, Innovation and Skills" in page
    assert "Leads 1 commitment" in page
    assert "Takes part in no commitment" in page
    assert "Government department (1)" in page
    assert not response.cookies


def test_only_public_commitments_count(client, today, db):
    office = organisation("Office", "public_body")
    commitment_of(action_plan("next", number=3, published_on=None), "1", "A promise", office)
    assert "Takes part in no commitment" in client.get(URL).content.decode()


def test_keepers_can_add_one(client, bis, sam, nora, gail):
    door = reverse("network:organisation_add")
    for keeper in (sam, nora):
        assert door in client_for(keeper).get(URL).content.decode()
    for reader in (client, client_for(gail)):
        assert door not in reader.get(URL).content.decode()


def test_words_and_kind_narrow_it_down(client, bis, global_witness, involve):
    page = client.get(URL, {"q": "WITNESS", "kind": "civil_society"}).content.decode()
    assert "1 organisation<" in page
    assert "Global Witness" in page
    assert "Involve" not in page


def test_a_bad_kind_is_named_and_left_out(client, bis, involve):
    page = client.get(URL, {"kind": "zzz"}).content.decode()
    assert "2 organisations" in page
    assert "“zzz” is not on offer for “kind”" in page


def test_the_queries_do_not_grow(client, plan):
    def add_row(number):
        commitment_of(plan, str(number), f"P {number}", organisation(f"Office {number}"))

    assert_same_queries(client, URL, add_row)
