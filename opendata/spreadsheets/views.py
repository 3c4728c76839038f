"""The files of plans: the empty one to fill in, and each plan as it is."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from commitments.finding import find_plan
from commitments.models import ActionPlan, Commitment
from commitments.permissions import can_prepare_plans
from network.permissions import Visitor
from opendata.spreadsheets.rows import rows_of
from opendata.spreadsheets.writing import tables, workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_not_required
@require_safe
def plan_template(request: HttpRequest) -> HttpResponse:
    """The spreadsheet to fill in, with nothing in it yet."""
    return _answer(workbook({}), XLSX, "action-plan-template.xlsx")


@login_not_required
@require_safe
def plan_spreadsheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan as a spreadsheet."""
    plan = find_plan(request.user, slug)
    content = workbook(rows_of(plan, _promised(request.user, plan)))
    return _answer(content, XLSX, f"{plan.slug}.xlsx", is_private=not plan.is_public)


@login_not_required
@require_safe
def plan_tables(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan as a zip of CSV files, one for each sheet."""
    plan = find_plan(request.user, slug)
    content = tables(rows_of(plan, _promised(request.user, plan)))
    return _answer(content, "application/zip", f"{plan.slug}.zip", is_private=not plan.is_public)


def _promised(person: Visitor, plan: ActionPlan) -> QuerySet[Commitment]:
    """Those of its commitments that the person may see, in the plan's order."""
    everything = can_prepare_plans(person)
    return plan.commitments.all() if everything else plan.commitments.public()


def _answer(
    content: bytes, content_type: str, name: str, *, is_private: bool = False
) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    if is_private:
        response["Cache-Control"] = "private, no-store"
    return response
