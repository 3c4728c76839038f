"""The outbox in the admin: for looking only."""

import pytest
from django.urls import reverse

from network.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def support(client):
    client.force_login(Person.objects.create_superuser("support@example.org", "Support"))
    return client


def test_support_sees_a_message_but_not_its_text_nor_its_way_out(support, message):
    letter = message(body="A personal link", unsubscribe_path="/following/secret/leave/")
    assert (
        letter.subject
        in support.get(
            reverse("admin:mailroom_outboxmessage_changelist"), {"q": "gail"}
        ).content.decode()
    )
    page = support.get(reverse("admin:mailroom_outboxmessage_change", args=[letter.pk]))
    assert letter.subject in page.content.decode()
    assert "A personal link" not in page.content.decode()
    assert "secret" not in page.content.decode()


def test_support_changes_nothing(support, message):
    letter = message()
    change = reverse("admin:mailroom_outboxmessage_change", args=[letter.pk])
    assert support.post(change, {"status": "sent"}).status_code == 403
    assert support.get(reverse("admin:mailroom_outboxmessage_add")).status_code == 403
    delete = reverse("admin:mailroom_outboxmessage_delete", args=[letter.pk])
    assert support.post(delete, {"post": "yes"}).status_code == 403
