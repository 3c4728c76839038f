"""Publishing alone: what one side may do when the other stays silent."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from network.models import Person
from network.workflow import Side
from ogp_tracker import clock
from progress.deadlines import deadline_of
from progress.keys import Silence, keys_on, missing_before_signing, silence_of
from progress.models import ProgressUpdate, Publication, Signature, UpdateVersion
from progress.signing.actions.signing import (
    SigningRefusedError,
    locked,
    named_version,
    publish,
    refuse_unless_open,
)
from progress.workflow import STEP_OF


@dataclass(frozen=True)
class Ground:
    """Why one side may publish alone, or from when it may."""

    signature: Signature
    silence: Silence
    # The last day on which it can happen: then the period closes.
    closes_on: dt.date

    def is_given(self, today: dt.date) -> bool:
        """Whether the other side has been silent long enough by `today`."""
        return self.silence.ends_on <= today <= self.closes_on

    @property
    def comes_too_late(self) -> bool:
        """Whether the period closes before the silence has lasted long enough."""
        return self.silence.ends_on > self.closes_on


def ground_of(update: ProgressUpdate, version: UpdateVersion, side: Side) -> Ground | None:
    """The ground on which `side` may publish `version` alone, now or from a day on.

    None before `side` has signed it, when the other side has signed it too, and after the first
    publication: one side alone never corrects.
    """
    if update.is_published or update.is_closed:
        return None
    keys = {key.side: key.signature for key in keys_on(version, update.commitment)}
    mine = keys[side]
    if mine is None or keys[side.other] is not None:
        return None
    deadline = deadline_of(update.commitment, update.period)
    silence = silence_of(side.other, update, deadline, mine)
    return Ground(mine, silence, deadline.closes_on)


@transaction.atomic
def publish_alone(
    *, by: Person, side: Side, update: ProgressUpdate, number: int, content_hash: str
) -> Publication:
    """Publish the version that `side` has signed, after the other side's silence.

    The update says for ever that one side published it; the other can still sign it, plain or
    with a reservation, and that is added below.

    Raises SigningRefusedError when the text has changed, `side` has not signed it, the other side
    has, or the days of silence are not over.
    """
    update = locked(update)
    version = named_version(update, number, content_hash)
    refuse_unless_open(update, version, deadline_of(update.commitment, update.period))
    ground = ground_of(update, version, side)
    if ground is None:
        raise SigningRefusedError(
            "It cannot be published by one side: sign it first, and see whether the other side has."
        )
    plan = update.commitment.plan
    if not ground.is_given(plan.today()):
        raise SigningRefusedError(
            f"{side.other.label} has until the end of "
            f"{ground.silence.ends_on - dt.timedelta(days=1):%-d %B %Y} to answer."
        )
    missing = missing_before_signing(version, side, deadline_of(update.commitment, update.period))
    if missing:
        raise SigningRefusedError(" ".join(missing))
    publication = Publication(
        update=update,
        version=version,
        ground=Publication.Ground.ONE_SIDE,
        silent_since=ground.silence.since,
        silence_days=ground.silence.days,
        published_at=clock.now(),
        **{f"{side.value}_signature": ground.signature},
    )
    step = STEP_OF["publish_alone"]
    publish(publication, by, step.target, f"Published by {side.label.lower()} alone")
    return publication
