"""The catalogue of the datasets."""

import pytest
from django.urls import reverse

from opendata.catalogue.keeping import make_package_of_today
from opendata.tables import DATASETS
from tests.cast import assert_same_queries, commitment_of

pytestmark = pytest.mark.django_db
ADDRESS = "/data/"


def test_every_dataset_is_there_with_its_files(client, commitment):
    make_package_of_today()
    page = client.get(ADDRESS).content.decode()
    assert reverse("opendata:dataset_list") == ADDRESS
    for name, dataset in DATASETS.items():
        assert f'href="/data/{name}/"' in page
        assert f'href="/data/{name}.csv"' in page
        assert f'href="/api/guide/{name}/"' in page
        assert dataset.about in page
    assert "Made on 14 April 2014" in page
    assert "1 line last night" in page
    assert "Open Government Licence v3.0" in page
    assert 'href="/data/open-government-tracker.zip"' in page


def test_before_the_first_package_no_number_is_told(client, db):
    page = client.get(ADDRESS).content.decode()
    assert "It is made each night." in page
    assert "last night" not in page


def test_the_number_of_queries_stays(client, plan):
    assert_same_queries(client, ADDRESS, lambda n: commitment_of(plan, str(n), f"Promise {n}"))
