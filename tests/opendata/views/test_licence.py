import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_it_names_the_licence_and_gives_words_to_cite(client, today):
    response = client.get(reverse("opendata:licence"))
    assert not response.cookies
    assert 'rel="license noopener"' in response.text
    assert "open government tracker, http://localhost:8000, of 14 April 2014" in response.text
