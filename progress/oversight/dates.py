"""Dates that nobody has looked at since they passed: of milestones, and of the schedule."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from commitments.models import ActionPlan, Commitment, Milestone
from commitments.workflow import MilestoneStatus
from network.workflow import Side
from ogp_tracker.templatetags.tracker import day
from progress.models import ScheduleDecision
from progress.oversight.ground import Ground, page_step
from progress.oversight.matters import Kind, Matter, Rank
from progress.permissions import can_decide_schedule
from progress.reminding.days import plans_by_day
from progress.reminding.rungs import REVIEWS


def milestones(ground: Ground) -> Iterator[Matter]:
    """Milestones past their date of which nobody has said what became; a line a commitment."""
    if not ground.helps:
        return
    silent: dict[int, list[Milestone]] = defaultdict(list)
    rows = Milestone.objects.filter(
        commitment__in=[row for row in ground.commitments if ground.helps_with(row)],
        due_on__lt=ground.today,
        status=MilestoneStatus.NOT_REPORTED,
    )
    for milestone in rows.order_by("due_on", "order"):
        silent[milestone.commitment_id].append(milestone)
    for commitment in ground.commitments:
        if commitment.pk in silent:
            yield _milestones(commitment, silent[commitment.pk], ground.today)


def _milestones(commitment: Commitment, rows: Sequence[Milestone], today: dt.date) -> Matter:
    first = rows[0]
    assert first.due_on is not None
    is_one = len(rows) == 1
    milestones = f"Milestone {first.ref} is" if is_one else f"{len(rows)} milestones are"
    was_due = f"was due on {day(first.due_on)}."
    return Matter(
        kind=Kind.MILESTONE,
        plan=commitment.plan,
        commitment=commitment,
        in_short=f"{len(rows)} milestone{'' if is_one else 's'} past the date",
        what=f"{milestones} past the date, and nobody has said what became of "
        f"{'it' if is_one else 'them'}",
        detail=f"It {was_due}" if is_one else f"The earliest, {first.ref}, {was_due}",
        days=(today - first.due_on).days,
        is_late=False,
        sides=[Side.GOVERNMENT],
        who=[],
        rank=Rank.MILESTONE.place,
        steps=[
            page_step(
                f"Update milestone {milestone.ref}", "commitments:milestone_report", milestone.pk
            )
            for milestone in rows[:3]
        ],
        day=first.due_on,
    )


def reviews(ground: Ground) -> Iterator[Matter]:
    """Decisions on the reporting dates that are to be looked at again soon, or should have been."""
    if not ground.helps:
        return
    plans = {row.plan_id: row.plan for row in ground.commitments}
    for today, of_today in plans_by_day(plans.values(), ground.today).items():
        waiting = ScheduleDecision.objects.waiting_for_review(today).filter(plan__in=of_today)
        last = today + dt.timedelta(days=REVIEWS.steps[0])
        for decision in waiting.filter(review_on__lte=last):
            yield _review(ground, decision, plans[decision.plan_id], today)


def _review(ground: Ground, decision: ScheduleDecision, plan: ActionPlan, today: dt.date) -> Matter:
    days = (today - decision.review_on).days
    name = (
        "progress:schedule_decide" if can_decide_schedule(ground.person) else "progress:period_list"
    )
    return Matter(
        kind=Kind.REVIEW,
        plan=plan,
        commitment=None,
        in_short="Reporting dates to be looked at again",
        what=f"The reporting dates are to be looked at again by {day(decision.review_on)}",
        detail=f"{decision.get_frequency_display()}, decided by {decision.decided_by}.",
        days=days,
        is_late=days > 0,
        sides=[Side.GOVERNMENT],
        who=["Secretariat"],
        rank=Rank.REVIEW.place,
        steps=[page_step("Look at the reporting dates", name, plan.slug)],
        day=decision.review_on,
    )
