import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_it_says_what_works_what_does_not_and_whom_to_tell(client, settings):
    settings.CONTACT_EMAIL = "access@example.org"
    response = client.get(reverse("opendata:accessibility"))
    assert not response.cookies
    text = response.text
    assert 'href="mailto:access@example.org"' in text
    for fact in ("partially compliant", "What does not work yet", "Equality Advisory", "not yet"):
        assert fact in text
    assert "This statement was last reviewed on" in text
