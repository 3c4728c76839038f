"""Django's admin keeps to the rules of the rest of the site."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from network.models import Person
from ogp_tracker import history
from tests.cast import PASSWORD

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
