"""Names of datasets and columns are a contract with programs that nobody here knows."""

import json
from pathlib import Path

import pytest

from opendata.catalogue.describing import data_page
from opendata.ogp_columns import OGP_2024
from opendata.tables import DATASETS

HERE = Path(__file__).parent
CONTRACT = json.loads((HERE / "contract.json").read_text())
PAGE = HERE.parents[1] / "docs" / "open-data.md"


def test_no_dataset_is_taken_away():
    assert CONTRACT.keys() <= DATASETS.keys()


@pytest.mark.parametrize("name", DATASETS)
def test_no_column_is_taken_away_renamed_or_moved(name):
    assert name in CONTRACT, f"add {name} to tests/opendata/contract.json"
    names, promised = list(DATASETS[name].names), CONTRACT[name]
    assert names[: len(promised)] == promised, "what was once published stays as it is"
    assert names == promised, "add the new columns to tests/opendata/contract.json, at the end"


def test_the_page_is_generated_from_the_contract():
    assert PAGE.read_text() == data_page(), "run: python manage.py write_data_page"


def test_the_columns_of_ogp_are_all_there_once():
    assert len(OGP_2024) == len(set(OGP_2024)) == 171
    assert OGP_2024[0] == "Commitment Unique Identifier"
    assert OGP_2024[-2:] == ("Action Plan ID", "id")
