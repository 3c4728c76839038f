"""Adding an organisation."""

import pytest
from django.urls import reverse

from network.models import Organisation
from network.workflow import RoleKind
from tests import cast

URL = reverse("network:organisation_add")
FACTS = {"name": "Article 19", "abbreviation": "", "kind": "civil_society", "reason": "New"}


@pytest.mark.parametrize("keeper", ["sam", "nora"])
def test_both_keepers_add(keeper, request):
    client = cast.client_for(request.getfixturevalue(keeper))
    response = client.post(URL, FACTS)
    organisation = Organisation.objects.get(name="Article 19")
    assert response.url == organisation.get_absolute_url()
    assert organisation.history.get().history_change_reason == "New"


def test_it_asks_first(sam):
    page = cast.client_for(sam).get(URL).content.decode()
    assert f'href="{reverse("network:person_list")}">Cancel' in page
    assert "Government department" in page
    assert "Kept in the history with your name." in page


def test_it_requires_signing_in(client, db):
    assert reverse("account_login") in client.post(URL, FACTS).url


def test_only_keepers_add(gail, rae, cyrus, mia, olga, involve):
    ada = cast.person("Ada Ash", RoleKind.ADMINISTRATOR, involve)
    for person in (gail, rae, cyrus, mia, olga, ada):
        assert cast.client_for(person).get(URL).status_code == 403
        assert cast.client_for(person).post(URL, FACTS).status_code == 403
    assert not Organisation.objects.filter(name="Article 19").exists()


def test_sent_twice_it_adds_one(sam):
    client = cast.client_for(sam)
    client.post(URL, FACTS)
    response = client.post(URL, FACTS)
    assert response.status_code == 422
    assert "There is already an organisation with this name" in response.content.decode()
    assert Organisation.objects.filter(name="Article 19").count() == 1


def test_it_rejects_nonsense(sam):
    page = cast.client_for(sam).post(URL, {}).content.decode()
    for sentence in ("Enter the name", "Select the kind", "Say why you add or change it"):
        assert sentence in page
    for wrong in ({"kind": "empire"}, {"name": "x" * 201}, {"name": "a\u202eb"}):
        assert cast.client_for(sam).post(URL, FACTS | wrong).status_code == 422
    assert not Organisation.objects.filter(name="Article 19").exists()
