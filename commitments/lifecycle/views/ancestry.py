"""Pages on which the secretariat says which commitment came of which."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from commitments import actions
from commitments.finding import find_commitment
from commitments.lifecycle.forms import EARLIER, AncestryForm
from commitments.models import Ancestry, Commitment
from commitments.permissions import can_edit_plans
from commitments.working.answers import allow, done, refusals_in, show
from commitments.working.forms import ReasonForm

KEEPERS = "The secretariat says which commitment came of which."


def ancestry_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a commitment came of another one, or another one of it."""
    commitment = find_commitment(request.user, slug)
    by = allow(request, can_edit_plans(request.user), KEEPERS)
    others = Commitment.objects.select_related("plan").exclude(pk=commitment.pk)
    form = AncestryForm(request.POST if request.method == "POST" else None, among=others)
    if form.is_valid():
        typed = dict(form.cleaned_data)
        other, order = typed.pop("other"), typed.pop("order")
        earlier, later = (other, commitment) if order == EARLIER else (commitment, other)
        with refusals_in(form):
            actions.add_ancestry(by=by, earlier=earlier, later=later, **typed)
            return done(request, f"“{later.title}” came of “{earlier.title}”.", commitment)
    lines = Ancestry.objects.filter(Q(earlier=commitment) | Q(later=commitment))
    return show(
        request,
        "commitments/ancestry_add.html",
        form,
        commitment=commitment,
        lines=lines.select_related("earlier__plan", "later__plan"),
    )


def ancestry_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that a commitment came of another one."""
    lines = Ancestry.objects.select_related("earlier__plan", "later__plan")
    line = get_object_or_404(lines, pk=pk)
    by = allow(request, can_edit_plans(request.user), KEEPERS)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            actions.remove_ancestry(by=by, ancestry=line, **form.cleaned_data)
            return done(request, "The two commitments are no longer related.", line.later)
    return show(request, "commitments/ancestry_remove.html", form, line=line, commitment=line.later)
