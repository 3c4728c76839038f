"""Pages on which each side's keeper appoints the leads of that side and stands them down."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments import actions
from commitments.finding import find_commitment
from commitments.keeping.finding import find_of_commitment
from commitments.keeping.forms import HandOverForm, LeadEndForm, LeadForm
from commitments.models import Lead
from commitments.permissions import (
    can_appoint_lead,
    can_end_lead,
    can_read_hand_overs,
    can_write_hand_over,
)
from commitments.working.answers import allow, done, refusals_in, show
from network.permissions import side_kept_by

WITH_NOTE = Lead.objects.select_related("person", "hand_over__written_by")
KEEPERS = "The secretariat appoints government leads, the network coordinator civil society leads."


def lead_appoint(request: HttpRequest, slug: str) -> HttpResponse:
    """Give somebody the key of the side that the person asking keeps."""
    commitment = find_commitment(request.user, slug)
    side = side_kept_by(request.user)
    may = side is not None and can_appoint_lead(request.user, side)
    by = allow(request, may, KEEPERS)
    assert side is not None
    form = LeadForm(request.POST if request.method == "POST" else None, side=side)
    if form.is_valid():
        role = form.cleaned_data["role"]
        with refusals_in(form):
            actions.appoint_lead(
                by=by,
                commitment=commitment,
                side=side,
                person=role.person,
                organisation=role.organisation,
                reason=form.cleaned_data["reason"],
            )
            return done(request, f"{role.person.name} is now a lead. We told them.", commitment)
    leads = commitment.leads.filter(ends_on__isnull=True, side=side)
    return show(
        request,
        "commitments/lead_appoint.html",
        form,
        commitment=commitment,
        side=side,
        leads=leads.select_related("person", "organisation"),
    )


def lead_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a key back: it stops working at once. The hand-over note can be written with it."""
    lead = find_of_commitment(request.user, WITH_NOTE, pk)
    by = allow(request, can_end_lead(request.user, lead), KEEPERS)
    form = LeadEndForm(request.POST if request.method == "POST" else None, lead=lead)
    if form.is_valid():
        with refusals_in(form):
            actions.end_lead(by=by, lead=lead, **form.cleaned_data)
            return done(request, f"{lead.person.name} is no longer a lead.", lead.commitment)
    return show(request, "commitments/lead_end.html", form, lead=lead, commitment=lead.commitment)


def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """What a lead leaves to the next: read by who works on the commitment, written by the lead."""
    lead = find_of_commitment(request.user, WITH_NOTE, pk)
    may_read = can_read_hand_overs(request.user, lead.commitment)
    by = allow(request, may_read, "Only those who work on this commitment read hand-over notes.")
    page = {"lead": lead, "commitment": lead.commitment, "note": getattr(lead, "hand_over", None)}
    if not can_write_hand_over(by, lead):
        if request.method == "POST":
            raise PermissionDenied("A hand-over note is written by the lead, or by their keeper.")
        return render(request, "commitments/hand_over.html", page)
    form = HandOverForm(request.POST if request.method == "POST" else None, lead=lead)
    if form.is_valid():
        with refusals_in(form):
            actions.write_hand_over(by=by, lead=lead, **form.cleaned_data)
            return done(request, "The hand-over note is kept.", "commitments:hand_over", lead.pk)
    return show(request, "commitments/hand_over.html", form, **page)
