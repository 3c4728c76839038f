"""Mending an organisation."""

import pytest
from django.urls import reverse

from network.models import Organisation
from tests import cast


@pytest.fixture
def url(bis):
    return reverse("network:organisation_edit", args=[bis.slug])


@pytest.fixture
def facts(bis):
    return {
        "name": "Business Department",
        "abbreviation": "BIS",
        "kind": bis.kind,
        "reason": "Renamed",
    }


@pytest.mark.parametrize("keeper", ["sam", "nora"])
def test_both_keepers_mend_and_the_history_tells(keeper, bis, url, facts, request):
    client = cast.client_for(request.getfixturevalue(keeper))
    assert client.post(url, facts).url == bis.get_absolute_url()
    page = client.get(url).content.decode()
    assert "<del>Department for Business, Innovation and Skills</del>" in page
    assert "<ins>Business Department</ins>" in page
    assert "Renamed" in page


def test_codes_are_told_as_words(sam, url, facts):
    client = cast.client_for(sam)
    client.post(url, facts | {"kind": "public_body"})
    page = client.get(url).content.decode()
    assert "<del>Government department</del>" in page
    assert "<ins>Public body</ins>" in page


def test_it_asks_first(sam, url):
    page = cast.client_for(sam).get(url).content.decode()
    assert 'value="Department for Business, Innovation and Skills"' in page
    assert "Organisation added" in page


def test_it_requires_signing_in(client, url, facts):
    assert reverse("account_login") in client.post(url, facts).url


def test_only_keepers_mend(gail, rae, cyrus, mia, olga, bis, url, facts):
    for person in (gail, rae, cyrus, mia, olga):
        assert cast.client_for(person).post(url, facts).status_code == 403
    assert Organisation.objects.get(pk=bis.pk).name == bis.name


def test_a_slow_form_does_not_undo_what_somebody_else_did(sam, nora, bis, url, facts):
    slow = cast.client_for(sam)
    began = slow.get(url).context["form"].initial["began_from"]
    cast.client_for(nora).post(url, facts | {"name": "Renamed by Nora"})
    mine = facts | {"name": bis.name, "kind": "public_body", "began_from": began}
    response = slow.post(url, mine)
    assert response.status_code == 422
    assert "Nora Nash changed this while you were writing" in response.content.decode()
    bis.refresh_from_db()
    assert (bis.name, bis.kind) == ("Renamed by Nora", "government_department")
    again = response.context["form"]["began_from"].value()
    assert slow.post(url, mine | {"began_from": again}).status_code == 302


def test_nothing_changed_leaves_no_history(sam, bis, url, facts):
    cast.client_for(sam).post(url, facts | {"name": bis.name})
    assert bis.history.count() == 1


def test_it_rejects_nonsense(sam, bis, involve, url, facts):
    client = cast.client_for(sam)
    response = client.post(url, facts | {"name": "", "reason": ""})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Enter the name" in page
    assert "Change Department for Business, Innovation and Skills" in page
    assert client.post(url, facts | {"name": involve.name}).status_code == 422
    assert client.post("/organisations/nowhere/edit/", facts).status_code == 404
    assert Organisation.objects.get(pk=bis.pk).name == bis.name
