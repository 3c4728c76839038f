"""Search: one box over everything readers may see."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.models import Commitment
from opendata.exploring.examples import examples_of
from opendata.exploring.filters import MOST, SearchFilters
from opendata.exploring.results import results_of

ROWS = 20


@login_not_required
def search(request: HttpRequest) -> HttpResponse:
    """What fits the words, narrowed down as the address says; without words, how to ask."""
    filters = SearchFilters(request.GET)
    if not filters.typed:
        newest = Commitment.objects.public().order_by("-plan__published_on", "order", "number")
        commitment = newest.first()
        page = {
            "filters": filters,
            "examples": examples_of(commitment) if commitment else [],
            "asked": request.GET.get("q"),
        }
        return render(request, "opendata/search.html", page)
    paginator = Paginator(filters.sorted(), ROWS)
    rows = paginator.get_page(request.GET.get("page"))
    filters.show_counts()
    page = {
        "filters": filters,
        "page": rows,
        "results": results_of(list(rows), filters.words),
        "most": MOST if filters.is_cut else None,
    }
    return render(request, "opendata/search.html", page)
