"""The description of the API in OpenAPI 3, made from the datasets and their filters."""

import functools
from typing import Any

from django.conf import settings
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from opendata.api import shapes
from opendata.api.answering import LICENCE, has_addresses
from opendata.api.examples import example_of
from opendata.api.parameters import Parameter, parameters_of
from opendata.datasets import Dataset
from opendata.tables import DATASETS

ROOT = "/api/v1/"
ONE = "{dataset}"
STRING = {"type": "string"}
KEY = "{key}"


@functools.cache
def whole_schema() -> dict[str, Any]:
    """The description, made once for each process: it depends on the code alone."""
    with translation.override(settings.LANGUAGE_CODE):
        schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return schema


def one_path_a_dataset(endpoints: list[tuple[Any, ...]], **_options: Any) -> list[tuple[Any, ...]]:
    """For drf-spectacular: the same views under the address of each dataset, and no others."""
    found = []
    for path, regex, method, view in endpoints:
        names = [name for name in DATASETS if _has_path(path, DATASETS[name])]
        if path.startswith(ROOT):
            found += [(path.replace(ONE, name), regex, method, view) for name in names]
    return found


def _has_path(path: str, dataset: Dataset) -> bool:
    if ONE not in path:
        return dataset is next(iter(DATASETS.values()))
    return KEY not in path or has_addresses(dataset)


class DatasetSchema(AutoSchema):
    """What drf-spectacular asks about one address; which dataset it is stands in the path."""

    @property
    def dataset(self) -> Dataset | None:
        """The dataset, or None for the list of them."""
        return DATASETS.get(self.path.removeprefix(ROOT).split("/")[0])

    @property
    def is_record(self) -> bool:
        """Whether this is the address of one record."""
        return KEY in self.path

    def get_operation_id(self) -> str:
        """A name for programs."""
        if self.dataset is None:
            return "list_datasets"
        return f"{'get' if self.is_record else 'list'}_{self.dataset.name}"

    def get_tags(self) -> list[str]:
        """One section a dataset."""
        return [self.dataset.title if self.dataset else "Datasets"]

    def get_summary(self) -> str:
        """A line for a list of contents."""
        if self.dataset is None:
            return "The datasets"
        return f"{self.dataset.title}: {'one record' if self.is_record else 'records'}"

    def get_description(self) -> str:
        """What it holds, and in which order."""
        if self.dataset is None:
            return "Every dataset with its address."
        if self.is_record:
            return f"{self.dataset.about} This is one of them, by its “{self.dataset.key[0]}”."
        return f"{self.dataset.about} In the order in which the tracker first held them."

    def get_override_parameters(self) -> list[Any]:
        """What stands in the address, and the headers of the answer."""
        given: list[OpenApiParameter] = []
        if self.dataset and self.is_record:
            column = self.dataset.column(self.dataset.key[0])
            given = [_in_path(column.about, shapes.schema_of(column))]
        elif self.dataset:
            given = [_in_query(one) for one in parameters_of(self.dataset)]
        return [*given, *HEADERS]

    def get_response_serializers(self) -> dict[int, OpenApiResponse]:
        """Each status with its content."""
        refusals = REFUSALS if self.dataset else {code: REFUSALS[code] for code in (304, 400, 429)}
        if not self.is_record:
            refusals = {code: answer for code, answer in refusals.items() if code != 404}
        return {200: self._answer(), **refusals}

    def _is_list_view(self, serializer: Any = None) -> bool:
        """A page of records is an object that holds a list."""
        return False

    def _answer(self) -> OpenApiResponse:
        if self.dataset is None:
            return OpenApiResponse(shapes.DatasetsShape, "The datasets")
        record = {column.name: example_of(column) for column in self.dataset.columns}
        if self.is_record:
            shape, value, about = shapes.record_shape, record, "The record"
        else:
            address = f"{settings.SITE_URL}{ROOT}{self.dataset.name}/?cursor=after-1-1"
            value = {"next": address, "previous": None, "licence": LICENCE, "records": [record]}
            shape, about = shapes.page_shape, "One page of records"
        example = OpenApiExample("An answer", value=value, response_only=True)
        return OpenApiResponse(shape(self.dataset.name), about, examples=[example])


def _header(name: str, about: str, *codes: int) -> OpenApiParameter:
    return OpenApiParameter(
        name, str, OpenApiParameter.HEADER, description=about, response=list(codes)
    )


HEADERS = (
    _header("ETag", "Mark of this very content: send it back as If-None-Match", 200, 304),
    _header("Last-Modified", "The content has not changed since; absent just after a change", 200),
    _header("Cache-Control", "How long a copy may be kept", 200, 304),
    _header("Retry-After", "Seconds to wait", 429),
)


def _refusal(about: str, detail: str) -> OpenApiResponse:
    example = OpenApiExample("A sentence", value={"detail": detail}, response_only=True)
    return OpenApiResponse(shapes.Sentence, about, examples=[example])


REFUSALS = {
    304: OpenApiResponse(None, "The copy you have still holds"),
    400: _refusal(
        "Something in the address makes no sense; nothing was left out in silence",
        "There is no parameter “colour” here.",
    ),
    404: _refusal("There is no such record", "There is no record “7” in “commitments”."),
    429: _refusal("Asked too often", "You have asked too often: ask again in 42 seconds."),
}


def _in_path(about: str, schema: dict[str, Any]) -> OpenApiParameter:
    return OpenApiParameter("key", schema, OpenApiParameter.PATH, required=True, description=about)


def _in_query(one: Parameter) -> OpenApiParameter:
    schema: dict[str, Any] = dict(STRING)
    if one.most:
        schema = {"type": "integer", "minimum": 1, "maximum": one.most, "default": one.usual}
    if one.longest:
        schema["maxLength"] = one.longest
    if one.pattern:
        schema["pattern"] = one.pattern
    if one.meanings:
        # A form sends what was left empty, and it narrows nothing.
        schema |= {"enum": [*one.meanings, ""]}
    if one.is_many:
        schema = {"type": "array", "items": schema}
    about = shapes.with_meanings(f"{one.about}.", one.meanings)
    extensions = {"x-enumDescriptions": dict(one.meanings)} if one.meanings else None
    return OpenApiParameter(one.name, schema, description=about, extensions=extensions)
