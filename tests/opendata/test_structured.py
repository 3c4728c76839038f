"""What programs read of a page in the words of schema.org is true, and no text breaks out of it."""

import json
import re

import pytest

from network.models import Organisation
from opendata import structured
from opendata.tables import DATASETS
from tests.cast import commitment_of

pytestmark = pytest.mark.django_db
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def things_of(text):
    (block,) = BLOCK.findall(text)
    found = json.loads(block)
    assert found["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in found["@graph"]}


def test_a_commitment_is_an_action_of_those_who_lead_it(client, commitment):
    found = things_of(client.get(commitment.get_absolute_url()).text)
    action = found["Action"]
    assert action["name"] == commitment.title
    assert action["actionStatus"] == "https://schema.org/ActiveActionStatus"
    assert [agent["@type"] for agent in action["agent"]] == ["GovernmentOrganization"]
    assert "endTime" not in action
    steps = found["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert steps[-1]["item"] == f"http://localhost:8000{commitment.get_absolute_url()}"


def test_a_plan_is_a_work_and_a_charity_no_part_of_government(client, commitment, global_witness):
    plan = things_of(client.get(commitment.plan.get_absolute_url()).text)["CreativeWork"]
    assert plan["datePublished"] == "2013-10-31"
    assert plan["temporalCoverage"] == "2013-10-31/2015-12-31"
    found = things_of(client.get(global_witness.get_absolute_url()).text)
    assert found["Organization"]["name"] == "Global Witness"
    assert global_witness.kind == Organisation.Kind.CIVIL_SOCIETY


def test_no_text_ends_the_block(client, commitment):
    title = "</script><script>alert(1)</script> & <!-- é"
    other = commitment_of(commitment.plan, "8", title)
    text = client.get(other.get_absolute_url()).text
    assert things_of(text)["Action"]["name"] == title
    assert "<script>alert" not in text


def test_a_table_is_a_dataset_of_the_catalogue():
    page = "http://localhost:8000/data/plans/"
    files = [("text/csv", "http://localhost:8000/data/plans.csv")]
    table = structured.dataset(DATASETS["plans"], page, files)
    assert table["license"] == structured.LICENCE
    assert table["distribution"][0]["contentUrl"] == files[0][1]
    whole = structured.catalogue("http://localhost:8000/data/", [table])
    found = things_of(structured.written(table, whole))
    assert found["DataCatalog"]["dataset"] == [
        {"@type": "Dataset", "@id": page, "name": table["name"]}
    ]


@pytest.mark.parametrize("name", DATASETS)
def test_the_page_of_a_table_says_what_search_engines_ask_of_a_dataset(client, commitment, name):
    page = f"http://localhost:8000/data/{name}/"
    table = things_of(client.get(f"/data/{name}/").text)["Dataset"]
    assert table["url"] == page
    assert table["name"] == DATASETS[name].title
    assert 50 <= len(table["description"]) <= 5000
    assert table["license"].startswith("https://")
    assert table["isAccessibleForFree"] is True
    assert table["creator"] == {
        "@type": "Organization",
        "name": structured.TRACKER,
        "url": "http://localhost:8000/",
    }
    assert table["includedInDataCatalog"]["@id"] == "http://localhost:8000/data/"
    assert table["variableMeasured"] == list(DATASETS[name].names)
    assert [file["@type"] for file in table["distribution"]] == ["DataDownload", "DataDownload"]
    for file in table["distribution"]:
        answer = client.head(file["contentUrl"].removeprefix("http://localhost:8000"))
        assert answer["Content-Type"].startswith(file["encodingFormat"])


def test_the_list_of_tables_is_a_catalogue_of_them_all(client, commitment):
    found = things_of(client.get("/data/").text)
    assert found["DataCatalog"]["url"] == "http://localhost:8000/data/"
    listed = [table["@id"] for table in found["DataCatalog"]["dataset"]]
    assert listed == [f"http://localhost:8000/data/{name}/" for name in DATASETS]
    assert found["BreadcrumbList"]["itemListElement"][-1]["item"] == "http://localhost:8000/data/"


def test_most_pages_are_about_nothing_in_particular(client, plan):
    assert not BLOCK.findall(client.get("/commitments/").text)
