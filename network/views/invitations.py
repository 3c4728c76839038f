"""Sending an invitation again, and the page its link opens."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache

from network import actions
from network.forms import ResendForm
from network.models import Invitation, Person
from network.permissions import can_resend_invitation, can_see_people
from network.requests import SignedInRequest


def invitation_resend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask once more, then send the letter again with a new link."""
    if not can_see_people(request.user):
        raise PermissionDenied("Only those who look after people send invitations.")
    person = get_object_or_404(Person.objects.select_related("invitation"), pk=pk)
    invitation = person.open_invitation
    if invitation is None:
        messages.info(request, f"{person.name} has no invitation that waits for an answer.")
        return redirect("network:person_detail", person.pk)
    if not can_resend_invitation(request.user, person):
        raise PermissionDenied("You send invitations only for roles that you may give.")
    initial = {"times_sent": invitation.times_sent}
    form = ResendForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            actions.resend_invitation(by=request.user, invitation=invitation, **form.cleaned_data)
        except ValidationError as refused:
            messages.info(request, refused.message)
        else:
            messages.success(request, f"Invitation sent again to {person.email}.")
        return redirect("network:person_detail", person.pk)
    page = {"form": form, "person": person, "invitation": invitation}
    status = 422 if form.is_bound else 200
    return render(request, "network/invitation_resend.html", page, status=status)


@login_not_required
@never_cache
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Show who invites whom as what. Only the button lets anybody in, once; a GET never does."""
    invitation = actions.find_invitation(token)
    if invitation is None:
        return render(request, "network/invitation_accept.html", status=404)
    if request.method == "POST":
        try:
            person = actions.accept_invitation(invitation=invitation)
        except ValidationError:
            invitation.refresh_from_db()
        else:
            return _let_in(request, person)
    page = {"invitation": invitation, "person": invitation.person}
    is_open = invitation.state is Invitation.State.OPEN
    return render(request, "network/invitation_accept.html", page, status=200 if is_open else 410)


def _let_in(request: HttpRequest, person: Person) -> HttpResponse:
    """Sign the person in under a new session key, and take them to what they owe."""
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    words = format_html(
        "Welcome. Next time, sign in with a code that we email you, or "
        '<a class="govuk-notification-banner__link" href="{}">set a password</a>.',
        reverse("account_set_password"),
    )
    messages.success(request, words)
    return redirect("progress:your_work")
