"""Django's admin, for support."""

import pytest
from django.urls import reverse

from network.models import Organisation, Role
from network.workflow import RoleKind
from tests import cast


@pytest.fixture
def support(today, db):
    """Somebody who may use the admin and holds no role."""
    person = cast.person("Una Support")
    person.is_staff = person.is_superuser = True
    person.save()
    return cast.client_for(person)


@pytest.mark.parametrize("model", ["person", "organisation", "role", "invitation"])
def test_lists_can_be_searched_and_filtered(support, gail, model):
    page = support.get(reverse(f"admin:network_{model}_changelist"), {"q": "Gail"})
    assert page.status_code == 200


def test_a_change_leaves_history_with_name_and_reason(support, bis):
    facts = {"slug": "bis", "name": "Business Department", "kind": bis.kind}
    url = reverse("admin:network_organisation_change", args=[bis.pk])
    assert support.post(url, facts).status_code == 302
    assert Organisation.objects.get().name == "Business Department"
    latest = bis.history.first()
    assert latest.history_user.name == "Una Support"
    assert latest.history_change_reason == "Mended by support, in the admin"
    page = support.get(reverse("admin:network_organisation_history", args=[bis.pk]))
    assert "Mended by support" in page.content.decode()


def test_the_first_role_can_be_given(support, olga, cabinet_office):
    facts = {
        "person": olga.pk,
        "kind": RoleKind.SECRETARIAT,
        "organisation": cabinet_office.pk,
        "starts_on": "2014-04-14",
    }
    assert support.post(reverse("admin:network_role_add"), facts).status_code == 302
    assert Role.objects.get().person == olga


def test_nobody_changes_an_address_or_a_password_for_somebody_else(support, gail):
    url = reverse("admin:network_person_change", args=[gail.pk])
    page = support.get(url).content.decode()
    assert "password" not in page
    support.post(url, {"name": "Gail Gray", "email": "thief@example.org", "is_active": "on"})
    gail.refresh_from_db()
    assert (gail.name, gail.email) == ("Gail Gray", "gail@example.org")


@pytest.mark.parametrize("model", ["person", "organisation", "role", "invitation"])
def test_nothing_is_deleted(support, gail, model):
    url = reverse(f"admin:network_{model}_changelist")
    support.post(url, {"action": "delete_selected", "_selected_action": [gail.pk], "post": "yes"})
    assert Organisation.objects.exists()
    assert Role.objects.exists()
    assert "delete_selected" not in support.get(url).content.decode()


def test_people_without_the_flag_do_not_get_in(sam):
    assert cast.client_for(sam).get(reverse("admin:index")).status_code == 302
