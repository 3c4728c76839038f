"""Every wording of a commitment, for everybody to read and compare."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from commitments import actions
from commitments.finding import find_commitment
from commitments.lifecycle.forms import WordingForm
from commitments.lifecycle.reading import parts_of, wordings_of
from commitments.permissions import can_edit_plans, can_prepare_plans
from commitments.working.answers import allow, done, refusals_in, show


@login_not_required
def commitment_wordings(request: HttpRequest, slug: str) -> HttpResponse:
    """Every wording with who agreed to it, latest first."""
    commitment = find_commitment(request.user, slug)
    page = {
        "commitment": commitment,
        "readings": wordings_of(commitment),
        # Why a draft was recorded stays among those who prepared it.
        "may_prepare": can_prepare_plans(request.user),
        "may_record": can_edit_plans(request.user) and not commitment.is_public,
        "may_amend": can_edit_plans(request.user) and commitment.is_public,
    }
    return render(request, "commitments/commitment_wordings.html", page)


@login_not_required
def wording_compare(request: HttpRequest, slug: str, before: int, after: int) -> HttpResponse:
    """Two wordings, part by part, with the words that differ marked."""
    commitment = find_commitment(request.user, slug)
    rows = commitment.wordings.all()
    older, newer = get_object_or_404(rows, number=before), get_object_or_404(rows, number=after)
    page = {
        "commitment": commitment,
        "before": older,
        "after": newer,
        "may_prepare": can_prepare_plans(request.user),
        "parts": parts_of(older, newer),
    }
    return render(request, "commitments/wording_compare.html", page)


def wording_record(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the present words of a commitment that readers do not see yet."""
    commitment = find_commitment(request.user, slug)
    by = allow(request, can_edit_plans(request.user), "The secretariat records wordings.")
    form = WordingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            wording = actions.record_wording(by=by, commitment=commitment, **form.cleaned_data)
            sentence = (
                f"Wording {wording.number} is recorded: {wording.get_kind_display().lower()}."
            )
            return done(request, sentence, "commitments:commitment_wordings", commitment.slug)
    return show(
        request,
        "commitments/wording_record.html",
        form,
        commitment=commitment,
        is_possible=not commitment.is_public,
    )
