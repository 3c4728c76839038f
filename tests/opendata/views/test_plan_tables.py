"""A plan as a zip of CSV files."""

import io
import zipfile

import pytest
from django.urls import reverse

from tests.cast import action_plan, client_for

pytestmark = pytest.mark.django_db


def test_it_works(client, commitment):
    response = client.get(reverse("files:plan_tables", args=[commitment.plan.slug]))
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.namelist() == [
            *("plans.csv", "themes.csv", "organisations.csv", "commitments.csv"),
            *("commitment_organisations.csv", "milestones.csv"),
        ]
        text = archive.read("commitments.csv").decode("utf-8-sig")
    assert text.splitlines()[1].startswith("7,Company beneficial ownership information,")


def test_a_plan_in_preparation(sam, olga):
    plan = action_plan("draft", 9, published_on=None, title="Draft")
    url = reverse("files:plan_tables", args=[plan.slug])
    assert client_for(olga).get(url).status_code == 404
    assert client_for(sam).get(url).status_code == 200
