"""Editing and sending a circulation."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from network.circulation import actions
from network.circulation.finding import find_circulation
from network.circulation.forms import CirculationForm, SendForm
from network.circulation.recipients import number_of_recipients
from network.forms import begin_again
from network.models import Circulation, Person
from network.permissions import can_edit_circulations, is_signed_in
from ogp_tracker.overtaking import latest_change
from ogp_tracker.typed_text import forget, keeps_typed_text, mark_for, taken_up


@keeps_typed_text
def circulation_edit(request: HttpRequest, month: str) -> HttpResponse:
    """Change the words of a draft."""
    by, circulation = _ask_first(request, month)
    if request.method == "POST":
        form = CirculationForm(request.POST)
        if form.is_valid() and _done(form, circulation, actions.edit_circulation, by=by):
            forget(request)
            return redirect(circulation)
        typed = None
    else:
        typed = taken_up(request)
        form = CirculationForm(typed, initial=_initial(circulation))
    page = {
        "circulation": circulation,
        "form": form,
        "typed_by": mark_for(request),
        "was_signed_out": typed is not None,
    }
    return render(request, "network/circulation_edit.html", page)


def circulation_send(request: HttpRequest, month: str) -> HttpResponse:
    """Send it, after a look at what it says and how many get it."""
    by, circulation = _ask_first(request, month)
    if request.method == "POST":
        form: SendForm = SendForm(request.POST)
        if form.is_valid() and _done(form, circulation, actions.send_circulation, by=by):
            messages.success(request, "The circulation is on its way to its readers.")
            return redirect(circulation)
    else:
        form = SendForm(initial={"began_from": latest_change(circulation).pk})
    page = {
        "circulation": circulation,
        "form": form,
        "recipients": number_of_recipients(),
    }
    return render(request, "network/circulation_send.html", page)


def _ask_first(request: HttpRequest, month: str) -> tuple[Person, Circulation]:
    """Who asks, and the draft. Raises PermissionDenied and Http404."""
    person = request.user
    circulation = find_circulation(person, month)
    if not is_signed_in(person) or not can_edit_circulations(person):
        raise PermissionDenied("Only the network’s coordinator edits and sends the circulation.")
    if circulation.is_sent:
        raise PermissionDenied("This circulation was sent: it stays as it is.")
    return person, circulation


def _initial(circulation: Circulation) -> dict[str, Any]:
    return {
        "subject": circulation.subject,
        "text": circulation.text,
        "began_from": latest_change(circulation).pk,
    }


def _done(form: Any, circulation: Circulation, action: Any, by: Person) -> bool:
    """Act with what the form holds; a refusal is shown, and what was typed stays."""
    try:
        action(by=by, circulation=circulation, **form.cleaned_data)
    except ValidationError as refused:
        form.add_error(None, refused)
        circulation.refresh_from_db()
        begin_again(form, circulation)
        return False
    return True
