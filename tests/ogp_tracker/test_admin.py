"""Django's admin keeps to the rules of the rest of the site."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from network.models import Person
from ogp_tracker import history
from ogp_tracker.admin import KeptAdmin
from tests.cast import PASSWORD
from tests.records import Watch

pytestmark = pytest.mark.django_db


@pytest.fixture
def support(today) -> Person:
    return Person.objects.create_superuser("support@example.org", "Support", PASSWORD)


def test_the_admin_has_no_sign_in_of_its_own(client, support):
    """Its own would ask for no second step, and count no wrong passwords."""
    TOTP.activate(support, generate_totp_secret())
    answer = client.post("/admin/login/", {"username": support.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")
    assert "_auth_user_id" not in client.session


def test_an_earlier_state_cannot_be_restored(client, support, plan):
    first = plan.history.get()
    plan.title = "Another title"
    history.save(plan, by=support, reason="Mended")
    client.force_login(support)
    page = reverse("admin:commitments_actionplan_simple_history", args=[plan.pk, first.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"title": first.title}).status_code == 403
    plan.refresh_from_db()
    assert plan.title == "Another title"


def test_the_audit_is_shown_and_never_changed(client, support, plan):
    record = Watch(0).records("commitments_actionplan")[0]
    client.force_login(support)
    page = reverse("admin:ogp_tracker_auditrecord_changelist")
    assert "commitments_actionplan" in client.get(page, {"q": plan.pk}).content.decode()
    page = reverse("admin:ogp_tracker_auditrecord_change", args=[record.pk])
    assert plan.title in client.get(page).content.decode()
    for name, args in (("change", [record.pk]), ("delete", [record.pk]), ("add", [])):
        page = reverse(f"admin:ogp_tracker_auditrecord_{name}", args=args)
        assert client.post(page, {"post": "yes"}).status_code == 403


def test_what_hangs_on_a_row_is_saved_under_the_same_name(rf, support, gail):
    class WithGroups(KeptAdmin):
        fields = ("name", "groups")

    form = {"name": gail.name, "groups": [Group.objects.create(name="Readers").pk], "_continue": 1}
    request = rf.post("/", form)
    request.user, request._messages, request._dont_enforce_csrf_checks = support, Heard(), True
    watch = Watch()
    answer = WithGroups(Person, admin.site).change_view(request, str(gail.pk))
    assert answer.status_code == 302
    [record] = watch.records("network_person_groups")
    assert (record.actor, record.reason) == (support.pk, "Mended by support, in the admin")


class Heard:
    """Takes the admin's message for the next page."""

    def add(self, *message):
        """Nobody reads it here."""
