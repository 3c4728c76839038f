"""Adding organisations and mending them."""

import pytest
from django.db import IntegrityError

from network import actions
from network.models import Organisation


def add(by, name, **more):
    kind = Organisation.Kind.CIVIL_SOCIETY
    return actions.add_organisation(by=by, reason="New", name=name, kind=kind, **more)


def test_the_address_comes_from_the_name(sam):
    assert add(sam, "Article 19 – Global Campaign").slug == "article-19-global-campaign"


def test_two_names_that_read_alike_get_two_addresses(sam):
    slugs = [add(sam, name).slug for name in ("One", "One!", "One?")]
    assert slugs == ["one", "one-2", "one-3"]


@pytest.mark.parametrize("name", ["Add", "…", "北京"])
def test_an_address_is_never_empty_nor_that_of_a_page(sam, name):
    slug = add(sam, name).slug
    assert slug
    assert slug != "add"


def test_a_name_belongs_to_one(sam, bis):
    with pytest.raises(IntegrityError):
        add(sam, bis.name)


def test_only_what_changed_is_written_and_the_address_stays(sam, bis):
    mine = Organisation.objects.get(pk=bis.pk)
    Organisation.objects.filter(pk=bis.pk).update(abbreviation="BEIS")
    mine.name = "Business Department"
    actions.edit_organisation(by=sam, organisation=mine, changed=["name"], reason="Renamed")
    bis.refresh_from_db()
    assert (bis.name, bis.abbreviation, bis.slug) == ("Business Department", "BEIS", "bis")
    recorded = bis.history.first()
    assert (recorded.history_user, recorded.history_change_reason) == (sam, "Renamed")


def test_nothing_changed_leaves_no_history(sam, bis):
    actions.edit_organisation(by=sam, organisation=bis, changed=[], reason="Nothing")
    assert bis.history.count() == 1
