"""A plan and a commitment as they stood at the end of a day, put together from recorded rows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from commitments.models import (
    ActionPlan,
    Commitment,
    Lead,
    Milestone,
    MilestoneDate,
    Outcome,
    Participation,
    PrintedDate,
    Theme,
)
from commitments.settling import days_settled
from commitments.sides import SideReading, side_readings
from commitments.slip import Slip
from commitments.travelling.records import rows_then
from commitments.workflow import MilestoneStatus, Stage
from network.models import Role
from network.workflow import Side
from ogp_tracker import clock


@dataclass(frozen=True)
class CommitmentThen:
    """One commitment as it stood: everything its page shows."""

    commitment: Commitment
    sides: Sequence[SideReading]
    milestones: Sequence[Slip]
    outcomes: Sequence[Outcome]


@dataclass(frozen=True)
class Promise:
    """One commitment in a plan as it stood, and how many of its milestones were completed."""

    commitment: Commitment
    milestones: int
    completed: int


@dataclass(frozen=True)
class PlanThen:
    """A plan as it stood, theme by theme."""

    plan: ActionPlan
    themes: Sequence[tuple[Theme, Sequence[Promise]]]


def commitment_then(today: Commitment, day: dt.date) -> CommitmentThen | None:
    """The commitment as at the end of `day`; None when readers could not see it then.

    Nine queries at most, however many rows.
    """
    moment = clock.end_of_day(day, today.plan.time_zone)
    plans = rows_then(ActionPlan, moment, "id", [today.plan_id])
    found = rows_then(Commitment, moment, "id", [today.pk])
    if not found or not plans:
        return None
    commitment = found[0]
    commitment.plan = plans[0]
    if not commitment.is_public:
        return None
    commitment.theme = rows_then(Theme, moment, "id", [commitment.theme_id])[0]
    taking_part = rows_then(
        Participation, moment, "commitment_id", [commitment.pk], ["organisation"]
    )
    taking_part.sort(key=lambda row: row.capacity)
    outcomes = [
        row
        for row in rows_then(Outcome, moment, "commitment_id", [commitment.pk])
        if row.happened_on is None or row.happened_on <= day
    ]
    return CommitmentThen(
        commitment,
        side_readings(commitment, _leads(commitment, moment, day), taking_part),
        _milestones(commitment, moment, day),
        sorted(outcomes, key=lambda row: row.happened_on or dt.date.min),
    )


def plan_then(today: ActionPlan, day: dt.date) -> PlanThen | None:
    """The plan as at the end of `day`; None when readers could not see it then.

    Four queries and those of the coordinators, however many rows.
    """
    moment = clock.end_of_day(day, today.time_zone)
    coordinators = ("coordinator", "civil_society_coordinator")
    plans = rows_then(ActionPlan, moment, "id", [today.pk], coordinators)
    if not plans or not plans[0].is_public:
        return None
    commitments = rows_then(Commitment, moment, "plan_id", [today.pk])
    commitments = [row for row in commitments if row.stage != Stage.PROPOSED]
    steps: dict[int, list[Milestone]] = defaultdict(list)
    for step in rows_then(Milestone, moment, "commitment_id", [row.pk for row in commitments]):
        steps[step.commitment_id].append(step)
    promises: dict[int, list[Promise]] = defaultdict(list)
    for row in sorted(commitments, key=lambda row: (row.order, row.number)):
        row.plan = plans[0]
        done = sum(step.status == MilestoneStatus.COMPLETED for step in steps[row.pk])
        promises[row.theme_id].append(Promise(row, len(steps[row.pk]), done))
    themes = rows_then(Theme, moment, "plan_id", [today.pk])
    themes.sort(key=lambda theme: (theme.order, theme.name))
    return PlanThen(plans[0], [(theme, promises[theme.pk]) for theme in themes])


def _milestones(commitment: Commitment, moment: dt.datetime, day: dt.date) -> list[Slip]:
    """Its milestones with the dates each had had by then."""
    steps = rows_then(Milestone, moment, "commitment_id", [commitment.pk])
    steps.sort(key=lambda step: (step.order, step.ref))
    dates: dict[int, list[PrintedDate]] = defaultdict(list)
    ledger = rows_then(MilestoneDate, moment, "milestone_id", [step.pk for step in steps])
    for row in sorted(ledger, key=lambda row: row.number):
        dates[row.milestone_id].append(row.due)
    for step in steps:
        step.commitment = commitment
    settled = days_settled(steps, moment)
    return [Slip(step, dates[step.pk] or [step.due], day, settled.get(step.pk)) for step in steps]


def _leads(commitment: Commitment, moment: dt.datetime, day: dt.date) -> list[Lead]:
    """Who held the keys: appointed, and holding a role on that side ever since, as known then."""
    leads = rows_then(Lead, moment, "commitment_id", [commitment.pk], ["person", "organisation"])
    leads = [lead for lead in leads if _counts_on(lead, day)]
    roles = rows_then(Role, moment, "person_id", {lead.person_id for lead in leads})
    held = [
        lead
        for lead in leads
        if any(
            role.person_id == lead.person_id
            and role.side == lead.side
            and role.starts_on <= _holds_from(lead)
            and _counts_on(role, day)
            for role in roles
        )
    ]
    return sorted(held, key=lambda lead: (list(Side).index(Side(lead.side)), lead.starts_on))


def _holds_from(lead: Lead) -> dt.date:
    """Roles start by the site's own day, which may be ahead of the plan's."""
    if lead.appointed_at is None:
        return lead.starts_on
    return max(lead.starts_on, clock.local_day(lead.appointed_at))


def _counts_on(row: Lead | Role, day: dt.date) -> bool:
    return row.starts_on <= day and (row.ends_on is None or row.ends_on > day)
