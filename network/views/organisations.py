"""Pages on which organisations are added and mended."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from network import actions
from network.changes import history_of_organisation
from network.forms import OrganisationEditForm, OrganisationForm, begin_again
from network.models import Organisation
from network.permissions import can_edit_organisations
from network.requests import SignedInRequest
from ogp_tracker.overtaking import latest_change

ONLY = "Only the secretariat and the network coordinator keep organisations."


def organisation_add(request: SignedInRequest) -> HttpResponse:
    """Add an organisation."""
    if not can_edit_organisations(request.user):
        raise PermissionDenied(ONLY)
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        organisation = actions.add_organisation(by=request.user, **form.cleaned_data)
        messages.success(request, f"{organisation.name} added.")
        return redirect(organisation)
    status = 422 if form.is_bound else 200
    return render(request, "network/organisation_add.html", {"form": form}, status=status)


def organisation_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Mend an organisation's name, abbreviation or kind."""
    if not can_edit_organisations(request.user):
        raise PermissionDenied(ONLY)
    organisation = get_object_or_404(Organisation, slug=slug)
    name, events = organisation.name, history_of_organisation(organisation)
    form = OrganisationEditForm(
        request.POST if request.method == "POST" else None,
        instance=organisation,
        initial={"began_from": latest_change(organisation).pk},
    )
    if form.is_valid():
        try:
            actions.edit_organisation(
                by=request.user,
                organisation=organisation,
                changed=form.changed_columns,
                reason=form.cleaned_data["reason"],
                began_from=form.cleaned_data["began_from"],
            )
        except ValidationError as refused:
            form.add_error(None, refused)
            begin_again(form, organisation)
        else:
            messages.success(request, f"{organisation.name} saved.")
            return redirect(organisation)
    # The form has written what was typed into the row: the heading keeps the name in force.
    page = {"form": form, "organisation": organisation, "saved_name": name, "events": events}
    status = 422 if form.is_bound else 200
    return render(request, "network/organisation_edit.html", page, status=status)
