"""Pages of the steps that ask for more than a reason: who agreed, and what came of it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from commitments import actions
from commitments.finding import find_commitment
from commitments.lifecycle.forms import (
    AmendForm,
    CarryOverForm,
    DecisionForm,
    MergeForm,
    SplitForm,
)
from commitments.models import Commitment
from commitments.permissions import can_edit_plans, can_take_step
from commitments.workflow import OPEN_STAGES, STEP_OF, Stage
from commitments.working.answers import allow, done, refusals_in, show
from network.models import Person

KEEPERS = "Only the secretariat takes this step."


def commitment_put_in_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a proposal, or an early start, a part of its plan."""
    commitment, by = _begin(request, slug, "put_in_plan")
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            actions.put_in_plan(by=by, commitment=commitment, decision=form.decision)
            return done(request, "The commitment is now in the plan.", commitment)
    return _page(request, form, commitment, "put_in_plan")


def commitment_amend(request: HttpRequest, slug: str) -> HttpResponse:
    """Change words that readers were promised."""
    commitment = find_commitment(request.user, slug)
    by = allow(request, can_edit_plans(request.user), "The secretariat amends commitments.")
    form = AmendForm(request.POST if request.method == "POST" else None, instance=commitment)
    if form.is_valid():
        with refusals_in(form):
            amended = actions.amend_commitment(
                by=by,
                commitment=commitment,
                text=form.text,
                decision=form.decision,
                began_from=form.cleaned_data["began_from"],
            )
            sentence = "The wording is amended. Every earlier one can still be read."
            return done(request, sentence, amended)
    shown = find_commitment(request.user, slug)  # the form has written into the other
    return show(request, "commitments/commitment_amend.html", form, commitment=shown)


def commitment_split(request: HttpRequest, slug: str) -> HttpResponse:
    """Close a commitment because it became several."""
    commitment, by = _begin(request, slug, "split")
    form = SplitForm(
        request.POST if request.method == "POST" else None, among=_others_in_plan(commitment)
    )
    return _hand_over(request, form, commitment, by, "split", actions.split_commitment)


def commitment_merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Close a commitment because another takes it in."""
    commitment, by = _begin(request, slug, "merge")
    form = MergeForm(
        request.POST if request.method == "POST" else None, among=_others_in_plan(commitment)
    )
    return _hand_over(request, form, commitment, by, "merge", actions.merge_commitment)


def commitment_carry_over(request: HttpRequest, slug: str) -> HttpResponse:
    """Close a commitment because a later plan promises it again."""
    commitment, by = _begin(request, slug, "carry_over")
    later = _open_commitments().filter(
        plan__country_code=commitment.plan.country_code, plan__number__gt=commitment.plan.number
    )
    form = CarryOverForm(request.POST if request.method == "POST" else None, among=later)
    return _hand_over(request, form, commitment, by, "carry_over", actions.carry_over_commitment)


def _begin(request: HttpRequest, slug: str, step_name: str) -> tuple[Commitment, Person]:
    commitment = find_commitment(request.user, slug)
    may = can_take_step(request.user, STEP_OF[step_name])
    return commitment, allow(request, may, KEEPERS)


def _hand_over(
    request: HttpRequest,
    form: Any,
    commitment: Commitment,
    by: Person,
    step_name: str,
    act: Callable[..., Commitment],
) -> HttpResponse:
    if form.is_valid():
        with refusals_in(form):
            closed = act(
                by=by,
                commitment=commitment,
                into=form.cleaned_data["into"],
                decision=form.decision,
            )
            stage = closed.get_stage_display()
            return done(request, f"The commitment is now “{stage}”.", closed)
    return _page(request, form, commitment, step_name)


def _page(
    request: HttpRequest, form: DecisionForm, commitment: Commitment, step_name: str
) -> HttpResponse:
    step = STEP_OF[step_name]
    into: Any = form.fields.get("into")
    return show(
        request,
        f"commitments/{step.page}.html",
        form,
        commitment=commitment,
        step=step,
        is_possible=commitment.stage in step.sources,
        choices=into.queryset.count() if into else 0,
    )


def _open_commitments() -> Any:
    return Commitment.objects.filter(stage__in=(*OPEN_STAGES, Stage.PROPOSED)).select_related(
        "plan"
    )


def _others_in_plan(commitment: Commitment) -> Any:
    return _open_commitments().filter(plan=commitment.plan).exclude(pk=commitment.pk)
