"""The blockers of the demonstration: all invented, and each says so.

Written as rows, not by the actions: they are of days gone by, and nobody is written to. The
database holds them to the same ladder.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from commitments.models import ActionPlan, Commitment, Lead
from network.workflow import Side
from ogp_tracker import history
from progress.blockers.permissions import PARTY_OF
from progress.blockers.workflow import RULE_OF, STEP_OF, Kind
from progress.models import Blocker, BlockerParty, BlockerStatus, BlockerStep, Rung

REASON = "Invented for the demonstration"
MARK = "This blocker is invented for the demonstration."
RAISE, ANSWER, RISE, CLOSE = Kind.RAISE, Kind.ANSWER, Kind.RISE, Kind.CLOSE


def april(day: int) -> dt.date:
    """A day of April 2014."""
    return dt.date(2014, 4, day)


@dataclass(frozen=True)
class Turn:
    """One step: when, what, on which rung it then is, by whom (empty: the calendar), in words."""

    on: dt.date
    kind: BlockerStep.Kind
    rung: Rung
    by: str = ""
    words: str = ""


@dataclass(frozen=True)
class Story:
    """One invented blocker, from its first step to the last."""

    number: str
    title: str
    summary: str
    would_help: str
    detail: str
    turns: tuple[Turn, ...]


STORIES = (
    Story(
        "7",
        "No date for a meeting on what the register will cost companies",
        "Civil society has asked for the estimate of costs since March. Without it the reply to "
        "the consultation cannot be prepared together.",
        "A meeting of both leads with the department’s economists before Easter.",
        "The estimate exists. The economists would show it in a meeting, but not send it.",
        (Turn(april(10), RAISE, Rung.LEADS, "cyrus"),),
    ),
    Story(
        "11",
        "Nobody from civil society leads this commitment",
        "An update needs the signatures of both sides, and one side is missing.",
        "A name from the network before the update of 30 April is due.",
        "Two organisations were asked and have not replied.",
        (Turn(april(8), RAISE, Rung.RELATIONSHIP_MANAGER, "gail"),),
    ),
    Story(
        "6",
        "Two departments each wait for the other to open the draft plan",
        "The draft of the anti-corruption plan is finished in part, and nobody says who decides "
        "that it can be shared.",
        "One named official who can decide it.",
        "Both private offices have been told by telephone.",
        (
            Turn(dt.date(2014, 3, 25), RAISE, Rung.LEADS, "tess"),
            Turn(
                april(4), RISE, Rung.SECRETARIAT, "",
                "No answer in 10 days. Nobody is relationship manager of this commitment.",
            ),
        ),
    ),
    Story(
        "1",
        "The list of datasets has no owner in three departments",
        "Three departments have not named anybody who answers for their part of the list.",
        "Names, or a decision that the list goes out without these three.",
        "",
        (
            Turn(april(1), RAISE, Rung.LEADS, "ada"),
            Turn(
                april(9), ANSWER, Rung.LEADS, "ben",
                "We have written to the three departments as users of their data, and propose to "
                "publish the list without them on 30 April.",
            ),
        ),
    ),
    Story(
        "12",
        "The guidance was sent round in a format that cannot be commented on",
        "The draft came as scanned pages.",
        "The same text as a document.",
        "",
        (
            Turn(dt.date(2014, 3, 4), RAISE, Rung.LEADS, "fay"),
            Turn(
                dt.date(2014, 3, 12), ANSWER, Rung.LEADS, "cara",
                "Sorry. The document is in the shared folder since this morning.",
            ),
            Turn(dt.date(2014, 3, 18), CLOSE, Rung.LEADS, "fay", "We have it, and can comment."),
        ),
    ),
)  # fmt: skip


def load_blockers(plan: ActionPlan) -> int:
    """Add the blockers that were never here; returns how many."""
    return sum(_tell(plan, story) for story in STORIES)


def _tell(plan: ActionPlan, story: Story) -> bool:
    commitment = plan.commitments.filter(number=story.number).first()
    if commitment is None or commitment.blockers.filter(title=story.title).exists():
        return False
    lead = _lead(commitment, story.turns[0].by)
    if lead is None:
        return False
    blocker = _blocker(commitment, story, lead)
    history.save(blocker, by=None, reason=REASON, force_insert=True)
    for step in _steps(blocker, story):
        history.save(step, by=None, reason=REASON, force_insert=True)
    return True


def _blocker(commitment: Commitment, story: Story, lead: Lead) -> Blocker:
    """The row as the last step leaves it."""
    first, last = story.turns[0], story.turns[-1]
    came_on = [turn.on for turn in story.turns if turn.kind in (RAISE, RISE)][-1]
    status = STEP_OF[last.kind].target or BlockerStatus.WAITING
    blocker = Blocker(
        commitment=commitment,
        side=lead.side,
        raised_by=lead.person,
        organisation=lead.organisation,
        raised_at=_moment(commitment, first.on),
        raised_on=first.on,
        title=story.title,
        summary=f"{story.summary}\n\n{MARK}",
        would_help=story.would_help,
        detail=story.detail,
        status=status,
        rung=last.rung,
        came_on=came_on,
    )
    if status == BlockerStatus.WAITING:
        blocker.rises_on = RULE_OF[last.rung].rises_on(came_on)
    elif status == BlockerStatus.ANSWERED:
        blocker.answered_on = last.on
    else:
        blocker.closed_on, blocker.closing_words = last.on, last.words
        blocker.closed_at = _moment(commitment, last.on)
        blocker.closed_by = lead.person
    return blocker


def _steps(blocker: Blocker, story: Story) -> Iterator[BlockerStep]:
    status, rises_on = BlockerStatus.WAITING, None
    for turn in story.turns:
        status = STEP_OF[turn.kind].target or status
        if turn.kind in (RAISE, RISE):
            rises_on = RULE_OF[turn.rung].rises_on(turn.on)
        lead = _lead(blocker.commitment, turn.by) if turn.by else None
        yield BlockerStep(
            blocker=blocker,
            kind=turn.kind,
            status=status,
            rung=turn.rung,
            rises_on=rises_on if status == BlockerStatus.WAITING else None,
            words=turn.words,
            by=lead.person if lead else None,
            party=PARTY_OF[Side(lead.side)] if lead else BlockerParty.CALENDAR,
            organisation=lead.organisation if lead else None,
            taken_at=_moment(blocker.commitment, turn.on),
            taken_on=turn.on,
        )


def _lead(commitment: Commitment, first_name: str) -> Lead | None:
    leads = commitment.leads.select_related("person", "organisation")
    return leads.filter(person__email=f"{first_name}@example.org").first()


def _moment(commitment: Commitment, day: dt.date) -> dt.datetime:
    """Eleven in the morning, where the plan is carried out."""
    zone = ZoneInfo(commitment.plan.time_zone)
    return dt.datetime.combine(day, dt.time(11), tzinfo=zone)
