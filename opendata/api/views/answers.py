"""What programs are answered: the datasets, their records, one record, and the description."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404
from rest_framework.decorators import api_view
from rest_framework.response import Response

from opendata.api import asking, paging, shapes
from opendata.api.answering import LICENCE, address_of, has_addresses, page_of_records
from opendata.api.keeping import may_be_kept
from opendata.api.schema import whole_schema
from opendata.columns import Kind
from opendata.datasets import Dataset
from opendata.freshness import last_changed
from opendata.tables import DATASETS

READ = ["GET", "HEAD"]


@login_not_required
@may_be_kept
@api_view(READ)
def api_datasets(request: Any) -> Response:
    """Every dataset with its address."""
    asking.check(request.GET, ())
    datasets = [
        {
            "name": dataset.name,
            "title": dataset.title,
            "about": dataset.about,
            "records": address_of("files:api_records", dataset.name),
            "guide": address_of("opendata:api_dataset", dataset.name),
        }
        for dataset in DATASETS.values()
    ]
    schema = address_of("files:api_schema")
    return _answered({"licence": LICENCE, "schema": schema, "datasets": datasets})


@login_not_required
@may_be_kept
@api_view(READ)
def api_records(request: Any, dataset: str) -> Response:
    """Records of one dataset, narrowed down as the address says, one page of them."""
    return _answered(page_of_records(_dataset(dataset), request.GET))


@login_not_required
@may_be_kept
@api_view(READ)
def api_record(request: Any, dataset: str, key: str) -> Response:
    """One record, by its key."""
    found = _dataset(dataset)
    asking.check(request.GET, ())
    for record in found.records(_rows_of_key(found, key)):
        if str(record[found.key[0]]) == key:
            return _answered(shapes.record_shape(found.name)(record).data)
    raise Http404(f"There is no record “{key[:60]}” in “{found.name}”.")


@login_not_required
@may_be_kept
@api_view(READ)
def api_schema(request: Any) -> Response:
    """The description of the API in OpenAPI 3."""
    asking.check(request.GET, ())
    return _answered(whole_schema())


def _dataset(name: str) -> Dataset:
    if name not in DATASETS:
        raise Http404(f"There is no dataset “{name[:60]}”.")
    return DATASETS[name]


def _rows_of_key(dataset: Dataset, key: str) -> QuerySet[Any]:
    """The rows whose key it is: none or one."""
    if not has_addresses(dataset):
        raise Http404(f"A record of “{dataset.name}” has no address of its own.")
    column = dataset.column(dataset.key[0])
    value = paging.number_in(key) if column.kind is Kind.WHOLE else key
    rows: QuerySet[Any] = dataset.rows().alias(asked_key=column.expression)
    return rows.filter(asked_key=value)


def _answered(content: Any) -> Response:
    response = Response(content)
    response.changed_at = last_changed()
    return response
