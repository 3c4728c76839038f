"""What public pages keep and send is the same from a Welsh page as from an English one."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from mailroom.models import OutboxMessage, Subscription
from network.models import Person
from tests.mailroom.following.people import follower, subscription_of

EMAIL = "ada@example.org"


def ask(client, prefix, path, **fields):
    """Fill in a form of a public page and send it."""
    page = client.get(f"{prefix}{path}").content.decode()
    stamp = re.search(r'name="stamp" value="([^"]*)"', page)
    response = client.post(f"{prefix}{path}", {"stamp": stamp[1], **fields})
    assert response.status_code == 302
    return response


@pytest.fixture(params=["", "/cy"], ids=["English", "Welsh"])
def prefix(request):
    return request.param


@pytest.mark.django_db
def test_asking_to_follow_a_commitment(client, commitment, prefix):
    path = reverse("commitments:follow", args=["commitment", commitment.slug])
    response = ask(client, prefix, path, email=EMAIL, frequency="weekly")
    assert response["Location"] == f"{prefix}{reverse('commitments:follow_asked')}"
    row = Subscription.objects.get()
    assert row.label == f"Commitment 7: {commitment.title}"
    assert row.path == f"/commitments/{commitment.slug}/"
    letter = OutboxMessage.objects.get(kind="follow_request")
    assert letter.subject == "Confirm that you want these emails"
    assert letter.unsubscribe_path.startswith("/mailroom/following/")


@pytest.mark.django_db
def test_asking_to_follow_the_site(client, commitment, prefix):
    path = reverse("commitments:follow_site", args=["delays"])
    ask(client, prefix, path, email=EMAIL, frequency="weekly")
    row = Subscription.objects.get()
    assert (row.label, row.path) == ("All delays", "/lateness/")


@pytest.mark.django_db
def test_changing_how_often(client, commitment, prefix):
    ada = follower(EMAIL)
    row = subscription_of(ada)
    before = row.label
    path = reverse("mailroom:subscription_edit", args=[ada.token, row.pk])
    client.post(f"{prefix}{path}", {"frequency": "monthly"})
    row.refresh_from_db()
    assert (row.frequency, row.label) == ("monthly", before)


@pytest.mark.django_db
def test_a_code_to_sign_in_with(client, gail, prefix):
    path = reverse("account_request_login_code")
    client.post(f"{prefix}{path}", {"email": gail.email})
    (letter,) = mail.outbox
    assert "sign" in letter.subject.lower()
    assert "/cy/" not in letter.body
    assert Person.objects.get(pk=gail.pk).email == gail.email


@pytest.mark.django_db
def test_a_new_password(client, gail, prefix):
    client.post(f"{prefix}{reverse('account_reset_password')}", {"email": gail.email})
    (letter,) = mail.outbox
    assert "/account/password/reset/key/" in letter.body
    assert "/cy/" not in letter.body
