"""Pages on which keepers find, see and invite people."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from network import actions
from network.changes import history_of_person
from network.filters import PersonFilter
from network.forms import InviteForm, PersonEditForm, begin_again
from network.models import Person
from network.permissions import (
    can_edit_organisations,
    can_edit_person,
    can_end_role,
    can_give_roles_to,
    can_invite,
    can_resend_invitation,
    can_see_people,
)
from network.requests import SignedInRequest
from ogp_tracker.overtaking import latest_change

PAGE_SIZE = 25


def person_list(request: SignedInRequest) -> HttpResponse:
    """Everybody, with their roles and whether they have accepted: the keepers' way in."""
    if not can_see_people(request.user):
        raise PermissionDenied("Only those who look after people see the list of people.")
    form = PersonFilter(request.GET)
    people = Paginator(form.found(), PAGE_SIZE).get_page(request.GET.get("page"))
    page = {
        "form": form,
        "people": people,
        "can_invite": can_invite(request.user),
        "can_edit_organisations": can_edit_organisations(request.user),
    }
    return render(request, "network/person_list.html", page)


def person_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One person: roles now and before, the invitation, and everything recorded."""
    if not can_see_people(request.user):
        raise PermissionDenied("Only those who look after people see this page.")
    person = get_object_or_404(Person.objects.select_related("invitation__invited_by"), pk=pk)
    roles = list(person.roles.select_related("organisation"))
    page = {
        "person": person,
        "roles_now": [(r, can_end_role(request.user, r)) for r in roles if r.ends_on is None],
        "roles_before": [role for role in roles if role.ends_on is not None],
        "can_give_roles": can_give_roles_to(request.user, person),
        "can_resend": can_resend_invitation(request.user, person),
        "can_edit": can_edit_person(request.user, person),
        "events": history_of_person(person),
    }
    return render(request, "network/person_detail.html", page)


def person_invite(request: SignedInRequest) -> HttpResponse:
    """Invite somebody new in one role."""
    if not can_invite(request.user):
        raise PermissionDenied("Only those who look after people invite somebody.")
    form = InviteForm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_valid():
        try:
            invitation = actions.invite_person(by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            person = invitation.person
            messages.success(request, f"Invitation sent to {person.name} at {person.email}.")
            return redirect("network:person_detail", person.pk)
    status = 422 if form.is_bound else 200
    page = {"form": form, "can_edit_organisations": can_edit_organisations(request.user)}
    return render(request, "network/person_invite.html", page, status=status)


def person_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mend the name or address of somebody who has not accepted the invitation yet."""
    if not can_see_people(request.user):
        raise PermissionDenied("Only those who look after people see this page.")
    person = get_object_or_404(Person.objects.select_related("invitation"), pk=pk)
    if not can_edit_person(request.user, person):
        raise PermissionDenied(
            "Somebody’s name and address can only be changed here before they have accepted."
        )
    initial = {"name": person.name, "email": person.email, "began_from": latest_change(person).pk}
    form = PersonEditForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            actions.mend_invited_person(by=request.user, person=person, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
            begin_again(form, person)
        else:
            messages.success(request, _mended(form))
            return redirect("network:person_detail", person.pk)
    status = 422 if form.is_bound else 200
    page = {"form": form, "person": person}
    return render(request, "network/person_edit.html", page, status=status)


def _mended(form: PersonEditForm) -> str:
    if "email" in form.changed_data:
        return f"Saved. A new invitation has been sent to {form.cleaned_data['email']}."
    return "Saved."
