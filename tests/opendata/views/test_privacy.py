import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_it_says_what_is_kept_and_for_how_long(client, settings):
    settings.CONTACT_EMAIL = "privacy@example.org"
    response = client.get(reverse("opendata:privacy"))
    assert not response.cookies
    text = response.text
    assert 'href="mailto:privacy@example.org"' in text
    for fact in (
        "No cookie is set",
        "forgotten after 30",
        "up to 12 hours",
        "your network address",
    ):
        assert fact in text


def test_the_numbers_are_those_of_the_program(client, settings):
    from mailroom.following.actions import COUNTS_LAST, FORGET_AFTER
    from mailroom.following.pauses import REMEMBERED
    from mailroom.models.following import CONFIRM_WITHIN

    text = client.get(reverse("opendata:privacy")).text
    assert f"no good after {CONFIRM_WITHIN.days} days" in text
    assert f"forgotten after {FORGET_AFTER.days}" in text
    assert f"go after {COUNTS_LAST.days} days" in text
    assert f"for {REMEMBERED.days} days" in text
    assert f"up to {settings.SESSION_COOKIE_AGE // 3600} hours" in text


def test_without_an_address_it_names_who_to_ask(client, settings):
    settings.CONTACT_EMAIL = ""
    text = client.get(reverse("opendata:privacy")).text
    assert "mailto:" not in text
    assert f'href="{reverse("commitments:plan_list")}"' in text


def test_every_page_leads_there(client):
    text = client.get(reverse("about")).text
    for name in ("privacy", "accessibility", "licence"):
        assert f'href="{reverse(f"opendata:{name}")}"' in text
