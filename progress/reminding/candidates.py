"""Queries for who may owe an update, or has to do with one that is owed: for the ledger."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet

from commitments.models import ActionPlan, Commitment, Lead, Participation
from mailroom.ledgers import Candidates
from network.models import Role
from network.workflow import RoleKind, Side
from progress.models import Signature
from progress.workflow import Status

SUBJECT = ("commitment_id", "period_id")

# Of everybody in `who`, with each period that is open by the day and not settled: those whose side
# has not signed the text in force. An appointment after the due day in force owes nothing for it.
OWED = """
    SELECT who.person_id, who.commitment_id, due.period_id, due.due_on, due.country_code
    FROM ({who}) AS who
    JOIN (
        SELECT period.id AS period_id, period.plan_id, commitment.id AS commitment_id,
            plan.country_code, greatest(period.due_on, everyones.due_on, own.due_on) AS due_on,
            period.closes_on - period.due_on AS closing_days
        FROM progress_reportingperiod AS period
        JOIN commitments_actionplan AS plan ON plan.id = period.plan_id
        JOIN commitments_commitment AS commitment ON commitment.plan_id = plan.id
        LEFT JOIN (
            SELECT period_id, max(due_on) AS due_on FROM progress_extension
            WHERE commitment_id IS NULL GROUP BY period_id
        ) AS everyones ON everyones.period_id = period.id
        LEFT JOIN (
            SELECT period_id, commitment_id, max(due_on) AS due_on FROM progress_extension
            GROUP BY period_id, commitment_id
        ) AS own ON own.period_id = period.id AND own.commitment_id = commitment.id
        WHERE period.opens_on <= %s
    ) AS due ON due.commitment_id = who.commitment_id
    WHERE due.due_on + due.closing_days >= %s
        AND (who.starts_on IS NULL OR who.starts_on <= due.due_on)
        AND NOT EXISTS (
            SELECT 1 FROM progress_progressupdate AS settled
            WHERE settled.commitment_id = due.commitment_id AND settled.period_id = due.period_id
                AND settled.status <> %s
        )
        AND NOT EXISTS (
            SELECT 1 FROM ({signed}) AS signed
            WHERE signed.commitment_id = due.commitment_id AND signed.period_id = due.period_id
                AND signed.side = who.side
        )
"""


def leads(day: dt.date, plans: Sequence[ActionPlan]) -> Candidates:
    """Those who write and sign."""
    # By their numbers: the roles of all other leads, whom no step concerns, are then not looked at.
    keys = list(_commitments(plans).values_list("pk", flat=True))
    led = Lead.objects.current(day).filter(commitment__in=keys or [0])
    who, params = _sql(led.values("person_id", "commitment_id", "side", "starts_on"))
    return _owed(who, params, day)


def relationship_managers(day: dt.date, plans: Sequence[ActionPlan]) -> Candidates:
    """Those whose departments lead the commitment in government."""
    roles = Role.objects.current(day).filter(
        kind=RoleKind.RELATIONSHIP_MANAGER,
        organisation__participations__commitment__in=_commitments(plans),
        organisation__participations__capacity=Participation.Capacity.LEAD,
        organisation__participations__side=Side.GOVERNMENT,
    )
    # Nobody’s own duty: no side of theirs, no first day.
    who, params = _sql(
        roles.values("person_id", commitment_id=F("organisation__participations__commitment"))
    )
    return _owed(_without_side(who), params, day)


def secretariat(day: dt.date, plans: Sequence[ActionPlan]) -> Candidates:
    """Everybody on duty there, with every commitment."""
    roles, of_roles = _sql(
        Role.objects.current(day).filter(kind=RoleKind.SECRETARIAT).values("person_id")
    )
    commitments, of_commitments = _sql(_commitments(plans).values("id"))
    who = (
        f"SELECT role.person_id, commitment.id AS commitment_id FROM ({roles}) AS role"  # noqa: S608
        f" CROSS JOIN ({commitments}) AS commitment"
    )
    return _owed(_without_side(who), [*of_roles, *of_commitments], day)


def _owed(who: str, params: Sequence[Any], day: dt.date) -> Candidates:
    signed, of_signed = _sql(
        Signature.objects.standing(day)
        .filter(version__successors=None, version__update__status=Status.DRAFTING)
        .values(
            "side",
            commitment_id=F("version__update__commitment"),
            period_id=F("version__update__period"),
        )
    )
    sql = OWED.format(who=who, signed=signed)
    return Candidates(sql, [*params, day, day, Status.DRAFTING.value, *of_signed], SUBJECT)


def _commitments(plans: Sequence[ActionPlan]) -> QuerySet[Commitment]:
    keys = [plan.pk for plan in plans]
    return Commitment.objects.public().reported_on().filter(plan__in=keys).order_by()


def _without_side(who: str) -> str:
    columns = "person_id, commitment_id, NULL::text AS side, NULL::date AS starts_on"
    return f"SELECT {columns} FROM ({who}) AS somebody"  # noqa: S608


def _sql(rows: QuerySet[Any, Any]) -> tuple[str, Sequence[Any]]:
    """The query behind `rows`, and its parameters."""
    sql, params = rows.order_by().query.sql_with_params()
    return sql, params
