"""The archive of circulations, and the way out of them."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from network.circulation import actions
from network.circulation.finding import find_circulation
from network.models import Circulation, CirculationReader
from network.permissions import can_edit_circulations

ROWS = 24


@login_not_required
def circulation_list(request: HttpRequest) -> HttpResponse:
    """Every circulation that was sent, newest first; its coordinator sees drafts, too."""
    may_edit = can_edit_circulations(request.user)
    circulations = Circulation.objects.visible(drafts_visible=may_edit)
    page = {
        "page": Paginator(circulations, ROWS).get_page(request.GET.get("page")),
        "may_edit": may_edit,
    }
    return render(request, "network/circulation_list.html", page)


@login_not_required
def circulation_detail(request: HttpRequest, month: str) -> HttpResponse:
    """One circulation as its readers see it."""
    page = {
        "circulation": find_circulation(request.user, month),
        "may_edit": can_edit_circulations(request.user),
    }
    return render(request, "network/circulation_detail.html", page)


@login_not_required
@csrf_exempt
@never_cache
def circulation_leave(request: HttpRequest, token: str) -> HttpResponse:
    """A member's way out: a button for people, one POST for mail programs (RFC 8058).

    The token in the address is the right to press it; opening it changes nothing.
    """
    reader = CirculationReader.objects.select_related("person").filter(token=token).first()
    if request.method == "POST" and reader is not None:
        actions.leave_circulation(reader=reader)
        reader.refresh_from_db()
    status = 200 if reader else 404
    return render(request, "network/circulation_leave.html", {"reader": reader}, status=status)
