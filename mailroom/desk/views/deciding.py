"""Pages on which the secretariat decides on letters, one at a time or a whole kind."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import pluralize

from mailroom.delivery.actions import forget_undeliverable
from mailroom.desk import actions
from mailroom.desk.counting import KindCount, kind_count
from mailroom.desk.forms import HoldForm, ReleaseForm, ResendForm, RetryForm
from mailroom.desk.resending import first_of, recipient, why_not
from mailroom.hold import is_on_hold
from mailroom.models import OutboxMessage, UndeliverableAddress
from mailroom.permissions import can_decide_on_mail
from ogp_tracker.forms import TrackerForm


def message_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a waiting message must not go out yet, and keep it."""
    message = _message(request, pk)
    if not message.is_waiting:
        messages.info(request, "This message does not wait any more.")
        return redirect("mailroom:message_detail", pk)
    form = HoldForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.hold(by=request.user, message=message, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "The message is on hold. It goes out when you release it.")
            return redirect("mailroom:message_detail", pk)
    return _show(request, "mailroom/message_hold.html", form, letter=message)


def message_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a message on hold may go out, and let it."""
    message = _message(request, pk)
    if not message.is_held:
        messages.info(request, "This message is not on hold.")
        return redirect("mailroom:message_detail", pk)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.release(by=request.user, message=message, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "The message is released.")
            return redirect("mailroom:message_detail", pk)
    return _show(request, "mailroom/message_release.html", form, letter=message)


def message_resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a message is sent once more, and plan the copy."""
    message = _message(request, pk)
    if refusal := why_not(message):
        messages.info(request, f"This message cannot be sent again. {refusal}")
        return redirect("mailroom:message_detail", pk)
    copies = first_of(message).resends.count()
    data = request.POST if request.method == "POST" else None
    form = ResendForm(data, initial={"copies_seen": copies})
    if form.is_valid():
        try:
            copy = actions.resend(by=request.user, message=message, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "A copy of the message waits to be sent.")
            return redirect("mailroom:message_detail", copy.pk)
    name, address = recipient(message)
    page = {"letter": message, "to_name": name, "to_email": address, "copies": copies}
    return _show(request, "mailroom/message_resend.html", form, **page)


def kind_hold(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask why all waiting messages of a kind must not go out yet, and keep them."""
    count = _kind(request, kind)
    if not count.waiting:
        messages.info(request, "No message of this kind waits.")
        return redirect("mailroom:kind_list")
    form = HoldForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        number = actions.hold_kind(by=request.user, kind=kind, **form.cleaned_data)
        messages.success(request, f"{number} message{pluralize(number)} put on hold.")
        return redirect("mailroom:kind_list")
    return _show(request, "mailroom/kind_hold.html", form, count=count)


def kind_release(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask why all messages of a kind that are on hold may go out, and let them."""
    count = _kind(request, kind)
    if not count.held:
        messages.info(request, "No message of this kind is on hold.")
        return redirect("mailroom:kind_list")
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        number = actions.release_kind(by=request.user, kind=kind, **form.cleaned_data)
        messages.success(request, f"{number} message{pluralize(number)} released.")
        return redirect("mailroom:kind_list")
    return _show(request, "mailroom/kind_release.html", form, count=count)


def address_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why mail to an address is going to arrive now, and write to it again."""
    _ask_first(request)
    dead = get_object_or_404(UndeliverableAddress, pk=pk)
    if dead.forgotten_at is not None:
        messages.info(request, "This address gets mail again already.")
        return redirect("mailroom:address_list")
    form = RetryForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        forget_undeliverable(by=request.user, address=dead.address, **form.cleaned_data)
        messages.success(request, f"{dead.address} gets mail again.")
        return redirect("mailroom:address_list")
    return _show(request, "mailroom/address_retry.html", form, dead=dead)


def _message(request: HttpRequest, pk: int) -> OutboxMessage:
    _ask_first(request)
    rows = OutboxMessage.objects.select_related("recipient", "resend_of")
    return get_object_or_404(rows, pk=pk)


def _kind(request: HttpRequest, kind: str) -> KindCount:
    _ask_first(request)
    count = kind_count(kind)
    if count is None:
        raise Http404("No message of this kind was ever planned.")
    return count


def _ask_first(request: HttpRequest) -> None:
    if not can_decide_on_mail(request.user):
        raise PermissionDenied("Only the secretariat decides on what leaves by email.")


def _show(request: HttpRequest, template: str, form: TrackerForm, **page: object) -> HttpResponse:
    status = 422 if form.is_bound else 200
    page |= {"form": form, "is_on_hold": is_on_hold()}
    return render(request, template, page, status=status)
