"""Adding milestones, moving their dates, and recording what was reported of them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from commitments import news
from commitments.actions.editing import write
from commitments.models import ActionPlan, Commitment, Milestone, MilestoneDate, PrintedDate
from commitments.workflow import MilestoneStatus
from network.models import Person
from ogp_tracker import clock, history
from ogp_tracker.overtaking import latest_change, refuse_stale


@dataclass(frozen=True)
class MilestoneReport:
    """What somebody reports of a milestone; None leaves a part as it is.

    It is reported on the day `reported_on` (None: today), which counts as the day of completion
    where a person reports it completed and says no other.
    """

    status: MilestoneStatus | None = None
    forecast_on: dt.date | None = None
    evidence: str | None = None
    evidence_url: str | None = None
    completed_on: dt.date | None = None
    reported_on: dt.date | None = None


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
    """Add a milestone from `fields` with its date, which opens its date ledger.

    Raises ValidationError when the commitment already has a milestone with this reference.
    """
    milestone = Milestone(commitment=commitment, **fields)
    milestone.due = due
    write(milestone, by=by, reason=reason, force_insert=True)
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
    began_from: int | None = None,
) -> Milestone:
    """Move a milestone to another date, as a row of the ledger: no earlier date is lost.

    The ledger begins when readers see the commitment: before that, the date is corrected where it
    stands.
    `began_from` is the history row of the date that the person saw in force.

    Raises ValidationError when the new date is the one in force, or somebody else moved it since.
    """
    plan_id = milestone.commitment.plan_id
    # Held until the end: nobody publishes either while its first date is being corrected.
    ActionPlan.objects.select_for_update(no_key=True).get(pk=plan_id)
    Commitment.objects.select_for_update(no_key=True).get(pk=milestone.commitment_id)
    milestone = _locked(milestone)
    if milestone.due.says_the_same_as(due):
        raise ValidationError("This is already the milestone’s date.")
    last = milestone.dates.select_related("recorded_by").order_by("-number")[0]
    _refuse_overtaken(last, began_from)
    before, milestone.due = milestone.due, due
    history.save(milestone, by=by, reason=reason)
    if milestone.commitment.is_public:
        move = {"reason": reason, "asked_by": asked_by, "agreement": agreement, "source": source}
        row = _enter_in_ledger(milestone, by, number=last.number + 1, **move)
        # What a file brings is no news: it happened elsewhere, some time ago.
        if by is not None:
            news.tell_of_moved_date(row, before)
    else:
        last.due, last.recorded_at, last.recorded_by = due, clock.now(), by
        history.save(last, by=by, reason=reason)
    return milestone


@transaction.atomic
def report_milestone(
    *,
    by: Person | None,
    milestone: Milestone,
    report: MilestoneReport,
    reason: str,
    cleared: Collection[str] = (),
    began_from: int | None = None,
) -> bool:
    """Record a report on one milestone; True when it changed anything.

    `cleared` names the parts to make empty; `began_from` is the history row the person began from.

    Raises ValidationError when it says "completed" and there is no evidence, and StaleEditError
    when somebody else reported something different since `began_from`.
    """
    milestone = _locked(milestone)
    wanted = {name: value for name, value in vars(report).items() if value is not None}
    reported_on = wanted.pop("reported_on", milestone.commitment.plan.today())
    wanted |= {name: getattr(Milestone(), name) for name in cleared}
    refuse_stale(milestone, wanted, began_from)
    # A day of completion makes no sense once the milestone is said not to be completed.
    if wanted.get("status", milestone.status) != MilestoneStatus.COMPLETED:
        wanted["completed_on"] = None
    elif (
        # A file that is loaded tells later what was done at a time that nobody knows.
        by is not None
        and milestone.status != MilestoneStatus.COMPLETED
        and not wanted.get("completed_on")
    ):
        wanted["completed_on"] = reported_on
    wanted = {name: value for name, value in wanted.items() if getattr(milestone, name) != value}
    for name, value in wanted.items():
        setattr(milestone, name, value)
    _refuse_wrong_completion(milestone)
    if wanted:
        history.save(milestone, by=by, reason=reason)
    return bool(wanted)


def _locked(milestone: Milestone) -> Milestone:
    return (
        Milestone.objects.select_for_update(of=("self",))
        .select_related("commitment__plan")
        .get(pk=milestone.pk)
    )


def _refuse_overtaken(last: MilestoneDate, began_from: int | None) -> None:
    """Refuse when the date in force is not the one that the person saw."""
    if began_from is None or latest_change(last).pk == began_from:
        return
    who = last.recorded_by.name if last.recorded_by else "The tracker"
    raise ValidationError(
        f"{who} moved this date to “{last.due.wording}” while you were writing. "
        "Check the dates below, then save again if yours is right."
    )


def _refuse_wrong_completion(milestone: Milestone) -> None:
    if milestone.status != MilestoneStatus.COMPLETED:
        return
    if not (milestone.evidence or milestone.evidence_url):
        raise ValidationError(
            {
                "evidence": f"Milestone {milestone.ref} is reported as completed: "
                "add a link to the evidence, or say where it is."
            }
        )
    if milestone.completed_on and milestone.completed_on > milestone.commitment.plan.today():
        raise ValidationError({"completed_on": "The day of completion must not be in the future"})


def _enter_in_ledger(
    milestone: Milestone, by: Person | None, number: int, **fields: object
) -> MilestoneDate:
    row = MilestoneDate(
        milestone=milestone, number=number, recorded_at=clock.now(), recorded_by=by, **fields
    )
    row.due = milestone.due
    history.save(row, by=by, reason=str(fields.get("reason", "")))
    return row
