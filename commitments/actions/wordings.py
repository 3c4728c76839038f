"""Recording wordings, publishing them, and amending what readers were promised."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from commitments import news
from commitments.models import WORDED, Agreement, Commitment, Wording
from commitments.workflow import STEP_OF, Stage
from network.models import Person
from ogp_tracker import clock, history
from ogp_tracker.overtaking import refuse_stale


@dataclass(frozen=True)
class Decision:
    """Why something was decided, who agreed to it, and from which day it holds."""

    reason: str
    agreement: str = Agreement.UNKNOWN
    agreed_by: str = ""
    on: dt.date | None = None

    @property
    def columns(self) -> dict[str, object]:
        """The columns of a DecisionModel."""
        return {
            "agreement": self.agreement,
            "agreed_by": self.agreed_by,
            "effective_on": self.on,
        }


@transaction.atomic
def record_wording(
    *, by: Person | None, commitment: Commitment, kind: str, reason: str, agreed_by: str = ""
) -> Wording:
    """Keep the wording of a commitment that is not public yet, as a draft or as agreed.

    An agreed wording is agreed by both sides; `agreed_by` names who, in words.

    Raises ValidationError when readers see the commitment already, when the same words are
    recorded as the same kind already, or when an agreed wording names nobody.
    """
    commitment = locked(commitment)
    if commitment.is_public:
        raise ValidationError("Readers see this commitment: amend its wording instead.")
    if kind not in (Wording.Kind.DRAFT, Wording.Kind.AGREED):
        raise ValidationError({"kind": "Before it is public, a wording is a draft or agreed"})
    last = commitment.wordings.last()
    if last is not None and (last.kind, last.text) == (kind, words_of(commitment)):
        raise ValidationError("These words are recorded already. Change the commitment first.")
    is_agreed = kind == Wording.Kind.AGREED
    agreement = Agreement.BOTH if is_agreed else Agreement.UNKNOWN
    decision = Decision(reason, agreement, agreed_by, commitment.plan.today())
    refuse_wrong_decision(commitment, decision)
    return keep_wording(by=by, commitment=commitment, kind=kind, decision=decision)


@transaction.atomic
def amend_commitment(
    *,
    by: Person | None,
    commitment: Commitment,
    text: Mapping[str, str],
    decision: Decision,
    began_from: int | None = None,
) -> Commitment:
    """Change words that readers were promised; every wording stays to be compared.

    `text` has the new words by column (title, summary, problem, how_it_helps); `began_from` is
    the history row the person began from. A commitment in the plan is then "amended"; an early
    start and a closed commitment keep their stage.

    Raises ValidationError when the commitment is not public, nothing changes, or an agreement
    names nobody; StaleEditError when somebody else changed the same words meanwhile.
    """
    commitment = locked(commitment)
    if not commitment.is_public:
        raise ValidationError("Readers do not see this commitment yet: change it directly.")
    if not set(text) <= set(WORDED):
        raise ValidationError("Only the wording is amended.")
    refuse_stale(commitment, dict(text), began_from)
    if all(getattr(commitment, name) == words for name, words in text.items()):
        raise ValidationError("These are the words already.")
    refuse_wrong_decision(commitment, decision)
    for name, words in text.items():
        setattr(commitment, name, words)
    if commitment.stage in STEP_OF["amend"].sources:
        commitment.stage = STEP_OF["amend"].target
    # First the wording: the database lets a commitment say only what a public wording says.
    keep_wording(by=by, commitment=commitment, kind=Wording.Kind.AMENDED, decision=decision)
    history.save(commitment, by=by, reason=decision.reason)
    if by is not None:
        news.tell_of_amendment(commitment, decision.reason)
    return commitment


def publish_wording(
    *, by: Person | None, commitment: Commitment, decision: Decision
) -> Wording | None:
    """Keep the words with which a commitment comes before readers.

    Words that both sides had agreed on carry that agreement. A proposal has none: None.
    """
    if commitment.stage == Stage.PROPOSED:
        return None
    if decision.agreement == Agreement.UNKNOWN:
        last = commitment.wordings.last()
        agreed = last if last and last.kind == Wording.Kind.AGREED else None
        if agreed and agreed.text == words_of(commitment):
            decision = Decision(decision.reason, agreed.agreement, agreed.agreed_by, decision.on)
    return keep_wording(
        by=by, commitment=commitment, kind=Wording.Kind.PUBLISHED, decision=decision
    )


def keep_wording(
    *, by: Person | None, commitment: Commitment, kind: str, decision: Decision
) -> Wording:
    """Add the commitment's present words to its wordings; a public one holds from some day on."""
    is_public = kind in (Wording.Kind.PUBLISHED, Wording.Kind.AMENDED)
    columns = decision.columns
    if is_public and decision.on is None:
        columns["effective_on"] = commitment.plan.today()
    last = commitment.wordings.last()
    row = Wording(
        commitment=commitment,
        number=last.number + 1 if last else 1,
        kind=kind,
        reason=decision.reason[:500],
        recorded_at=clock.now(),
        recorded_by=by,
        **words_of(commitment),
        **columns,
    )
    history.save(row, by=by, reason=decision.reason, force_insert=True)
    return row


def words_of(commitment: Commitment) -> dict[str, str]:
    """The present words of a commitment, by column."""
    return {name: getattr(commitment, name) for name in WORDED}


def refuse_wrong_decision(commitment: Commitment, decision: Decision) -> None:
    """Raise ValidationError when a decision names nobody, gives no reason, or lies ahead."""
    if decision.agreement != Agreement.UNKNOWN and not decision.agreed_by:
        raise ValidationError({"agreed_by": "Name who agreed"})
    if not decision.reason:
        raise ValidationError({"reason": "Say why"})
    if decision.on is not None and decision.on > commitment.plan.today():
        raise ValidationError({"effective_on": "The day must not be in the future"})


def locked(commitment: Commitment) -> Commitment:
    """The commitment as it stands, nobody else changing it before this transaction ends."""
    return (
        Commitment.objects.select_for_update(of=("self",))
        .select_related("plan")
        .get(pk=commitment.pk)
    )
