"""The data package: what every file holds, in the words of Frictionless."""

from typing import Any

from django.conf import settings

from opendata import licence
from opendata.columns import Column, Kind
from opendata.datasets import Dataset
from opendata.ogp_columns import OGP_2024
from opendata.tables import DATASETS

NAME = "open-government-tracker"
TITLE = "Open government tracker"
NAME_OF_ZIP = f"{NAME}.zip"
OGP_FILE = "commitments-ogp"
# Columns of texts, several in a cell, are texts to a table schema.
TYPES = {kind: kind.value for kind in Kind} | {Kind.LIST: "string", Kind.ADDRESS: "string"}
FORMATS = {Kind.ADDRESS: "uri", Kind.MOMENT: "any"}


def descriptor() -> dict[str, Any]:
    """The whole of datapackage.json; the paths of its files are beside it."""
    return {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": TITLE,
        "description": "What governments promised in their open government action plans, and how "
        "it is going, as government and civil society report it together.",
        "homepage": settings.SITE_URL,
        "licenses": [{"name": licence.NAME, "path": licence.URL, "title": licence.TITLE}],
        "resources": [*(_resource(dataset) for dataset in DATASETS.values()), _ogp_resource()],
    }


def _resource(dataset: Dataset) -> dict[str, Any]:
    schema = {
        "fields": [_field(column) for column in dataset.columns],
        "missingValues": [""],
        "primaryKey": list(dataset.key),
    }
    if dataset.references:
        schema["foreignKeys"] = [
            {
                "fields": list(reference.columns),
                "reference": {"resource": reference.dataset, "fields": list(reference.there)},
            }
            for reference in dataset.references
        ]
    return _table(dataset.name, dataset.title, dataset.about, schema)


def _ogp_resource() -> dict[str, Any]:
    return _table(
        OGP_FILE,
        "Commitments in OGP’s layout",
        "The commitments under the columns of OGP’s commitments database of 2024.",
        {"fields": [{"name": name, "type": "string"} for name in OGP_2024], "missingValues": [""]},
    )


def _table(name: str, title: str, about: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": title,
        "description": about,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.is_required:
        constraints["required"] = True
    if column.meanings:
        constraints["enum"] = list(column.meanings)
    field = {
        "name": column.name,
        "title": column.name.replace("_", " ").capitalize(),
        "description": column.about,
        "type": TYPES[column.kind],
    }
    if column.kind in FORMATS:
        field["format"] = FORMATS[column.kind]
    return field | ({"constraints": constraints} if constraints else {})
