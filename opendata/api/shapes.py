"""What an answer looks like, made from the columns of its dataset; the schema reads it here."""

import functools
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from opendata.api.examples import example_of
from opendata.columns import Column, Kind, as_json
from opendata.datasets import Dataset
from opendata.tables import DATASETS

OF_KIND: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.LIST: {"type": "array", "items": {"type": "string"}},
    Kind.WHOLE: {"type": "integer"},
    Kind.YES_NO: {"type": "boolean"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.MOMENT: {"type": "string", "format": "date-time"},
    Kind.ADDRESS: {"type": "string", "format": "uri"},
}


class ColumnField(serializers.Field):
    """One column: written as in the files."""

    def __init__(self, column: Column) -> None:
        super().__init__(allow_null=not column.is_required, help_text=about(column))
        self.column = column

    def to_representation(self, value: Any) -> Any:
        """The value in JSON."""
        return as_json(value)


class ColumnFieldSchema(OpenApiSerializerFieldExtension):
    """How the schema describes a column."""

    target_class = ColumnField

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        """Its type, its codes with what they mean, and an example."""
        return schema_of(self.target.column)


class Sentence(serializers.Serializer):
    """An error."""

    detail = serializers.CharField(help_text="What is wrong, in a sentence")


@extend_schema_serializer(component_name="Dataset")
class DatasetShape(serializers.Serializer):
    """One line of the list of datasets."""

    name = serializers.CharField(help_text="Name of the dataset, for ever the same")
    title = serializers.CharField(help_text="Its title")
    about = serializers.CharField(help_text="What it holds, in a sentence")
    records = serializers.URLField(help_text="Address of its records")
    guide = serializers.URLField(help_text="Page that describes it")


@extend_schema_serializer(component_name="Datasets")
class DatasetsShape(serializers.Serializer):
    """The list of datasets."""

    licence = serializers.URLField(help_text="Licence of everything in the API")
    schema = serializers.URLField(help_text="Address of the description in OpenAPI")
    datasets = DatasetShape(many=True)


@functools.cache
def record_shape(name: str) -> type[serializers.Serializer]:
    """One record of the dataset `name`."""
    dataset = DATASETS[name]
    fields = {column.name: ColumnField(column) for column in dataset.columns}
    return _shape(dataset, "Record", fields)


@functools.cache
def page_shape(name: str) -> type[serializers.Serializer]:
    """One page of records of the dataset `name`."""
    fields = {
        "next": serializers.URLField(allow_null=True, help_text="Address of the next page"),
        "previous": serializers.URLField(allow_null=True, help_text="Address of the page before"),
        "licence": serializers.URLField(help_text="Licence of the records"),
        "records": record_shape(name)(many=True),
    }
    return _shape(DATASETS[name], "Page", fields)


def schema_of(column: Column) -> dict[str, Any]:
    """The type of a column in OpenAPI 3.0."""
    schema = OF_KIND[column.kind] | {"example": example_of(column)}
    if column.meanings:
        # A value that may be nothing is one of its codes or nothing.
        nothing = [] if column.is_required else [None]
        schema |= {"enum": [*column.meanings, *nothing]}
        schema |= {"x-enumDescriptions": dict(column.meanings)}
    return schema


def about(column: Column) -> str:
    """What a column means, with its codes."""
    return with_meanings(column.about, column.meanings)


def with_meanings(text: str, meanings: Any) -> str:
    """`text`, and below it each code with what it means."""
    codes = "".join(f"\n* `{code}`: {meaning}" for code, meaning in meanings.items())
    return f"{text}\n{codes}" if codes else text


def _shape(dataset: Dataset, kind: str, fields: dict[str, Any]) -> type[serializers.Serializer]:
    name = "".join(word.title() for word in dataset.name.split("_")) + kind
    return type(name, (serializers.Serializer,), {**fields, "__doc__": dataset.about})
