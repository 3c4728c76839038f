"""Pages on which milestones are kept, moved and reported on."""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from commitments import actions
from commitments.finding import find_commitment, find_milestone
from commitments.keeping.forms import (
    MilestoneDateForm,
    MilestoneEditForm,
    MilestoneForm,
    MilestoneReportForm,
)
from commitments.models import Milestone, MilestoneDate, PrintedDate
from commitments.permissions import can_edit_plans, can_update_milestones
from commitments.slip import moved_in_words
from commitments.working.answers import allow, done, refusals_in, show
from ogp_tracker.overtaking import latest_change

KEEPERS = "The secretariat keeps milestones and their dates."
REPORTERS = (
    "The secretariat, and the relationship manager of a department that leads this commitment, "
    "report on its milestones."
)
DUE = ("due_text", "due_precision", "due_on")


def milestone_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a milestone; the date given here opens its list of dates."""
    commitment = find_commitment(request.user, slug)
    by = allow(request, can_edit_plans(request.user), KEEPERS)
    form = MilestoneForm(request.POST if request.method == "POST" else None, commitment=commitment)
    if form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name not in DUE}
        with refusals_in(form):
            milestone = actions.add_milestone(by=by, commitment=commitment, **facts)
            return done(request, f"Milestone {milestone.ref} is added.", milestone)
    milestones = commitment.milestones.all()
    return show(
        request,
        "commitments/milestone_add.html",
        form,
        commitment=commitment,
        milestones=milestones,
    )


def milestone_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words and the place of a milestone, never its date or status."""
    milestone = find_milestone(request.user, pk)
    by = allow(request, can_edit_plans(request.user), KEEPERS)
    form = MilestoneEditForm(request.POST if request.method == "POST" else None, instance=milestone)
    if form.is_valid():
        with refusals_in(form):
            saved = actions.edit_row(by=by, row=form.instance, **form.edit)
            return done(request, f"Milestone {saved.ref} is changed.", saved)
    return _page(request, "commitments/milestone_edit.html", form, pk)


def milestone_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a milestone's date in the open, after saying what readers will see of it."""
    milestone = find_milestone(request.user, pk)
    by = allow(request, can_edit_plans(request.user), KEEPERS)
    dates = list(milestone.dates.select_related("recorded_by").order_by("number"))
    began_from = latest_change(dates[-1]).pk
    form = MilestoneDateForm(
        request.POST if request.method == "POST" else None,
        began_from=began_from,
        is_public=milestone.commitment.is_public,
    )
    told = ""
    if form.is_valid():
        told = _readers_will_see(milestone, dates, form.cleaned_data["due"])
        is_overtaken = form.cleaned_data["began_from"] != began_from
        if told == form.cleaned_data["told"] or is_overtaken:
            with refusals_in(form):
                moved = actions.change_milestone_date(by=by, milestone=milestone, **form.facts)
                sentence = f"Milestone {moved.ref} is now due: {moved.due.wording}."
                return done(request, sentence, moved)
        form.look_again_from(began_from, told)
    page = {"dates": dates, "told": told}
    return _page(request, "commitments/milestone_date.html", form, pk, **page)


def _readers_will_see(milestone: Milestone, dates: list[MilestoneDate], due: PrintedDate) -> str:
    """How readers will see this move; empty where there is none to see."""
    if not milestone.commitment.is_public or milestone.due.says_the_same_as(due):
        return ""
    return moved_in_words([*(date.due for date in dates), due])


def milestone_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Report how a milestone is going."""
    milestone = find_milestone(request.user, pk)
    by = allow(request, can_update_milestones(request.user, milestone.commitment), REPORTERS)
    form = MilestoneReportForm(
        request.POST if request.method == "POST" else None, instance=milestone
    )
    if form.is_valid():
        with refusals_in(form):
            actions.report_milestone(
                by=by, milestone=milestone, report=form.report, **form.circumstances
            )
            return done(request, f"The report on milestone {milestone.ref} is saved.", milestone)
    return _page(request, "commitments/milestone_report.html", form, pk)


def _page(
    request: HttpRequest, template: str, form: BaseForm, pk: int, **page: object
) -> HttpResponse:
    # Read afresh: a form over a row writes into it what was typed, saved or not.
    milestone: Milestone = find_milestone(request.user, pk)
    return show(
        request, template, form, milestone=milestone, commitment=milestone.commitment, **page
    )
