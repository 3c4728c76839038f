"""One dataset: its columns, its codes and its first lines."""

import pytest

from opendata.tables import DATASETS
from tests.cast import assert_same_queries, commitment_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", DATASETS)
def test_each_column_is_told_with_its_codes(client, commitment, name):
    page = client.get(f"/data/{name}/").content.decode()
    dataset = DATASETS[name]
    for column in dataset.columns:
        assert f'id="column-{column.name}"' in page
        assert all(f"<code>{code}</code>" in page for code in column.meanings)
    assert f'href="/data/{name}.json"' in page
    assert f'href="/api/guide/{name}/"' in page


def test_the_first_lines_are_shown(client, commitment):
    page = client.get("/data/commitments/").content.decode()
    assert "Company beneficial ownership information" in page
    assert "commitments-ogp.csv" in page


def test_an_empty_table_says_so(client, db):
    assert "The table has no lines yet." in client.get("/data/diary/").content.decode()


def test_an_unknown_dataset_is_not_found(client, db):
    assert client.get("/data/secrets/").status_code == 404


def test_the_number_of_queries_stays(client, plan):
    url = "/data/milestones/"
    assert_same_queries(client, url, lambda n: commitment_of(plan, str(n), f"Promise {n}"))
