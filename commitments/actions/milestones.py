"""Adding milestones, moving their dates, and recording what was reported of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from commitments.models import Commitment, Milestone, MilestoneDate, PrintedDate
from commitments.workflow import MilestoneStatus
from network.models import Person
from network.workflow import Side
from ogp_tracker import clock, history


@dataclass(frozen=True)
class MilestoneReport:
    """What somebody reports of a milestone; None leaves a part as it is."""

    status: MilestoneStatus | None = None
    forecast_on: dt.date | None = None
    evidence: str | None = None
    evidence_url: str | None = None
    completed_on: dt.date | None = None


@transaction.atomic
def add_milestone(
    *,
    by: Person | None,
    commitment: Commitment,
    due: PrintedDate,
    reason: str = "",
    source: str = "",
    **fields: object,
) -> Milestone:
    """Add a milestone from `fields` with its date, which opens its date ledger."""
    milestone = Milestone(commitment=commitment, **fields)
    milestone.due = due
    history.save(milestone, by=by, reason=reason)
    _enter_in_ledger(milestone, by, number=0, reason=reason, source=source)
    return milestone


@transaction.atomic
def change_milestone_date(
    *,
    by: Person | None,
    milestone: Milestone,
    due: PrintedDate,
    reason: str,
    asked_by: str = "",
    agreement: str = MilestoneDate.Agreement.UNKNOWN,
    source: str = "",
) -> Milestone:
    """Move a milestone to another date, as a row of the ledger: no earlier date is lost.

    Raises ValidationError when the new date is the one in force.
    """
    milestone = _locked(milestone)
    if milestone.due == due:
        raise ValidationError("This is already the milestone’s date.")
    milestone.due = due
    history.save(milestone, by=by, reason=reason)
    _enter_in_ledger(
        milestone,
        by,
        number=milestone.dates.count(),
        reason=reason,
        asked_by=asked_by,
        agreement=agreement,
        source=source,
    )
    return milestone


@transaction.atomic
def report_milestone(
    *, by: Person | None, milestone: Milestone, report: MilestoneReport, reason: str
) -> bool:
    """Record a report on one milestone; True when it changed anything.

    Raises ValidationError when it says "completed" and there is no evidence.
    """
    milestone = _locked(milestone)
    changed = False
    for name, value in vars(report).items():
        if value is not None and getattr(milestone, name) != value:
            setattr(milestone, name, value)
            changed = True
    if not (milestone.evidence or milestone.evidence_url):
        if milestone.status == MilestoneStatus.COMPLETED:
            raise ValidationError(
                f"Milestone {milestone.ref} is reported as completed: add a link to the evidence."
            )
    if changed:
        history.save(milestone, by=by, reason=reason)
    return changed


@transaction.atomic
def record_progress(
    *,
    by: Person | None,
    commitment: Commitment,
    until: dt.date,
    assessments: Mapping[Side, str],
    reports: Mapping[str, MilestoneReport],
    reason: str,
) -> None:
    """Copy a published update down, so that lists and filters need not look up to it.

    `until` is the due day of its period, `reports` is keyed by milestone reference. An update for
    an earlier period than the last one copied changes nothing here.
    """
    commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    if commitment.reported_until is not None and commitment.reported_until > until:
        return
    commitment.government_completion = assessments[Side.GOVERNMENT]
    commitment.civil_society_completion = assessments[Side.CIVIL_SOCIETY]
    commitment.reported_until = until
    commitment.reported_at = clock.now()
    history.save(commitment, by=by, reason=reason)
    for milestone in commitment.milestones.filter(ref__in=reports):
        report_milestone(by=by, milestone=milestone, report=reports[milestone.ref], reason=reason)


def _locked(milestone: Milestone) -> Milestone:
    return Milestone.objects.select_for_update(of=("self",)).get(pk=milestone.pk)


def _enter_in_ledger(
    milestone: Milestone, by: Person | None, number: int, **fields: object
) -> None:
    row = MilestoneDate(
        milestone=milestone, number=number, recorded_at=clock.now(), recorded_by=by, **fields
    )
    row.due = milestone.due
    history.save(row, by=by, reason=str(fields.get("reason", "")))
