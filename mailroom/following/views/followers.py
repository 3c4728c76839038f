"""What a follower sees and changes without signing in: the link in each letter is the key.

Opening an address changes nothing, whoever or whatever opens it; buttons do. The token in the
address is the right to press them, so no cookie and no other token is asked for.
"""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from mailroom.following import actions
from mailroom.following.forms import ConfirmForm, FrequencyForm
from mailroom.models import Follower, Subscription
from ogp_tracker import clock


@login_not_required
@csrf_exempt
@never_cache
def follower_detail(request: HttpRequest, token: str) -> HttpResponse:
    """Everything that somebody follows, and the ways to change it."""
    follower = _find(token)
    if follower is None:
        return _nobody(request)
    page = {
        "follower": follower,
        "subscriptions": follower.subscriptions.confirmed(),
        "waiting": follower.subscriptions.waiting(clock.now()),
    }
    return render(request, "mailroom/follower_detail.html", page)


@login_not_required
@csrf_exempt
@never_cache
def follower_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for one press of a button; then the letters begin."""
    follower = _find(token)
    if follower is None:
        return _nobody(request)
    waiting = list(follower.subscriptions.waiting(clock.now()))
    typed = request.POST if request.method == "POST" else None
    form = ConfirmForm(typed, waiting=waiting, asked=request.GET.get("asked", ""))
    begun: list[Subscription] = []
    if request.method == "POST" and waiting and form.is_valid():
        try:
            begun = actions.confirm(follower=follower, chosen=form.cleaned_data["chosen"])
        except ValidationError as refused:
            form.add_error("chosen", refused)
    page = {"follower": follower, "waiting": waiting, "begun": begun, "form": form}
    return render(request, "mailroom/follower_confirm.html", page)


@login_not_required
@csrf_exempt
@never_cache
def follower_leave(request: HttpRequest, token: str) -> HttpResponse:
    """Stop every letter and erase the address: a button for people, one POST for mail programs.

    (RFC 8058: the POST of a mail program carries neither a cookie nor anything typed. It may come
    twice, and is told each time that it worked.)
    """
    follower = _find(token)
    if request.method != "POST" and follower is None:
        return _nobody(request)
    if request.method == "POST" and follower is not None:
        actions.leave_everything(follower=follower)
        follower = None
    return render(request, "mailroom/follower_leave.html", {"follower": follower})


@login_not_required
@csrf_exempt
@never_cache
def subscription_edit(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """How often to write about one topic."""
    subscription = _find_subscription(token, pk)
    if subscription is None or not subscription.is_confirmed:
        return _nobody(request)
    initial = {"frequency": subscription.frequency}
    form = FrequencyForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_frequency(subscription=subscription, **form.cleaned_data)
        return redirect(subscription.follower)
    page = {"subscription": subscription, "form": form}
    return render(request, "mailroom/subscription_edit.html", page)


@login_not_required
@csrf_exempt
@never_cache
def subscription_leave(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Stop the letters about one topic; as `follower_leave`."""
    if request.method != "POST" and _find(token) is None:
        return _nobody(request)
    subscription = _find_subscription(token, pk)
    if request.method == "POST" and subscription is not None:
        actions.leave(subscription=subscription)
    page = {
        "subscription": subscription,
        "follower": _find(token),
        "has_left": request.method == "POST" or subscription is None,
    }
    return render(request, "mailroom/subscription_leave.html", page)


def _find(token: str) -> Follower | None:
    return Follower.objects.filter(token=token).first()


def _find_subscription(token: str, pk: int) -> Subscription | None:
    subscriptions = Subscription.objects.select_related("follower")
    return subscriptions.filter(follower__token=token, pk=pk).first()


def _nobody(request: HttpRequest) -> HttpResponse:
    """The answer to a link that was cut short, or whose owner left."""
    return render(request, "mailroom/parts/nobody.html", status=404)
