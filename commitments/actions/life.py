"""Moving commitments through their life: each function is a line of the table in workflow.py."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from commitments import news
from commitments.actions.ancestry import add_ancestry
from commitments.actions.wordings import Decision, locked, publish_wording, refuse_wrong_decision
from commitments.models import Ancestry, Commitment
from commitments.workflow import OPEN_STAGES, PLAIN_STEPS, STEP_OF, Stage, Step
from network.models import Person
from ogp_tracker import history

DECIDED_HERE = "Decided by the secretariat in this tracker"


@transaction.atomic
def take_step(*, by: Person, commitment: Commitment, step_name: str, reason: str) -> Commitment:
    """Move a commitment along a line of the table that asks for a reason and nothing else.

    An early start is public from today on, with the words it has today.

    Raises ValidationError when that line does not start where the commitment is.
    """
    commitment = locked(commitment)
    step = STEP_OF.get(step_name)
    if step not in PLAIN_STEPS:
        raise ValidationError("This step asks for more than a reason.")
    assert step is not None
    _refuse_wrong_stage(commitment, step)
    if step.target == Stage.EARLY_START:
        commitment.started_early_on = commitment.plan.today()
    _move(commitment, step, by, reason)
    if step.target == Stage.EARLY_START:
        publish_wording(by=by, commitment=commitment, decision=Decision(reason))
    return commitment


@transaction.atomic
def put_in_plan(*, by: Person, commitment: Commitment, decision: Decision) -> Commitment:
    """Make what was proposed, or started early, a part of its plan.

    In a public plan it counts as added today, with who agreed, and its words are kept.

    Raises ValidationError when it is part of the plan already.
    """
    commitment = locked(commitment)
    step = STEP_OF["put_in_plan"]
    _refuse_wrong_stage(commitment, step)
    refuse_wrong_decision(commitment, decision)
    if commitment.plan.is_public:
        commitment.added_on = decision.on or commitment.plan.today()
    _move(commitment, step, by, decision.reason)
    if commitment.plan.is_public:
        publish_wording(by=by, commitment=commitment, decision=decision)
    return commitment


@transaction.atomic
def split_commitment(
    *, by: Person, commitment: Commitment, into: Collection[Commitment], decision: Decision
) -> Commitment:
    """Close a commitment because it became two or more others of the same plan.

    Raises ValidationError when they are fewer than two, of another plan, or closed themselves.
    """
    if len({successor.pk for successor in into}) < 2:
        raise ValidationError({"into": "Choose two commitments or more"})
    return _hand_over(by, commitment, STEP_OF["split"], Ancestry.Kind.SPLIT, into, decision)


@transaction.atomic
def merge_commitment(
    *, by: Person, commitment: Commitment, into: Commitment, decision: Decision
) -> Commitment:
    """Close a commitment because another one of the same plan takes it in.

    Raises ValidationError when that one is of another plan, or closed itself.
    """
    return _hand_over(by, commitment, STEP_OF["merge"], Ancestry.Kind.MERGED, [into], decision)


@transaction.atomic
def carry_over_commitment(
    *, by: Person, commitment: Commitment, into: Commitment, decision: Decision
) -> Commitment:
    """Close a commitment because a later plan of the same country promises it again.

    Raises ValidationError when the other plan is not a later one.
    """
    kind = Ancestry.Kind.CARRIED_OVER
    return _hand_over(by, commitment, STEP_OF["carry_over"], kind, [into], decision)


def _hand_over(
    by: Person,
    commitment: Commitment,
    step: Step,
    kind: Ancestry.Kind,
    into: Collection[Commitment],
    decision: Decision,
) -> Commitment:
    commitment = locked(commitment)
    _refuse_wrong_stage(commitment, step)
    refuse_wrong_decision(commitment, decision)
    for successor in into:
        _refuse_wrong_successor(commitment, successor, kind)
        _relate(by, commitment, successor, kind, decision)
    _move(commitment, step, by, decision.reason)
    return commitment


def _relate(
    by: Person,
    commitment: Commitment,
    successor: Commitment,
    kind: Ancestry.Kind,
    decision: Decision,
) -> None:
    columns = decision.columns | {"effective_on": decision.on or commitment.plan.today()}
    try:
        add_ancestry(
            by=by,
            earlier=commitment,
            later=successor,
            kind=kind,
            reason=decision.reason,
            source=DECIDED_HERE,
            is_verified=True,
            note=decision.reason,
            **columns,
        )
    except ValidationError as error:
        raise ValidationError({"into": error.messages}) from error


def _move(commitment: Commitment, step: Step, by: Person, reason: str) -> None:
    commitment.stage = step.target
    history.save(commitment, by=by, reason=reason)
    news.tell_of_step(commitment, step, reason)


def _refuse_wrong_stage(commitment: Commitment, step: Step) -> None:
    if commitment.stage not in step.sources:
        raise ValidationError(
            f"This cannot be done while the commitment is “{commitment.get_stage_display()}”."
        )


def _refuse_wrong_successor(
    commitment: Commitment, successor: Commitment, kind: Ancestry.Kind
) -> None:
    mine, theirs = commitment.plan, successor.plan
    if kind == Ancestry.Kind.CARRIED_OVER:
        if theirs.country_code != mine.country_code or theirs.number <= mine.number:
            raise ValidationError({"into": "Choose a commitment of a later plan"})
    elif theirs.pk != mine.pk:
        raise ValidationError({"into": "Choose from the same plan"})
    if successor.stage not in (*OPEN_STAGES, Stage.PROPOSED):
        stage = successor.get_stage_display().lower()
        raise ValidationError({"into": f"“{successor.title}” is {stage}: choose an open one"})
