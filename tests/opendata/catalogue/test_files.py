"""The files: what kind they say they are, to whom they are open, and what they refuse."""

import csv
import io
import json
import zipfile

import pytest
from django.core.cache import cache

from opendata.catalogue.keeping import make_package_of_today
from opendata.models import DataPackage
from opendata.ogp_columns import OGP_2024
from opendata.tables import DATASETS
from tests.cast import commitment_of

pytestmark = pytest.mark.django_db


def body(response) -> str:
    return b"".join(response).decode()


def table(response) -> list[dict[str, str]]:
    text = body(response)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("name", DATASETS)
def test_each_dataset_is_a_file_of_either_kind(client, commitment, name):
    rows = table(client.get(f"/data/{name}.csv"))
    response = client.get(f"/data/{name}.json")
    found = json.loads(body(response))
    assert found["dataset"] == name
    assert found["licence"] == "OGL-UK-3.0"
    assert len(found["records"]) == len(rows)
    assert all(list(record) == list(DATASETS[name].names) for record in found["records"])


def test_a_file_says_what_it_is_and_is_open_to_every_site(client, commitment):
    response = client.get("/data/commitments.csv", headers={"Origin": "https://example.org"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="commitments.csv"'
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert not response.cookies
    assert table(response)[0]["title"] == "Company beneficial ownership information"


def test_pages_are_not_open_to_scripts_of_other_sites(client, commitment):
    response = client.get("/commitments/", headers={"Origin": "https://example.org"})
    assert "Access-Control-Allow-Origin" not in response


def test_the_head_alone_can_be_asked_for(client, commitment):
    response = client.head("/data/commitments.json")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response["ETag"]


def test_what_has_not_changed_is_not_sent_again(client, commitment):
    first = client.get("/data/commitments.csv")
    again = {"If-None-Match": first["ETag"]}
    assert client.get("/data/commitments.csv", headers=again).status_code == 304
    assert client.get("/data/commitments.csv?plan=", headers=again).status_code == 200
    commitment_of(commitment.plan, "8", "Open charities")
    cache.clear()
    assert len(table(client.get("/data/commitments.csv", headers=again))) == 2


def test_the_day_makes_another_file(client, commitment, settings, today):
    first = client.get("/data/milestones.csv")
    settings.TRACKER_TODAY = today.replace(day=15)
    again = client.get("/data/milestones.csv", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200


def test_a_view_is_downloaded_as_it_is_seen(client, commitment):
    commitment_of(commitment.plan, "8", "Open charities")
    rows = table(client.get("/data/commitments.csv?q=charities&sort=match&page=2"))
    assert [row["number"] for row in rows] == ["8"]


@pytest.mark.parametrize("query", ["stage=finished", "sort=luck", "colour=red"])
def test_what_is_no_filter_is_refused_in_a_sentence(client, commitment, query):
    response = client.get(f"/data/commitments.csv?{query}")
    assert response.status_code == 400
    assert query.split("=")[-1] in response.content.decode() or "colour" in query
    assert "/data/commitments/" in response.content.decode()
    response = client.get(f"/data/commitments.json?{query}")
    assert response.status_code == 400
    assert response.json()["errors"]


@pytest.mark.parametrize("address", ["/data/secrets.csv", "/data/secrets.json"])
def test_an_unknown_dataset_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


def test_nobody_posts_to_a_file(client, db):
    assert client.post("/data/plans.csv").status_code == 405


def test_the_commitments_in_the_columns_of_ogp(client, commitment):
    (row,) = table(client.get("/data/commitments-ogp.csv?q=ownership"))
    assert tuple(row) == OGP_2024
    assert row["Country/Locality"] == "United Kingdom"
    assert row["Lead Institution"] == "Department for Business, Innovation and Skills"
    assert row["Specificity"] == "NR"
    assert row["Commitment Unique Identifier"] == "ND"
    assert client.get("/data/commitments-ogp.csv?stage=x").status_code == 400


def test_the_description_for_machines(client, db):
    package = client.get("/data/datapackage.json").json()
    assert [one["path"] for one in package["resources"]][:2] == ["plans.csv", "themes.csv"]
    assert package["licenses"][0]["name"] == "OGL-UK-3.0"


def test_the_package_is_made_once_a_day_and_the_last_is_kept(client, commitment, settings, today):
    assert make_package_of_today()
    assert not make_package_of_today()
    settings.TRACKER_TODAY = today.replace(day=15)
    assert make_package_of_today()
    package = DataPackage.objects.get()
    assert package.lines["commitments"] == 1
    response = client.get("/data/open-government-tracker.zip")
    assert response["Content-Type"] == "application/zip"
    assert len(response.content) == package.size
    again = {"If-None-Match": response["ETag"]}
    answer = client.get("/data/open-government-tracker.zip", headers=again)
    assert answer.status_code == 304


def test_before_the_first_night_the_package_is_made_for_the_asker(client, commitment):
    response = client.get("/data/open-government-tracker.zip")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert "commitments.csv" in archive.namelist()
    assert not DataPackage.objects.exists()
