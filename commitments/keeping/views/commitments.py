"""Pages on which the secretariat keeps commitments and the organisations that take part."""

from django.http import HttpRequest, HttpResponse

from commitments import actions
from commitments.finding import find_commitment, find_plan
from commitments.keeping.finding import find_of_commitment
from commitments.keeping.forms import (
    CommitmentEditForm,
    CommitmentForm,
    ParticipationForm,
    ReasonForm,
)
from commitments.models import Participation
from commitments.permissions import can_edit_plans, can_take_step
from commitments.workflow import STEP_OF, STEPS
from commitments.working.answers import allow, done, refusals_in, show

KEEPERS = "The secretariat keeps commitments and who takes part in them."
DUE = ("due_text", "due_precision", "due_on")


def commitment_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a commitment to a plan."""
    plan = find_plan(request.user, slug)
    by = allow(request, can_edit_plans(request.user), KEEPERS)
    form = CommitmentForm(request.POST if request.method == "POST" else None, plan=plan)
    if form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name not in DUE}
        with refusals_in(form):
            commitment = actions.add_commitment(by=by, plan=plan, **facts)
            return done(request, f"Commitment {commitment.number} is added.", commitment)
    return show(request, "commitments/commitment_add.html", form, plan=plan)


def commitment_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what a commitment says; links to all else that belongs to it."""
    commitment = find_commitment(request.user, slug)
    by = allow(request, can_edit_plans(request.user), KEEPERS)
    form = CommitmentEditForm(
        request.POST if request.method == "POST" else None, instance=commitment
    )
    if form.is_valid():
        with refusals_in(form):
            actions.edit_row(by=by, row=form.instance, **form.edit)
            return done(request, f"Commitment {form.instance.number} is changed.", commitment)
    shown = find_commitment(request.user, slug)  # the form has written into the other
    return show(
        request,
        "commitments/commitment_edit.html",
        form,
        commitment=shown,
        milestones=shown.milestones.all(),
        # Words that readers do not see yet are changed here, not amended.
        steps=[
            step
            for step in STEPS
            if shown.stage in step.sources and (shown.is_public or step.name != "amend")
        ],
    )


def commitment_step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Take one line of the table in workflow.py, after saying what follows from it."""
    commitment = find_commitment(request.user, slug)
    line = STEP_OF[step]
    by = allow(request, can_take_step(request.user, line), "Only the secretariat takes this step.")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            commitment = actions.take_step(
                by=by, commitment=commitment, step_name=step, **form.cleaned_data
            )
            stage = commitment.get_stage_display()
            return done(request, f"The commitment is now “{stage}”.", commitment)
    return show(
        request,
        "commitments/commitment_step.html",
        form,
        commitment=commitment,
        step=line,
        is_possible=commitment.stage in line.sources,
    )


def participation_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that an organisation leads or supports a commitment."""
    commitment = find_commitment(request.user, slug)
    by = allow(request, can_edit_plans(request.user), KEEPERS)
    form = ParticipationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            row = actions.add_participation(by=by, commitment=commitment, **form.cleaned_data)
            return done(request, f"{row.organisation} now takes part.", commitment)
    rows = commitment.participations.select_related("organisation")
    return show(
        request, "commitments/participation_add.html", form, commitment=commitment, rows=rows
    )


def participation_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an organisation no longer takes part."""
    row = find_of_commitment(request.user, Participation.objects, pk)
    by = allow(request, can_edit_plans(request.user), KEEPERS)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            actions.remove_participation(by=by, participation=row, **form.cleaned_data)
            return done(request, f"{row.organisation} no longer takes part.", row.commitment)
    return show(
        request,
        "commitments/participation_remove.html",
        form,
        participation=row,
        commitment=row.commitment,
    )
