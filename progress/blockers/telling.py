"""What follows from a step: letters to those it concerns, news in public, contact of the sides."""

from commitments.actions import record_contact
from commitments.topics import BLOCKERS, topics_of
from mailroom.actions import announce
from network.models import Person
from network.workflow import Side
from progress.blockers import emails
from progress.blockers.permissions import PARTY_OF, side_of
from progress.blockers.workflow import Kind
from progress.holders import holders, leads_of, raisers
from progress.models import BlockerStep, Rung

# The steps that come to somebody new, or to the same people with all their days again.
ARRIVING = (Kind.RAISE, Kind.PASS_UP, Kind.NOT_SOLVED, Kind.RISE, Kind.RESUME, Kind.REOPEN)
HEADLINES = {
    Kind.RAISE: "blocker raised",
    Kind.PASS_UP: "blocker passed up",
    Kind.NOT_SOLVED: "blocker answered, but not solved",
    Kind.RISE: "blocker unanswered",
    Kind.ANSWER: "blocker answered",
    Kind.CLOSE: "blocker closed",
    Kind.REOPEN: "blocker opened again",
}


def tell(step: BlockerStep) -> None:
    """Tell everybody whom the step concerns, once. Call it in the transaction of the step."""
    _write(step)
    if step.kind in HEADLINES:
        _announce(step)
    is_lead = step.party in PARTY_OF.values()
    is_other_side = is_lead and side_of(step.party) != step.blocker.side
    if step.kind in (Kind.ANSWER, Kind.COMMENT) and is_other_side:
        reason = "Blocker answered" if step.kind == Kind.ANSWER else "Comment on a blocker"
        record_contact(commitment=step.blocker.commitment, on=step.taken_on, reason=reason)


def _write(step: BlockerStep) -> None:
    blocker = step.blocker
    speaking = set(raisers(blocker, step.taken_on))
    waiting = set(holders(blocker, Rung(step.rung), step.taken_on))
    if step.kind in ARRIVING:
        emails.waits_for_you(step, _but(step, waiting))
        if step.kind in (Kind.RISE, Kind.PASS_UP):
            emails.went_up(step, _but(step, speaking - waiting))
    elif step.kind == Kind.ANSWER:
        emails.answered(step, _but(step, speaking))
    elif step.kind == Kind.COMMENT:
        emails.commented(step, _but(step, speaking | waiting))
    elif step.kind == Kind.CLOSE:
        leads = [lead for side in Side for lead in _people(step, side)]
        emails.closed(step, _but(step, speaking | waiting | set(leads)))


def _people(step: BlockerStep, side: Side) -> list[Person]:
    leads = leads_of(step.blocker, side, step.taken_on).filter(person__is_active=True)
    return [lead.person for lead in leads.select_related("person")]


def _but(step: BlockerStep, people: set[Person]) -> list[Person]:
    """Without the one who took the step, in a fixed order."""
    return sorted((one for one in people if one.pk != step.by_id), key=lambda one: one.pk)


def _announce(step: BlockerStep) -> None:
    blocker, words = step.blocker, HEADLINES[Kind(step.kind)]
    if not blocker.commitment.is_public:
        return
    if step.kind in (Kind.PASS_UP, Kind.NOT_SOLVED, Kind.RISE):
        words = f"{words}, now with the {Rung(step.rung).label.lower()}"
    announce(
        key=f"blocker:{step.pk}",
        kind="blocker",
        topics=topics_of(blocker.commitment, BLOCKERS),
        headline=f"Commitment {blocker.commitment.number}: {words}: {blocker.title}",
        summary=step.words or blocker.summary,
        path=blocker.get_absolute_url(),
    )
