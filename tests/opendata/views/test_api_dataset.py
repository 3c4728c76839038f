"""The page of a dataset says everything that its description for programs says."""

import html

import pytest

from opendata.api.schema import whole_schema
from opendata.tables import DATASETS
from tests.cast import action_plan, assert_same_queries, client_for, commitment_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", DATASETS)
def test_it_names_each_parameter_and_field_with_its_codes(client, name):
    page = html.unescape(client.get(f"/api/guide/{name}/").content.decode())
    for parameter in whole_schema()["paths"][f"/api/v1/{name}/"]["get"]["parameters"]:
        assert f'<code class="tracker-name">{parameter["name"]}</code>' in page
    for column in DATASETS[name].columns:
        assert f'<code class="tracker-name">{column.name}</code>' in page
        assert column.about in page
        for code, meaning in column.meanings.items():
            assert f'<code class="tracker-name">{code}</code> {meaning}' in page
    # Nothing to show yet: the example of the description stands in.
    assert '"records": [' in page


def test_its_example_is_what_the_tracker_answers(client, commitment):
    page = html.unescape(client.get("/api/guide/commitments/").content.decode())
    assert f'"commitment": "{commitment.slug}"' in page
    assert '"title": "Company beneficial ownership information"' in page


def test_what_people_wrote_is_no_markup(client):
    commitment_of(action_plan(), "7", "<script>alert(1)</script>")
    assert b"<script>alert" not in client.get("/api/guide/commitments/").content


def test_as_many_queries_however_many_records(db):
    plan = action_plan()
    assert_same_queries(
        client_for(),
        "/api/guide/commitments/",
        lambda number: commitment_of(plan, str(number), f"Promise {number}"),
    )


def test_there_is_no_page_of_a_dataset_that_does_not_exist(client):
    response = client.get("/api/guide/nonsense/")
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")
