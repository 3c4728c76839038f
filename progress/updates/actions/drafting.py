"""Saving a draft: every save is a new version on top of the one it began from."""

import contextlib

from django.db import IntegrityError, transaction

from commitments.models import Commitment
from commitments.workflow import OPEN_STAGES
from network.models import Person
from network.workflow import Side
from ogp_tracker import clock, history
from progress.content import Content, fingerprint
from progress.models import ProgressUpdate, ReportingPeriod, UpdateVersion
from progress.workflow import STEP_OF


class StaleDraftError(Exception):
    """Somebody saved meanwhile. `current` is the version in force; what was typed is not lost."""

    def __init__(self, current: UpdateVersion | None) -> None:
        super().__init__("The text has changed since you opened it.")
        self.current = current


class DraftRefusedError(Exception):
    """The update no longer takes drafts; the message says why."""


@transaction.atomic
def save_draft(
    *,
    by: Person,
    side: Side,
    commitment: Commitment,
    period: ReportingPeriod,
    base: int,
    content: Content,
) -> UpdateVersion:
    """Save `content` as the next version, on top of the version numbered `base` (0: none yet).

    `by` writes for `side`; the other side's own assessment is kept whatever `content` says. Saving
    what is already in force makes no new version, so that a form sent twice voids no signature.

    Raises StaleDraftError when `base` is not the latest version, and DraftRefusedError before the
    period opens, after publication, and when the commitment owes no more updates.
    """
    update = _locked_update(commitment, period, by)
    _refuse_unless_open(update, commitment, period)
    latest = update.latest_version()
    before = latest.content if latest else Content()
    content = content.keeping_assessment_of(side.other, before)
    canonical = content.canonical(update.key)
    if latest and canonical == latest.canonical:
        return latest
    if base != (latest.number if latest else 0):
        raise StaleDraftError(latest)
    return UpdateVersion.objects.create(
        update=update,
        number=base + 1,
        base=latest,
        author=by,
        side=side,
        saved_at=clock.now(),
        canonical=canonical,
        content_hash=fingerprint(canonical),
    )


def _refuse_unless_open(
    update: ProgressUpdate, commitment: Commitment, period: ReportingPeriod
) -> None:
    if update.status != STEP_OF["save_draft"].source:
        raise DraftRefusedError("This update has been published: its text cannot be changed.")
    if commitment.stage not in OPEN_STAGES:
        stage = commitment.get_stage_display().lower()
        raise DraftRefusedError(f"This commitment is {stage}: it owes no more updates.")
    if period.opens_on > commitment.plan.today():
        raise DraftRefusedError(f"This period opens on {period.opens_on:%-d %B %Y}.")


def _locked_update(commitment: Commitment, period: ReportingPeriod, by: Person) -> ProgressUpdate:
    """The update of this commitment and period, made at its first save, its row locked."""
    locked = ProgressUpdate.objects.select_for_update(of=("self",)).filter(
        commitment=commitment, period=period
    )
    update = locked.first()
    if update is not None:
        return update
    # By id: a commitment that gets another number leaves its key to nobody.
    key = f"{commitment.plan.slug}/{commitment.pk}/{period.due_on.isoformat()}"
    # Two first saves may race: the loser of the insert waits, then finds the winner's row.
    with contextlib.suppress(IntegrityError), transaction.atomic():
        history.create(
            ProgressUpdate,
            by=by,
            reason="First draft",
            commitment=commitment,
            period=period,
            key=key,
        )
    return locked.get()
