"""What was handed in, what it would do, and what it did."""

import csv

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from commitments.models import ActionPlan
from ogp_tracker.spreadsheets import harmless
from opendata.intake.views.finding import ask_first, find_intake
from opendata.models import Intake, LineOutcome
from opendata.workflow import CONFIRM, READ, IntakeStatus

PAGE_SIZE = 50
FILES_A_PAGE = 20


@require_safe
def intake_list(request: HttpRequest) -> HttpResponse:
    """Every file that was handed in, newest first."""
    ask_first(request)
    rows = Intake.objects.light().select_related("uploaded_by")
    page = Paginator(rows, FILES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "opendata/intake_list.html", {"intakes": page})


@require_safe
def intake_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the file is: its dry run row by row, its progress, or its result."""
    intake = find_intake(request, pk)
    if intake.status == IntakeStatus.UPLOADED:
        return redirect("opendata:intake_columns", pk)
    chosen = request.GET.get("outcome", "")
    lines = [line for line in intake.lines if chosen in ("", line["outcome"])]
    labels = {outcome.value: outcome.label for outcome in LineOutcome}
    page = {
        "intake": intake,
        "lines": Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page")),
        "labels": labels,
        "outcomes": [
            (outcome.value, outcome.label, intake.counts[outcome.value])
            for outcome in LineOutcome
            if outcome.value in intake.counts
        ],
        "chosen": chosen if chosen in labels else "",
        "may_check": intake.may_take(READ),
        "may_confirm": intake.may_take(CONFIRM) and intake.can_be_confirmed,
        "plans": ActionPlan.objects.filter(slug__in=intake.plan_slugs),
    }
    return render(request, "opendata/intake_detail.html", page)


@require_safe
def intake_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """The dry run as CSV."""
    intake = find_intake(request, pk)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"{intake.name.rpartition('.')[0] or intake.name}-check.csv"
    response["Content-Disposition"] = content_disposition_header(True, name)
    writer = csv.writer(response)
    writer.writerow(("outcome", "place", "words"))
    for line in intake.lines:
        writer.writerow([harmless(line[name]) for name in ("outcome", "place", "words")])
    return response


@require_safe
def intake_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it was handed in: always to be saved, never shown in the site's own name."""
    intake = find_intake(request, pk)
    response = HttpResponse(bytes(intake.content), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, intake.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
