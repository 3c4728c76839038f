"""Pages on which each side's keeper appoints the leads of that side and stands them down."""

from django.http import HttpRequest, HttpResponse

from commitments import actions
from commitments.finding import find_commitment
from commitments.keeping.finding import find_of_commitment
from commitments.keeping.forms import LeadForm, ReasonForm
from commitments.models import Lead
from commitments.permissions import can_appoint_lead, can_end_lead
from commitments.working.answers import allow, done, refusals_in, show
from network.permissions import side_kept_by

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
    """Take a key back: it stops working at once."""
    lead = find_of_commitment(request.user, Lead.objects.select_related("person"), pk)
    by = allow(request, can_end_lead(request.user, lead), KEEPERS)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            actions.end_lead(by=by, lead=lead, **form.cleaned_data)
            return done(request, f"{lead.person.name} is no longer a lead.", lead.commitment)
    return show(request, "commitments/lead_end.html", form, lead=lead, commitment=lead.commitment)
