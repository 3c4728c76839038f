"""Updates that are owed, that lack a signature, or that never came."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from network.workflow import Side
from ogp_tracker.templatetags.tracker import day
from progress.models import ReportingPeriod
from progress.oversight.ground import Ground, page_step
from progress.oversight.matters import (
    LISTED_DAYS,
    PRESSING_DAYS,
    Kind,
    Matter,
    Rank,
    Step,
    days_in_words,
    named,
)
from progress.reminding.duties import Duty, owed_by
from progress.standings import Standing, standings


def updates(ground: Ground) -> Iterator[Matter]:
    """Updates that are late or due soon, and periods that closed without one."""
    plans = {commitment.plan_id for commitment in ground.commitments}
    periods = ReportingPeriod.objects.opened_by(ground.today).filter(plan__in=plans)
    duties: dict[tuple[int, int], list[Duty]] = defaultdict(list)
    for duty in owed_by(commitments=ground.commitments):
        duties[duty.commitment.pk, duty.period.pk].append(duty)
    last: dict[int, Standing] = {}
    for standing in standings(ground.commitments, periods.order_by("due_on")):
        commitment = standing.commitment
        if standing.is_awaited:
            of_it = duties[commitment.pk, standing.period.pk]
            days_left = (standing.deadline.due_on - standing.today).days
            # However far ahead it is due, one who has signed waits for the other.
            if days_left <= LISTED_DAYS or any(duty.is_done for duty in of_it):
                yield _owed(ground, standing, of_it)
        elif standing.published_on or standing.is_not_reported or standing.is_over:
            last[commitment.pk] = standing
    for standing in last.values():
        if not standing.published_on:
            yield _not_reported(ground, standing)


def _owed(ground: Ground, standing: Standing, duties: Sequence[Duty]) -> Matter:
    days_left = (standing.deadline.due_on - standing.today).days
    signed = {Side(duty.lead.side) for duty in duties if duty.is_done}
    return Matter(
        kind=Kind.SIGNATURE if signed else Kind.UPDATE,
        plan=standing.commitment.plan,
        commitment=standing.commitment,
        in_short=_in_short(standing, days_left, signed),
        what=_when(standing, days_left),
        detail=_state(ground, standing, duties, signed),
        days=standing.days_late or -days_left,
        is_late=standing.is_overdue,
        sides=[side for side in Side if side not in signed],
        who=[named(duty.lead) for duty in duties if not duty.is_done],
        rank=_rank(standing, days_left, bool(signed)).place,
        steps=_steps(ground, standing, duties),
        day=standing.deadline.due_on,
    )


def _in_short(standing: Standing, days_left: int, signed: set[Side]) -> str:
    words = f"Update due in {days_in_words(days_left)}"
    if standing.is_overdue:
        words = f"Update {days_in_words(standing.days_late)} late"
    elif days_left == 0:
        words = "Update due today"
    (missing,) = [side for side in Side if side not in signed] if signed else [None]
    return f"{words}, lacks {missing.label.lower()}’s signature" if missing else words


def _when(standing: Standing, days_left: int) -> str:
    due_on = day(standing.deadline.due_on)
    if standing.is_overdue:
        return f"Update {days_in_words(standing.days_late)} late: it was due on {due_on}"
    if days_left == 0:
        return f"Update due today, {due_on}"
    return f"Update due in {days_in_words(days_left)}, on {due_on}"


def _rank(standing: Standing, days_left: int, is_signed: bool) -> Rank:
    if standing.is_overdue:
        return Rank.SIGNATURE_LATE if is_signed else Rank.UPDATE_LATE
    if is_signed:
        return Rank.SIGNATURE
    return Rank.UPDATE_PRESSING if days_left <= PRESSING_DAYS else Rank.UPDATE


def _state(ground: Ground, standing: Standing, duties: Sequence[Duty], signed: set[Side]) -> str:
    if not duties:
        if ground.leads_of(standing.commitment):
            return "Its leads came after the due day, so they do not owe it."
        return "Nobody leads for either side."
    words = "Nothing has been written yet."
    if signed:
        (side,) = signed
        words = f"{side.label} has signed the draft, {side.other.label.lower()} has not."
    elif any(duty.version for duty in duties):
        words = "There is a draft. Neither side has signed it."
    held = {lead.side for lead in ground.leads_of(standing.commitment)}
    missing = [side.label.lower() for side in Side if side not in held]
    return f"{words} Nobody leads for {missing[0]}." if missing else words


def _steps(ground: Ground, standing: Standing, duties: Sequence[Duty]) -> list[Step]:
    commitment, due_on = standing.commitment, standing.period.due_on.isoformat()
    held = {lead.side for lead in ground.leads_of(commitment)}
    steps = []
    if ground.helps_with(commitment) and not all(duty.is_done for duty in duties):
        steps.append(page_step("Remind now", "progress:reminder_send", commitment.slug, due_on))
    steps += ground.ask_for_leads(commitment, [side for side in Side if side not in held])
    if ground.helps_with(commitment):
        if any(duty.version for duty in duties):
            steps.append(
                page_step("Open the draft", "progress:update_detail", commitment.slug, due_on)
            )
        steps.append(page_step("Extend", "progress:extension_grant", commitment.slug, due_on))
    steps += ground.write_to_leads(commitment)
    return steps or [page_step("See its progress", "progress:commitment_progress", commitment.slug)]


def _not_reported(ground: Ground, standing: Standing) -> Matter:
    commitment, closed_on = standing.commitment, standing.deadline.closes_on
    steps = [
        *ground.write_to_leads(commitment),
        page_step("See its progress", "progress:commitment_progress", commitment.slug),
    ]
    return Matter(
        kind=Kind.NOT_REPORTED,
        plan=commitment.plan,
        commitment=commitment,
        in_short=f"Not reported to {day(standing.deadline.due_on)}",
        what=f"No update to {day(standing.deadline.due_on)} ever came",
        detail=f"The period closed on {day(closed_on)}. Nothing has been published since.",
        days=(standing.today - closed_on).days,
        is_late=False,
        sides=list(Side),
        who=[named(lead) for lead in ground.leads_of(commitment)],
        rank=Rank.NOT_REPORTED.place,
        steps=steps,
        day=closed_on,
    )
