"""The page about the tracker."""

import pytest
from django.urls import reverse

from commitments.public.states import MilestoneState


@pytest.mark.django_db
def test_it_explains_every_word_of_the_chart(client):
    response = client.get(reverse("about"))
    page = response.content.decode()
    for state in MilestoneState:
        assert f"<dt>{state.label}</dt>" in page
    assert "Open Government Licence v3.0" in page
    footer = page.partition("<footer")[2]
    for name in ("dataset_list", "api_guide", "accessibility", "privacy", "licence"):
        assert f'href="{reverse(f"opendata:{name}")}"' in footer
    assert not response.cookies
