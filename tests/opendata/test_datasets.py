"""The public files hold what is public, under the names they promise."""

import datetime as dt

import pytest

from commitments.workflow import Stage
from opendata.columns import Kind, as_cell, as_json
from opendata.tables import DATASETS
from tests.cast import action_plan, commitment_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=list(DATASETS))
def test_every_dataset_can_be_asked_and_names_its_own_columns(dataset):
    assert list(dataset.records()) == []
    assert len(set(dataset.names)) == len(dataset.names)
    assert set(dataset.key) <= set(dataset.names)
    for reference in dataset.references:
        assert set(reference.columns) <= set(dataset.names)
        assert set(reference.there) <= set(DATASETS[reference.dataset].names)


def test_a_commitment_is_one_record_with_whole_addresses():
    commitment = commitment_of(action_plan(), "7", "Open contracting")
    (record,) = DATASETS["commitments"].records()
    assert record["commitment"] == commitment.slug
    assert record["plan"] == commitment.plan.slug
    assert record["url"] == f"http://localhost:8000/commitments/{commitment.slug}/"


def test_what_is_only_proposed_is_in_no_file():
    commitment_of(action_plan(), "7", "Open contracting", stage=Stage.PROPOSED)
    assert list(DATASETS["commitments"].records()) == []


@pytest.mark.parametrize(
    ("value", "cell", "json_value"),
    [
        (None, "", None),
        ("", "", None),
        (True, "true", True),
        (-3, "-3", -3),
        ("=1+1", "'=1+1", "=1+1"),
        ("-3", "'-3", "-3"),
        (["Open data", "@health"], "Open data\n@health", ["Open data", "@health"]),
        (dt.date(2014, 4, 30), "2014-04-30", "2014-04-30"),
    ],
)
def test_how_a_value_is_written(value, cell, json_value):
    assert as_cell(value) == cell
    assert as_json(value) == json_value


def test_every_kind_has_its_own_type():
    assert len({kind.value for kind in Kind}) == len(Kind)
