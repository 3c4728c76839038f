"""What everybody reads of blockers; those involved see the private detail and their buttons."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from progress.blockers.filters import BlockerFilter
from progress.blockers.finding import find_blocker
from progress.blockers.permissions import can_see_detail, steps_for
from progress.blockers.reading import reading_of, readings_of, rung_words
from progress.blockers.workflow import LADDER
from progress.models import Blocker, Rung

ROWS = 25


@login_not_required
def blocker_list(request: HttpRequest) -> HttpResponse:
    """The public register: the open ones first, the oldest of them on top."""
    found = BlockerFilter(request.GET, Blocker.objects.public())
    rows = found.qs.open_first().select_related("commitment__plan", "organisation")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "form": found.form,
        "chosen": found.number_chosen,
        "page": page,
        "readings": readings_of(page),
        "counts": _counts(),
        "ladder": LADDER,
    }
    return render(request, "progress/blocker_list.html", context)


@login_not_required
def blocker_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One blocker: what stands in the way, with whom it is, and every step it took."""
    blocker = find_blocker(request.user, slug, pk)
    steps = blocker.steps.select_related("by", "organisation").order_by("-pk")
    sees_detail = can_see_detail(request.user, blocker)
    page = {
        "blocker": blocker,
        "commitment": blocker.commitment,
        "reading": reading_of(blocker),
        "steps": [(step, rung_words(step.rung, blocker.side)) for step in steps],
        "sees_detail": sees_detail,
        "doors": steps_for(request.user, blocker) if sees_detail else [],
    }
    return render(request, "progress/blocker_detail.html", page)


def _counts() -> list[tuple[str, str, int]]:
    """How many open ones are with whom, for the line above the list: code, label, how many."""
    rows = Blocker.objects.public().open().order_by().values_list("rung")
    number_of = dict(rows.annotate(Count("pk")))
    return [(rung.value, str(rung.label), number_of[rung]) for rung in Rung if rung in number_of]
