"""The letters about blockers that are written when they leave, and only while they are true."""

from mailroom.letters import Letter
from mailroom.models import OutboxMessage
from mailroom.writers import NotNeededError
from network.models import Person
from progress.blockers.emails import letter_of
from progress.blockers.reading import rung_words
from progress.blockers.workflow import Kind
from progress.holders import holders, raisers
from progress.models import BlockerStep, Rung


def write_waits(message: OutboxMessage) -> Letter:
    """Tell somebody on the rung that it waits for them. Raises NotNeededError."""
    step, person = _still_true(message)
    blocker = step.blocker
    day = blocker.commitment.plan.today()
    if not holders(blocker, Rung(blocker.rung), day).filter(pk=person.pk).exists():
        raise NotNeededError("The blocker no longer waited for them when the letter went out.")
    return letter_of("blocker_waits", step, person, last_day=blocker.answer_by)


def write_went_up(message: OutboxMessage) -> Letter:
    """Tell the raiser with whom it is now. Raises NotNeededError."""
    step = _to_raiser(message)
    whom = rung_words(step.rung, step.blocker.side)
    return letter_of("blocker_went_up", step, _reader(message), whom=whom)


def write_answered(message: OutboxMessage) -> Letter:
    """Tell the raiser that it waits for their word. Raises NotNeededError."""
    return letter_of("blocker_answered", _to_raiser(message), _reader(message))


def _to_raiser(message: OutboxMessage) -> BlockerStep:
    step, person = _still_true(message)
    day = step.blocker.commitment.plan.today()
    if not raisers(step.blocker, day).filter(pk=person.pk).exists():
        raise NotNeededError("They no longer spoke for the blocker when the letter went out.")
    return step


def _still_true(message: OutboxMessage) -> tuple[BlockerStep, Person]:
    """The step it tells of, while the blocker stands where that left it. Raises NotNeededError."""
    rows = BlockerStep.objects.select_related(
        "by", "blocker__commitment__plan", "blocker__raised_by", "blocker__organisation"
    )
    step = rows.get(pk=message.about["step"])
    last = step.blocker.steps.exclude(kind=Kind.COMMENT).last()
    if last != step:
        happened = last.get_kind_display().lower() if last else "it is gone"
        raise NotNeededError(f"Something else happened to the blocker meanwhile: {happened}.")
    commitment = step.blocker.commitment
    if not commitment.is_public or (step.blocker.is_waiting and not commitment.owes_updates):
        raise NotNeededError("Nothing more is owed on the commitment.")
    return step, _reader(message)


def _reader(message: OutboxMessage) -> Person:
    assert message.recipient is not None, "these letters go to people we know"
    return message.recipient
