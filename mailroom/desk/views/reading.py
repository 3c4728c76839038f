"""Pages on which the secretariat sees what leaves by e-mail."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from mailroom.desk.counting import counts, kind_counts
from mailroom.desk.filters import MessageFilter
from mailroom.desk.resending import first_of, why_not
from mailroom.hold import is_on_hold
from mailroom.models import OutboxMessage, UndeliverableAddress
from mailroom.permissions import can_decide_on_mail, can_read_body, can_read_mailroom
from ogp_tracker.outages import pulse

PAGE_SIZE = 25


def message_list(request: HttpRequest) -> HttpResponse:
    """Every message, newest first, with how many stand in which status."""
    ask_first(request)
    found = MessageFilter(request.GET, OutboxMessage.objects.defer("body"))
    messages = Paginator(found.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    page = {
        "form": found.form,
        "chosen": found.number_chosen,
        "letters": messages,
        "counts": counts(OutboxMessage.objects.all()),
        "is_on_hold": is_on_hold(),
        "silences": pulse.silences(dict(pulse.ages())),
    }
    return render(request, "mailroom/message_list.html", page)


def message_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One message as it is sent, or why its text is not shown, and what was decided on it."""
    ask_first(request)
    rows = OutboxMessage.objects.select_related("recipient", "resend_of")
    message = get_object_or_404(rows, pk=pk)
    page = {
        "letter": message,
        "can_read_body": can_read_body(message),
        "can_decide": can_decide_on_mail(request.user),
        "why_not_again": why_not(message),
        "copies": first_of(message).resends.order_by("pk"),
        "decisions": message.decisions.select_related("decided_by").order_by("-pk"),
    }
    return render(request, "mailroom/message_detail.html", page)


def recipient_detail(request: HttpRequest) -> HttpResponse:
    """Everything that was sent, or is going to be, to one person."""
    ask_first(request)
    # PostgreSQL takes no NUL, and no address holds one.
    address = request.GET.get("address", "").replace("\0", "").strip()
    found = OutboxMessage.objects.sent_to(address)
    latest = found.select_related("recipient").first()
    if latest is None:
        raise Http404("No message was ever planned for this address.")
    letters = Paginator(found.defer("body"), PAGE_SIZE).get_page(request.GET.get("page"))
    page = {"latest": latest, "address": address, "letters": letters, "counts": counts(found)}
    return render(request, "mailroom/recipient_detail.html", page)


def kind_list(request: HttpRequest) -> HttpResponse:
    """Every kind of letter, with how many wait and how many are on hold."""
    ask_first(request)
    page = {"kinds": kind_counts(), "can_decide": can_decide_on_mail(request.user)}
    return render(request, "mailroom/kind_list.html", page)


def address_list(request: HttpRequest) -> HttpResponse:
    """The addresses that nothing reaches, newest first, and those tried again since."""
    ask_first(request)
    rows = UndeliverableAddress.objects.select_related("forgotten_by")
    page = {
        "addresses": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "can_decide": can_decide_on_mail(request.user),
    }
    return render(request, "mailroom/address_list.html", page)


def ask_first(request: HttpRequest) -> None:
    """Answer 403 to everybody who has no business here."""
    if not can_read_mailroom(request.user):
        raise PermissionDenied("Only the secretariat sees what leaves by email.")
