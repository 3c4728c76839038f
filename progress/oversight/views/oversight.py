"""The oversight page: everything that waits in a portfolio, and the same as a file."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from network.requests import SignedInRequest
from progress.oversight.filters import OversightFilter
from progress.oversight.gathering import START_WITH, gather
from progress.oversight.ground import Ground, ground_of
from progress.oversight.matters import Matter, Rank
from progress.oversight.meeting import lines_of
from progress.oversight.table import table_of
from progress.permissions import can_see_oversight

ROWS = 50


def oversight(request: SignedInRequest) -> HttpResponse:
    """What is owed, by whom, how late, and what to do next; one line a commitment in a meeting."""
    ground, form, matters = _narrowed(request)
    page = {
        "form": form,
        "chosen": len(form.chosen),
        "ground": ground,
        "number": len(matters),
        "late": sum(matter.is_late for matter in matters),
        "ranks": list(Rank),
    }
    if request.GET.get("view") == "meeting":
        return render(request, "progress/oversight.html", page | {"lines": lines_of(matters)})
    rows = Paginator(matters, ROWS).get_page(request.GET.get("page"))
    first = matters[:START_WITH] if rows.number == 1 else []
    return render(request, "progress/oversight.html", page | {"first": first, "page": rows})


def oversight_file(request: SignedInRequest) -> HttpResponse:
    """The list as it is narrowed down, as CSV."""
    ground, _, matters = _narrowed(request)
    name = f"oversight-{ground.today.isoformat()}.csv"
    return HttpResponse(
        table_of(matters, ground),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _narrowed(request: SignedInRequest) -> tuple[Ground, OversightFilter, list[Matter]]:
    if not can_see_oversight(request.user):
        raise PermissionDenied(
            "Relationship managers, the secretariat and the network coordinator see all that waits."
        )
    ground = ground_of(request.user)
    form = OversightFilter(request.GET, ground=ground)
    return ground, form, form.narrow(gather(ground))
