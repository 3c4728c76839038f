"""What programs fetch: each dataset as CSV and JSON, and all of them in one file."""

from collections.abc import Callable, Iterable

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from opendata.catalogue.keeping import newest_package
from opendata.catalogue.package import NAME_OF_ZIP, descriptor
from opendata.catalogue.writing import csv_of, json_of
from opendata.datasets import Dataset
from opendata.freshness import mark_of
from opendata.narrowed import narrowed_rows
from opendata.ogp_columns import OGP_2024
from opendata.ogp_rows import ogp_rows
from opendata.tables import DATASETS

CSV = "text/csv; charset=utf-8"
JSON = "application/json; charset=utf-8"


@login_not_required
@require_safe
def dataset_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A dataset, narrowed down as its page would be, for spreadsheets."""
    dataset = _find(slug)
    try:
        rows = narrowed_rows(dataset, request.GET)
    except ValidationError as refused:
        return _refuse(dataset, refused)
    return _answer(request, f"{slug}.csv", CSV, lambda: csv_of(dataset.names, dataset.lines(rows)))


@login_not_required
@require_safe
def dataset_json(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The same for programs."""
    dataset = _find(slug)
    try:
        rows = narrowed_rows(dataset, request.GET)
    except ValidationError as refused:
        return JsonResponse({"errors": refused.messages}, status=400)
    return _answer(request, f"{slug}.json", JSON, lambda: json_of(dataset, dataset.lines(rows)))


@login_not_required
@require_safe
def commitments_ogp(request: HttpRequest) -> HttpResponseBase:
    """The commitments under the columns of OGP’s own database."""
    dataset = DATASETS["commitments"]
    try:
        rows = narrowed_rows(dataset, request.GET)
    except ValidationError as refused:
        return _refuse(dataset, refused)
    lines = (tuple(row.values()) for row in ogp_rows(rows))
    return _answer(request, "commitments-ogp.csv", CSV, lambda: csv_of(OGP_2024, lines))


@login_not_required
@require_safe
def data_package(request: HttpRequest) -> HttpResponseBase:
    """What every file holds, for machines: a Frictionless data package."""
    return _with_headers(JsonResponse(descriptor(), json_dumps_params={"ensure_ascii": False}))


@login_not_required
@require_safe
def data_zip(request: HttpRequest) -> HttpResponseBase:
    """Everything in one file, as it was made last night."""
    package = newest_package()
    etag = quote_etag(package.sha256)
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        bytes(package.content), content_type="application/zip"
    )
    response["ETag"] = etag
    response["Content-Disposition"] = content_disposition_header(True, NAME_OF_ZIP)
    return _with_headers(response)


def _find(name: str) -> Dataset:
    if name not in DATASETS:
        raise Http404("No dataset has this name. /data/ lists them all.")
    return DATASETS[name]


def _refuse(dataset: Dataset, refused: ValidationError) -> HttpResponse:
    words = [*refused.messages, f"What can be asked of it: /data/{dataset.name}/"]
    return HttpResponse("\n".join(words), status=400, content_type="text/plain; charset=utf-8")


def _answer(
    request: HttpRequest, name: str, content_type: str, write: Callable[[], Iterable[str]]
) -> HttpResponseBase:
    """The file, unless the asker has it already."""
    etag = quote_etag(mark_of(f"{name}?{request.GET.urlencode()}"))
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None and request.method == "HEAD":
        response = HttpResponse(content_type=content_type)  # nobody reads the lines
    if response is None:
        response = StreamingHttpResponse(write(), content_type=content_type)
    response["ETag"] = etag
    response["Content-Disposition"] = content_disposition_header(True, name)
    return _with_headers(response)


def _with_headers(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "public, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response
