"""What calendars hold of the plans: dates of milestones, and days on which updates are due."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Max, OuterRef, Subquery
from django.urls import reverse

from commitments.models import ActionPlan, Commitment, Milestone
from commitments.workflow import MilestoneStatus
from ogp_tracker.templatetags.tracker import day
from opendata.feeds.calendars import Happening, Scope, Source
from progress.deadlines import Deadline
from progress.models import Extension, ReportingPeriod

MILESTONE = "Milestone"
UPDATE = "Progress update"


def milestones(scope: Scope) -> Iterator[Happening]:
    """Every milestone with a last day; one with a season for a date has none, and is left out."""
    changed = Milestone.history.filter(id=OuterRef("pk")).order_by("-history_date")
    rows = (
        Milestone.objects.filter(commitment__in=scope.commitments, due_on__isnull=False)
        .select_related("commitment")
        .annotate(
            moves=Max("dates__number"),
            moved_at=Max("dates__recorded_at"),
            changed_at=Subquery(changed.values("history_date")[:1]),
        )
    )
    for row in rows.order_by("due_on", "pk"):
        yield _of_milestone(row)


def _of_milestone(row: Any) -> Happening:
    commitment = row.commitment
    done = f", {row.get_status_display().lower()}" if row.status in DONE else ""
    lines = [
        f"Milestone of commitment {commitment.number}, {commitment.title}.",
        f"Date in force, as it is worded: {row.due.wording}.",
        f"Last reported: {row.get_status_display().lower()}.",
    ]
    if row.completed_on:
        lines.append(f"Completed on {day(row.completed_on)}.")
    return Happening(
        parts=("milestone", row.pk),
        on=row.due_on or dt.date.max,
        title=f"{row.ref} {row.title}{done}",
        about="\n".join(lines),
        path=row.get_absolute_url(),
        kind=MILESTONE,
        changed_at=row.changed_at or row.moved_at,
        moves=row.moves or 0,
        is_cancelled=row.status == MilestoneStatus.CLOSED,
    )


DONE = (MilestoneStatus.COMPLETED, MilestoneStatus.CLOSED)


def reporting_dates(scope: Scope) -> Iterator[Happening]:
    """The due days of the plans, and those of commitments that were given more time.

    A single commitment has its own day instead of its plan's; one that owes no updates has none.
    """
    if scope.alone and not scope.alone.owes_updates:
        return
    plans = ActionPlan.objects.filter(commitments__in=scope.commitments)
    changed = ReportingPeriod.history.filter(id=OuterRef("pk")).order_by("-history_date")
    rows = (
        ReportingPeriod.objects.filter(plan__in=plans)
        .select_related("plan")
        .annotate(changed_at=Subquery(changed.values("history_date")[:1]))
    )
    for period, by_commitment in _granted(rows, scope):
        general = by_commitment.pop(None, [])
        if not (scope.alone and by_commitment):
            yield _of_plan(period, general, scope.alone)
        for commitment, granted in by_commitment.items():
            if commitment is not None:
                yield _of_commitment(period, commitment, [*general, *granted])


Granted = dict[Commitment | None, list[Extension]]


def _granted(
    periods: Iterable[ReportingPeriod], scope: Scope
) -> Iterator[tuple[ReportingPeriod, Granted]]:
    periods = list(periods)
    found: dict[int, Granted] = defaultdict(lambda: defaultdict(list))
    rows = Extension.objects.filter(period__in=periods).select_related("commitment")
    visible = set(scope.commitments.order_by().values_list("pk", flat=True))
    for row in rows.order_by("granted_at", "pk"):
        if row.commitment_id is None or row.commitment_id in visible:
            found[row.period_id][row.commitment].append(row)
    for period in periods:
        yield period, found[period.pk]


def _of_plan(
    period: ReportingPeriod, granted: list[Extension], alone: Commitment | None
) -> Happening:
    plan = period.plan
    path = reverse("progress:period_list", args=[plan.slug])
    what = f"update on commitment {alone.number}" if alone else "progress updates"
    return _due(
        ("reporting-date", period.pk),
        Deadline(period, granted),
        f"Last day for {what}, {plan.title}",
        reverse("progress:commitment_progress", args=[alone.slug]) if alone else path,
    )


def _of_commitment(
    period: ReportingPeriod, commitment: Commitment, granted: list[Extension]
) -> Happening:
    return _due(
        ("update-due", period.pk, commitment.pk),
        Deadline(period, granted),
        f"Last day for update on commitment {commitment.number}, {commitment.title}",
        reverse("progress:commitment_progress", args=[commitment.slug]),
    )


def _due(parts: tuple[object, ...], deadline: Deadline, title: str, path: str) -> Happening:
    period: Any = deadline.period
    lines = [f"Until midnight, in the time zone {period.plan.time_zone}."]
    if deadline.is_extended:
        lines.append(f"It was {day(period.due_on)} until more time was given.")
    granted = [row.granted_at for row in deadline.extensions]
    return Happening(
        parts=parts,
        on=deadline.due_on,
        title=title,
        about="\n".join(lines),
        path=path,
        kind=UPDATE,
        changed_at=max([*filter(None, [period.changed_at]), *granted]),
        moves=len(granted),
    )


# Sources of what steering holds, its meetings and opportunities, go here once there are any.
SOURCES: tuple[Source, ...] = (milestones, reporting_dates)
