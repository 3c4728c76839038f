"""The page about one dataset, read off the same description that programs read."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from opendata.api.answering import address_of, page_of_records
from opendata.api.schema import ROOT, whole_schema
from opendata.datasets import Dataset

KINDS: dict[tuple[str, str], str | Promise] = {
    ("string", ""): _("text"),
    ("array", ""): _("list of texts"),
    ("integer", ""): _("whole number"),
    ("boolean", ""): _("true or false"),
    ("string", "date"): _("day, such as 2014-04-30"),
    ("string", "date-time"): _("moment, such as 2014-04-30T10:15:00+00:00"),
    ("string", "uri"): _("web address"),
}
REPEATED = _("text, can be given more than once")


@dataclass(frozen=True)
class Described:
    """A parameter or a field: its name, what kind it is, what it means, and its codes."""

    name: str
    kind: str | Promise
    about: str
    meanings: Mapping[str, str]
    may_be_nothing: bool = False


@dataclass(frozen=True)
class Guide:
    """What a page says of one dataset; `answer` is what the tracker answers to `call` now."""

    dataset: Dataset
    records: str
    record: str
    parameters: Iterable[Described]
    fields: Iterable[Described]
    call: str
    answer: str


def guide_of(dataset: Dataset) -> Guide:
    """The page about `dataset`, with its first record as an example."""
    schema = whole_schema()
    path = f"{ROOT}{dataset.name}/"
    operation = schema["paths"][path]["get"]
    content = operation["responses"]["200"]["content"]["application/json"]
    page = _resolved(schema, content["schema"])
    fields = _resolved(schema, page["properties"]["records"]["items"])["properties"]
    answer = page_of_records(dataset, QueryDict("limit=1"))
    if not answer["records"]:
        answer = next(iter(content["examples"].values()))["value"]
    has_record = f"{path}{{key}}/" in schema["paths"]
    records = address_of("files:api_records", dataset.name)
    return Guide(
        dataset,
        records,
        f"{records}{{{dataset.key[0]}}}/" if has_record else "",
        [_parameter(one) for one in operation["parameters"]],
        [_field(name, one) for name, one in fields.items()],
        f'curl "{records}?limit=1"',
        json.dumps(answer, ensure_ascii=False, indent=2),
    )


def _resolved(schema: Mapping[str, Any], reference: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = schema["components"]["schemas"][reference["$ref"].split("/")[-1]]
    return found


def _parameter(one: Mapping[str, Any]) -> Described:
    kind = REPEATED if one["schema"]["type"] == "array" else _kind(one["schema"])
    return Described(one["name"], kind, _first_line(one), one.get("x-enumDescriptions", {}))


def _field(name: str, one: Mapping[str, Any]) -> Described:
    codes = one.get("x-enumDescriptions", {})
    return Described(name, _kind(one), _first_line(one), codes, one.get("nullable", False))


def _kind(schema: Mapping[str, Any]) -> str | Promise:
    return KINDS[schema["type"], schema.get("format", "")]


def _first_line(one: Mapping[str, Any]) -> str:
    """What it means, without the codes that stand below it."""
    return str(one["description"]).split("\n", 1)[0]
