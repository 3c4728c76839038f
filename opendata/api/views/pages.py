"""How to ask, in words: the guide to the API and a page for each dataset."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from opendata.api.answering import address_of
from opendata.api.guide import guide_of
from opendata.api.paging import MOST, USUAL
from opendata.tables import DATASETS


@login_not_required
def api_guide(request: HttpRequest) -> HttpResponse:
    """How to call the API, its pages, filters, limits, licence and what it promises."""
    page = {
        "datasets": DATASETS.values(),
        "root": address_of("files:api_datasets"),
        "usual": USUAL,
        "most": MOST,
        "in_an_hour": settings.API_REQUESTS_PER_HOUR,
        "in_a_minute": settings.API_REQUESTS_PER_MINUTE,
    }
    return render(request, "opendata/api_guide.html", page)


@login_not_required
def api_dataset(request: HttpRequest, dataset: str) -> HttpResponse:
    """The parameters and fields of one dataset, with a call and its answer."""
    if dataset not in DATASETS:
        raise Http404(_("There is no such dataset."))
    return render(request, "opendata/api_dataset.html", {"guide": guide_of(DATASETS[dataset])})
