"""The two keys on a text: which are turned, what is missing, and when one alone is enough."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max
from django.db.models.functions import Greatest

from commitments.models import Commitment
from network.workflow import Side
from ogp_tracker import clock
from progress.content import Content
from progress.deadlines import Deadline
from progress.models import ProgressUpdate, Signature, UpdateVersion


@dataclass(frozen=True)
class Key:
    """One side's key on a version: turned, or not yet."""

    side: Side
    signature: Signature | None


def keys_on(version: UpdateVersion, commitment: Commitment) -> list[Key]:
    """The keys of both sides on `version`: the signatures that stand today.

    Where two leads of one side have signed, a reservation goes before a plain signature, because
    it must not be lost, and then the earlier before the later.
    """
    standing = version.signatures.standing(commitment.plan.today()).select_related("person")
    by_weight = sorted(standing, key=lambda key: (not key.reservation, key.signed_at), reverse=True)
    turned = {signature.side: signature for signature in by_weight}
    return [Key(side, turned.get(side)) for side in Side]


def missing_before_signing(
    version: UpdateVersion, side: Side | None = None, deadline: Deadline | None = None
) -> list[str]:
    """What the text still lacks before `side` can sign it, one sentence each; empty: nothing.

    Once the due day in `deadline` is over, a side no longer waits for the other's assessment.
    """
    commitment = version.update.commitment
    is_past = deadline is not None and deadline.is_past(commitment.plan.today())
    return missing_in(version.content, commitment, side.other if side and is_past else None)


def missing_in(content: Content, commitment: Commitment, without: Side | None = None) -> list[str]:
    """What `content` lacks, given the evidence that the tracker holds; `without` as in Content."""
    evidenced = commitment.milestones.exclude(evidence="", evidence_url="")
    return content.missing({str(pk) for pk in evidenced.values_list("pk", flat=True)}, without)


@dataclass(frozen=True)
class Silence:
    """That one side has not answered since a day, and how many days it has."""

    side: Side
    since: dt.date
    days: int

    @property
    def ends_on(self) -> dt.date:
        """The first day on which the other side may publish alone: that many whole days later."""
        return self.since + dt.timedelta(days=self.days + 1)


def silence_of(
    side: Side, update: ProgressUpdate, deadline: Deadline, signed: Signature
) -> Silence:
    """The silence of `side` on a text that the other side has `signed`.

    It begins on the latest of these days: the due day, the day the other side signed the text as
    it stands, and the day on which `side` last saved, signed or withdrew anything of this update.
    """
    zone = update.commitment.plan.time_zone
    mine = update.versions.filter(side=side).aggregate(last=Max("saved_at"))["last"]
    signatures = Signature.objects.filter(version__update=update, side=side)
    acted = signatures.aggregate(last=Max(Greatest("signed_at", "withdrawn_at")))["last"]
    moments = [moment for moment in (signed.signed_at, mine, acted) if moment is not None]
    since = max([deadline.due_on, *(clock.local_day(moment, zone) for moment in moments)])
    return Silence(side, since, update.period.silence_days)
