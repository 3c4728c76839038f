"""The catalogue for people: which datasets there are, and what each column means."""

import itertools

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.models import Commitment
from commitments.public.changes import last_change
from opendata import licence, structured
from opendata.addresses import whole
from opendata.columns import as_json
from opendata.datasets import Dataset
from opendata.models import DataPackage
from opendata.narrowed import filters_of
from opendata.tables import DATASETS

# So many lines show what a table looks like.
PREVIEW = 3
# Of so many rows.
ROWS = 20


@login_not_required
def dataset_list(request: HttpRequest) -> HttpResponse:
    """Every dataset, the package of them all, the licence and how to cite."""
    package = DataPackage.objects.defer("content").first()
    lines = package.lines if package else {}
    page = {
        "datasets": [(dataset, lines.get(dataset.name)) for dataset in DATASETS.values()],
        "package": package,
        "licence": licence,
        "site": whole("/"),
        "structured": structured.of_catalogue(DATASETS.values()),
        "changed_at": last_change(Commitment.objects.public()),
    }
    return render(request, "opendata/dataset_list.html", page)


@login_not_required
def dataset_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One dataset: its columns, the codes in them, and its first lines."""
    dataset = DATASETS.get(slug)
    if dataset is None:
        raise Http404("No dataset has this name.")
    package = DataPackage.objects.defer("content").first()
    page = {
        "dataset": dataset,
        "lines": package.lines.get(dataset.name) if package else None,
        "preview": _preview(dataset),
        "filters": filters_of(dataset),
        "structured": structured.of_dataset(dataset),
        "licence": licence,
        "changed_at": last_change(Commitment.objects.public()),
    }
    return render(request, "opendata/dataset_detail.html", page)


def _preview(dataset: Dataset) -> list[list[object]]:
    """The first lines, as they stand in JSON. The first row need not make one."""
    first = itertools.islice(dataset.lines(dataset.rows()[:ROWS]), PREVIEW)
    return [[as_json(value) for value in line] for line in first]
