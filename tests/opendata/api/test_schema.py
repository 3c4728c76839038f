"""The description in OpenAPI is valid, whole, and says what the tables say."""

import json

import pytest
from django.core.management import call_command

from opendata.api.answering import has_addresses
from opendata.api.schema import whole_schema
from opendata.tables import DATASETS
from tests.opendata.api.asking import ask

pytestmark = pytest.mark.django_db


def test_the_librarys_own_validation_finds_nothing(tmp_path):
    written = tmp_path / "schema.json"
    options = {"validate": True, "fail_on_warn": True, "format": "openapi-json"}
    call_command("spectacular", file=str(written), **options)
    assert json.loads(written.read_text()) == json.loads(json.dumps(whole_schema(), default=str))


def test_it_is_served(client):
    assert ask(client, "/api/schema/") == json.loads(json.dumps(whole_schema(), default=str))


def test_every_address_is_described_and_no_other():
    expected = {"/api/v1/", *(f"/api/v1/{name}/" for name in DATASETS)}
    expected |= {
        f"/api/v1/{name}/{{key}}/" for name, dataset in DATASETS.items() if has_addresses(dataset)
    }
    assert set(whole_schema()["paths"]) == expected


def test_every_answer_is_described():
    for path, methods in whole_schema()["paths"].items():
        assert set(methods) == {"get"}
        answers = {"200", "304", "400", "429"} | ({"404"} if "{key}" in path else set())
        assert set(methods["get"]["responses"]) == answers
        assert all(answer["description"] for answer in methods["get"]["responses"].values())


def test_every_parameter_and_field_says_what_it_means():
    schema = whole_schema()
    for methods in schema["paths"].values():
        for parameter in methods["get"].get("parameters", ()):
            assert parameter["description"]
    for dataset in DATASETS.values():
        name = "".join(word.title() for word in dataset.name.split("_"))
        fields = schema["components"]["schemas"][f"{name}Record"]
        assert list(fields["properties"]) == list(dataset.names)
        assert fields["required"] == sorted(dataset.names)
        for column in dataset.columns:
            field = fields["properties"][column.name]
            assert field["description"].startswith(column.about)
            assert "example" in field
            assert field.get("x-enumDescriptions", {}) == dict(column.meanings)


def test_it_names_the_licence():
    assert whole_schema()["info"]["license"]["name"] == "Open Government Licence v3.0"
