"""Asking to follow something, without an account and without a cookie (docs/decisions/0015)."""

from collections.abc import Callable
from functools import partial

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from commitments.following.forms import FollowForm, new_stamp
from commitments.following.wishes import Followable, followable, followable_site
from mailroom.following.actions import Wish, ask_to_follow
from mailroom.following.limits import TooManyRequestsError
from mailroom.models import Frequency
from ogp_tracker.languages import in_english


@login_not_required
@csrf_exempt
def follow(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Ask to follow one commitment, theme, plan or organisation."""
    return _ask(request, partial(followable, kind, slug), "commitments/follow.html")


@login_not_required
@csrf_exempt
def follow_site(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask to follow all delays, all reservations, all blockers, or the network's circulation."""
    return _ask(request, partial(followable_site, kind), "commitments/follow_site.html")


@login_not_required
def follow_asked(request: HttpRequest) -> HttpResponse:
    """Say what happens next: the same to everybody, whatever we know of the address."""
    return render(request, "commitments/follow_asked.html")


def _ask(request: HttpRequest, find: Callable[[], Followable], template: str) -> HttpResponse:
    thing = find()
    page: dict[str, object] = {"thing": thing}
    if request.method == "POST":
        form = FollowForm(request.POST, is_monthly=thing.is_monthly)
        if form.is_valid():
            frequency = form.cleaned_data.get("frequency", Frequency.MONTHLY)
            with in_english():
                kept = find()
            wish = Wish(kept.topic, kept.label, kept.path, Frequency(frequency))
            origin = get_adapter().get_client_ip(request)
            try:
                ask_to_follow(email=form.cleaned_data["email"], wish=wish, origin=origin)
            except TooManyRequestsError as refused:
                page |= {"is_too_much": True, "from_one_place": refused.from_one_place}
                return render(request, template, page, status=429)
            return redirect("commitments:follow_asked")
        form.renewed()
    else:
        form = FollowForm(initial={"stamp": new_stamp()}, is_monthly=thing.is_monthly)
    return render(request, template, page | {"form": form})
