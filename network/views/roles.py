"""Pages on which roles are given and ended."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from network import actions
from network.forms import ReasonForm, RoleForm
from network.models import Person, Role
from network.permissions import can_end_role, can_give_roles_to, can_see_people, side_kept_by
from network.requests import SignedInRequest


def role_give(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give somebody we know one more role."""
    if not can_see_people(request.user):
        raise PermissionDenied("Only those who look after people give roles.")
    person = get_object_or_404(Person, pk=pk)
    if not can_give_roles_to(request.user, person):
        raise PermissionDenied("Nobody gives a role to themselves: ask somebody else who may.")
    form = RoleForm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_valid():
        try:
            role = actions.give_role(by=request.user, person=person, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error("kind", refused)
        else:
            messages.success(request, f"{person.name} now has the role: {role}.")
            return redirect("network:person_detail", person.pk)
    page = {"form": form, "person": person}
    return render(request, "network/role_give.html", page, status=422 if form.is_bound else 200)


def role_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what ends with a role, ask why, and end it."""
    if not can_see_people(request.user):
        raise PermissionDenied("Only those who look after people end roles.")
    role = get_object_or_404(Role.objects.select_related("person", "organisation"), pk=pk)
    if not can_end_role(request.user, role):
        raise PermissionDenied("You end only roles that you may give, and never your own.")
    if role.ends_on is not None:
        messages.info(request, f"This role has already ended: {role}.")
        return redirect("network:person_detail", role.person_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.end_role(by=request.user, role=role, reason=form.cleaned_data["reason"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, f"{role.person.name} no longer has the role: {role}.")
            return redirect("network:person_detail", role.person_id)
    page = {
        "form": form,
        "role": role,
        "person": role.person,
        "keeps_side": side_kept_by(request.user),
    }
    return render(request, "network/role_end.html", page, status=422 if form.is_bound else 200)
