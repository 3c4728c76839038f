"""Pages on which the secretariat sees what leaves by e-mail."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from mailroom.filters import MessageFilter
from mailroom.hold import is_on_hold
from mailroom.models import OutboxMessage
from mailroom.permissions import can_read_body, can_read_mailroom

PAGE_SIZE = 25


def message_list(request: HttpRequest) -> HttpResponse:
    """Every message, newest first, with how many stand in which status."""
    _ask_first(request)
    found = MessageFilter(request.GET, OutboxMessage.objects.defer("body"))
    messages = Paginator(found.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    page = {
        "form": found.form,
        "chosen": found.number_chosen,
        "letters": messages,
        "counts": _counts(),
        "is_on_hold": is_on_hold(),
    }
    return render(request, "mailroom/message_list.html", page)


def message_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One message as it is sent, or why its text is not shown."""
    _ask_first(request)
    message = get_object_or_404(OutboxMessage, pk=pk)
    page = {"letter": message, "can_read_body": can_read_body(message)}
    return render(request, "mailroom/message_detail.html", page)


def _ask_first(request: HttpRequest) -> None:
    if not can_read_mailroom(request.user):
        raise PermissionDenied("Only the secretariat sees what leaves by email.")


def _counts() -> list[tuple[str, str, int]]:
    """Each status that occurs, in the order of a message's life: code, label, how many."""
    rows = OutboxMessage.objects.order_by().values_list("status").annotate(Count("pk"))
    number_of = dict(rows)
    return [
        (code, label, number_of[code])
        for code, label in OutboxMessage.Status.choices
        if code in number_of
    ]
