"""The guide to the API says how to ask, with the limits that are in force."""

import pytest
from django.urls import reverse

from opendata.tables import DATASETS

pytestmark = pytest.mark.django_db
URL = "/api/"


def test_it_names_every_dataset_and_how_to_ask(client):
    page = client.get(URL).content.decode()
    for name, dataset in DATASETS.items():
        assert f'href="{reverse("opendata:api_dataset", args=[name])}"' in page
        assert dataset.about in page
    assert "curl &quot;http://localhost:8000/api/v1/&quot;" in page or 'curl "http://' in page
    assert "3,600 times an hour" in page
    assert "300 times a minute" in page
    assert "Open Government Licence v3.0" in page


def test_its_contents_lead_to_its_parts(client):
    page = client.get(URL).content.decode()
    for part in page.split('href="#')[1:]:
        assert f'id="{part.split(chr(34))[0]}"' in page


def test_without_limits_it_names_none(client, settings):
    settings.API_REQUESTS_PER_HOUR = settings.API_REQUESTS_PER_MINUTE = 0
    page = client.get(URL).content.decode()
    assert "as often as you need" in page
    assert "times an hour" not in page


def test_everybody_reads_it_and_nobody_posts(client, olga):
    assert client.get(URL).status_code == 200
    client.force_login(olga)
    assert client.get(URL).status_code == 200
