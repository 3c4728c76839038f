"""Handing in a file, matching its columns, confirming it."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from commitments.working.answers import done, refusals_in, show
from opendata.intake import actions
from opendata.intake.columns import ColumnsForm, asked_of
from opendata.intake.forms import ConfirmForm, UploadForm
from opendata.intake.names import plain_name
from opendata.intake.readers import READERS, IntakeRefusedError
from opendata.intake.views.finding import ask_first, find_intake
from opendata.models import IntakeKind
from opendata.workflow import CONFIRM, READ


def intake_add(request: HttpRequest) -> HttpResponse:
    """Hand in a file."""
    by = ask_first(request)
    is_posted = request.method == "POST"
    form = UploadForm(request.POST if is_posted else None, request.FILES if is_posted else None)
    if form.is_valid():
        name = plain_name(form.cleaned_data["file"].name or "")
        try:
            return redirect(actions.hand_in(by=by, name=name, content=form.content))
        except ValidationError as refused:
            form.add_error("file", refused)
    return show(request, "opendata/intake_add.html", form)


def intake_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which heading of the file stands for which column."""
    intake = find_intake(request, pk)
    by = ask_first(request)
    if not intake.may_take(READ):
        return redirect(intake)
    try:
        sections = READERS[IntakeKind(intake.kind)].sections(actions.upload_of(intake))
    except IntakeRefusedError:
        return redirect(intake)
    asked = asked_of(sections, intake.mapping)
    form = ColumnsForm(request.POST if request.method == "POST" else None, asked=asked)
    if form.is_valid():
        with refusals_in(form):
            intake = actions.match_columns(by=by, intake=intake, mapping=form.mapping)
            return redirect(intake)
    return show(request, "opendata/intake_columns.html", form, intake=intake, asked=asked)


def intake_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Look through the file once more: what is here may have changed since."""
    intake = find_intake(request, pk)
    by = ask_first(request)
    if request.method == "POST" and intake.may_take(READ):
        actions.look_through(by=by, intake=intake)
        return done(request, gettext("The file was looked through again."), intake)
    return redirect(intake)


def intake_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Import the file, after a last look at what that means."""
    intake = find_intake(request, pk)
    by = ask_first(request)
    if not intake.may_take(CONFIRM) or not intake.can_be_confirmed:
        return redirect(intake)
    form = ConfirmForm(request.POST if request.method == "POST" else None, intake=intake)
    if form.is_valid():
        with refusals_in(form):
            return redirect(actions.confirm(by=by, intake=intake, **form.cleaned_data))
    return show(request, "opendata/intake_confirm.html", form, intake=intake)
