"""When updates are due: decisions, reporting dates, more time, and how each commitment stands."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models
from django.db.models import Q

from commitments.models import ActionPlan, Commitment
from opendata.columns import Column, Kind, Told
from opendata.datasets import Dataset, Readings
from opendata.tables.belonging import (
    OF_ITS_COMMITMENT,
    in_order_of_plans,
    of_commitment,
    of_public,
)
from opendata.tables.promises import IN_ITS_PLAN
from progress.models import Extension, Frequency, ReportingPeriod, ScheduleDecision
from progress.standings import Standing, standings

OF_PUBLIC_PLAN = Q(plan__published_on__isnull=False)

SCHEDULE_DECISIONS = Dataset(
    name="schedule_decisions",
    title="Decisions on the reporting schedule",
    about="Who decided how often a plan is reported on, when and why.",
    rows=lambda: ScheduleDecision.objects.filter(OF_PUBLIC_PLAN).order_by("plan", "number"),
    columns=(
        Column("plan", "Plan", "plan__slug", is_required=True),
        Column("number", "Number of the decision", "number", Kind.WHOLE, is_required=True),
        Column("frequency", "How often", "frequency", codes=Frequency),
        Column("first_due_on", "First due day it set", "first_due_on", Kind.DAY),
        Column("decided_on", "Day on which it was decided", "decided_on", Kind.DAY),
        Column("decided_by", "Who decided", "decided_by"),
        Column("reason", "Why", "reason"),
        Column("review_on", "Day on which it is looked at again", "review_on", Kind.DAY),
        Column(
            "silence_days",
            "Days of silence after which one side may publish alone",
            "silence_days",
            Kind.WHOLE,
        ),
        Column("closing_days", "Days after which a period closes", "closing_days", Kind.WHOLE),
        Column("recorded_at", "When it was recorded", "recorded_at", Kind.MOMENT),
        Column("recorded_by", "Who recorded it", "recorded_by__name"),
    ),
    key=("plan", "number"),
    references=(IN_ITS_PLAN,),
)

PERIODS = Dataset(
    name="periods",
    title="Reporting dates",
    about="The days by which each commitment of a plan owes an update.",
    rows=lambda: ReportingPeriod.objects.filter(OF_PUBLIC_PLAN).order_by("plan", "number"),
    columns=(
        Column("plan", "Plan", "plan__slug", is_required=True),
        Column("number", "Number of the period", "number", Kind.WHOLE, is_required=True),
        Column("opens_on", "First day on which it can be reported on", "opens_on", Kind.DAY),
        Column("due_on", "Due day, until midnight at its end", "due_on", Kind.DAY),
        Column(
            "silence_days",
            "Days of silence after which one side may publish alone",
            "silence_days",
            Kind.WHOLE,
        ),
        Column("closes_on", "Last day on which an update can be published", "closes_on", Kind.DAY),
        Column(
            "decision",
            "Decision that set it; none: the plan’s file or a person",
            "decision__number",
            Kind.WHOLE,
        ),
    ),
    key=("plan", "number"),
    references=(IN_ITS_PLAN,),
)


def _granted_in_public() -> models.QuerySet[Extension]:
    of_all = Q(commitment=None, period__plan__in=ActionPlan.objects.public())
    return Extension.objects.filter(of_all | of_public())


EXTENSIONS = Dataset(
    name="extensions",
    title="Extensions",
    about="More time for an update, granted to one commitment or to all.",
    rows=lambda: _granted_in_public().order_by("period__plan", "granted_at", "pk"),
    columns=(
        Column("extension", "Number of the extension", "pk", Kind.WHOLE, is_required=True),
        Column("plan", "Plan", "period__plan__slug"),
        Column("period_due_on", "Due day of the period", "period__due_on", Kind.DAY),
        Column("commitment", "Commitment; none: granted to all", "commitment__slug"),
        Column("previous_due_on", "Due day before", "previous_due_on", Kind.DAY),
        Column("due_on", "New due day", "due_on", Kind.DAY),
        Column("asked_by", "Who asked for it", "asked_by"),
        Column("reason", "Why it was granted", "reason"),
        Column("granted_on", "Day on which it was granted", "granted_on", Kind.DAY),
    ),
    key=("extension",),
    references=(OF_ITS_COMMITMENT,),
)


class State(models.TextChoices):
    """How a commitment stands with a period, in one word."""

    PUBLISHED = "published", "Published"
    NOT_REPORTED = "not_reported", "Not reported: the period closed without an update"
    CLOSED_OVERDUE = "closed_overdue", "The commitment was closed while its update was late"
    OVERDUE = "overdue", "Overdue"
    AWAITED = "awaited", "Not published yet, and not late"
    NOT_OWED = "not_owed", "No update is owed"


def state_of(standing: Standing) -> State:
    """The word for a standing, by the rules of the pages."""
    rules = (
        (standing.published_on is not None, State.PUBLISHED),
        (standing.is_not_reported or standing.is_over, State.NOT_REPORTED),
        (standing.was_closed_overdue, State.CLOSED_OVERDUE),
        (standing.is_overdue, State.OVERDUE),
        (standing.is_awaited, State.AWAITED),
    )
    return next((state for holds, state in rules if holds), State.NOT_OWED)


def _standings(commitments: Sequence[int]) -> Readings:
    rows = list(Commitment.objects.filter(pk__in=commitments).select_related("plan"))
    periods = ReportingPeriod.objects.filter(plan__in={row.plan_id for row in rows})
    found: dict[int, list[Standing]] = {}
    for standing in standings(rows, periods.order_by("due_on")):
        if standing.period.opens_on <= standing.today:
            found.setdefault(standing.commitment.pk, []).append(standing)
    return found


def _standing(of: Callable[[Standing], Any]) -> Told:
    return Told(of)


PUNCTUALITY = Dataset(
    name="punctuality",
    title="Punctuality",
    about="How each commitment stands with each reporting date that has opened, by the rules of "
    "lateness that the site prints.",
    rows=lambda: Commitment.objects.public().order_by(*in_order_of_plans("")),
    columns=(
        *of_commitment(""),
        Column(
            "period_due_on",
            "Due day of the period",
            _standing(lambda one: one.period.due_on),
            Kind.DAY,
            is_required=True,
        ),
        Column(
            "due_on",
            "Due day in force, with any more time",
            _standing(lambda one: one.deadline.due_on),
            Kind.DAY,
        ),
        Column(
            "closes_on",
            "Last day on which it can be published",
            _standing(lambda one: one.deadline.closes_on),
            Kind.DAY,
        ),
        Column("state", "How it stands", _standing(state_of), codes=State),
        Column(
            "first_published_on",
            "Day of the first publication",
            _standing(lambda one: one.published_on),
            Kind.DAY,
        ),
        Column("days_late", "Days late", _standing(lambda one: one.days_late), Kind.WHOLE),
        Column(
            "commitment_closed_on",
            "Day on which the commitment was closed, if that was before the period was over",
            _standing(lambda one: one.closed_on),
            Kind.DAY,
        ),
    ),
    key=("commitment", "period_due_on"),
    references=(OF_ITS_COMMITMENT,),
    readings=_standings,
)
