"""Every dataset answers with its records, as they stand in its files."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from opendata.columns import as_json
from opendata.tables import DATASETS
from tests.cast import action_plan, assert_same_queries, client_for, commitment_of
from tests.opendata.api.asking import ROOT, ask, keys, records

pytestmark = pytest.mark.django_db


def test_the_list_of_datasets_leads_to_each(client):
    listed = ask(client, ROOT)
    assert [one["name"] for one in listed["datasets"]] == list(DATASETS)
    for one in listed["datasets"]:
        assert ask(client, one["records"])["records"] == []
        assert client.get(one["guide"]).status_code == 200
    assert ask(client, listed["schema"])["openapi"].startswith("3.")


def test_every_dataset_answers_with_all_of_its_records(client, rich):
    for name in DATASETS:
        check_records(client, name)


def check_records(client, name):
    dataset = DATASETS[name]
    expected = [
        {column: as_json(value) for column, value in record.items()} for record in dataset.records()
    ]
    found = records(client, f"{name}/?limit=2")
    assert sorted(keys(dataset, found), key=str) == sorted(keys(dataset, expected), key=str)
    as_text = {json.dumps(one, sort_keys=True, cls=DjangoJSONEncoder) for one in expected}
    assert {json.dumps(one, sort_keys=True) for one in found} == as_text


def test_the_rich_plan_fills_nearly_every_dataset(client, rich):
    empty = {name for name in DATASETS if not ask(client, f"{name}/")["records"]}
    assert empty <= {
        *("ancestry", "schedule_decisions", "extensions", "evidence_files", "blocker_steps"),
        *("milestone_dates", "vacancies", "update_milestones"),
    }


def test_a_record_has_an_address(client, rich):
    for name in ("plans", "commitments", "blockers", "leads", "signatures"):
        for record in ask(client, f"{name}/")["records"]:
            assert ask(client, f"{name}/{record[DATASETS[name].key[0]]}/") == record


def test_as_many_queries_however_many_records(db):
    plan = action_plan()
    assert_same_queries(
        client_for(),
        f"{ROOT}commitments/?q=promise",
        lambda number: commitment_of(plan, str(number), f"Promise {number}"),
    )


def test_one_record_takes_few_queries(client, rich, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        ask(client, f"commitments/{rich.commitments.first().slug}/")


def test_it_is_in_english_wherever_it_is_read(client, rich):
    english = ask(client, "commitments/?colour=red", status=400)
    assert ask(client, "commitments/?colour=red", status=400, accept_language="cy") == english
    assert client.get("/cy/api/v1/commitments/").status_code == 404
