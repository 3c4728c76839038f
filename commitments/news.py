"""News of plans and commitments themselves: dates that move, steps of their life, new words."""

from django.utils.text import Truncator

from commitments import topics
from commitments.models import ActionPlan, Commitment, Lead, MilestoneDate, PrintedDate
from commitments.slip import days_between
from commitments.workflow import Step
from mailroom import actions as mailroom
from mailroom.models import Announcement
from network.models import Organisation

Kind = Announcement.Kind


def tell_of_moved_date(row: MilestoneDate, before: PrintedDate) -> None:
    """Tell of a milestone's date that moved, as the row of its public ledger says."""
    milestone = row.milestone
    commitment = milestone.commitment
    if not commitment.is_public:
        return
    days = days_between(before, row.due)
    is_later = days > 0 if days is not None else before.on is not None
    kind = Kind.DELAY if is_later else Kind.PLAN
    more = (topics.DELAYS,) if is_later else ()
    mailroom.announce(
        key=f"date:{row.pk}",
        kind=kind,
        topics=topics.topics_of(commitment, *more),
        headline=f"{name(commitment)}: the date of milestone {milestone.ref} moved",
        path=commitment.get_absolute_url(),
        summary=f"From “{before.wording}” to “{row.due.wording}”. Why: {row.reason}",
    )


def tell_of_step(commitment: Commitment, step: Step, reason: str) -> None:
    """Tell of a step in the life of a commitment that readers see."""
    if not commitment.is_public:
        return
    taken = commitment.history.latest()
    mailroom.announce(
        key=f"step:{commitment.pk}:{taken.pk}",
        kind=Kind.PLAN,
        topics=topics.topics_of(commitment),
        headline=f"{name(commitment)}: {step.target.label.lower()}",
        path=commitment.get_absolute_url(),
        summary=f"{step.says} Why: {reason}",
    )


def tell_of_amendment(commitment: Commitment, reason: str) -> None:
    """Tell of new words for what readers were promised."""
    if not commitment.is_public:
        return
    wording = commitment.wordings.latest("number")
    mailroom.announce(
        key=f"wording:{wording.pk}",
        kind=Kind.PLAN,
        topics=topics.topics_of(commitment),
        headline=f"{name(commitment)}: the wording was amended",
        path=commitment.get_absolute_url(),
        summary=f"Why: {reason}",
    )


def tell_of_vacancy(lead: Lead) -> None:
    """Tell of a side of a commitment that `lead` was the last to lead."""
    commitment = lead.commitment
    mailroom.announce(
        key=f"vacancy:{lead.pk}",
        kind=Kind.CALL_FOR_HELP,
        topics=topics.topics_of(commitment),
        headline=f"{name(commitment)}: nobody leads for {lead.get_side_display().lower()}",
        path=commitment.get_absolute_url(),
    )


def tell_of_plan(plan: ActionPlan) -> None:
    """Tell of a plan that was published: followers of those who take part in it.

    A plan kept for reference only is no news: it happened elsewhere, some time ago.
    """
    if plan.is_reference:
        return
    organisations = Organisation.objects.filter(participations__commitment__plan=plan).distinct()
    mailroom.announce(
        key=f"plan:{plan.pk}",
        kind=Kind.PLAN,
        topics=[topics.topic_of(plan), *map(topics.topic_of, organisations)],
        headline=f"Published: {plan.title}",
        path=plan.get_absolute_url(),
        summary="",
    )


def name(commitment: Commitment) -> str:
    """How a headline begins: the commitment's number, and its title as far as it fits."""
    return Truncator(f"Commitment {commitment.number}, {commitment.title}").chars(120)
