"""Saving a draft: every save is a new version on top of the one it began from."""

from django.db import transaction

from commitments.models import Commitment
from network.models import Person
from network.workflow import Side
from ogp_tracker import clock, history
from progress import contact, emails
from progress.actions import begun_update
from progress.carrying import carried_into
from progress.content import Content, fingerprint
from progress.deadlines import deadline_of
from progress.models import (
    EvidenceFile,
    ProgressUpdate,
    ReportingPeriod,
    Signature,
    UpdateVersion,
)
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
    reason: str = "",
) -> UpdateVersion:
    """Save `content` as the next version, on top of the version numbered `base` (0: none yet).

    `by` writes for `side`; the other side's assessment is kept whatever `content` says. Saving
    what is in force makes no new version. After publication a correction needs a `reason`. Raises
    StaleDraftError when `base` is not the latest, DraftRefusedError when it takes no such text.
    """
    update = begun_update(by=by, commitment=commitment, period=period, reason="First draft")
    refuse_unless_open(update, commitment, period, reason)
    latest = update.latest_version()
    before = _before(latest, commitment, period)
    canonical = content.keeping_assessment_of(side.other, before).canonical(update.key)
    if latest and canonical == latest.canonical and not _has_new_reason(latest, reason):
        return latest
    if base != (latest.number if latest else 0):
        raise StaleDraftError(latest)
    _refuse_unknown_evidence(commitment, content, before)
    version = UpdateVersion(
        update=update,
        number=base + 1,
        base=latest,
        author=by,
        side=side,
        saved_at=clock.now(),
        reason=reason.strip() if update.is_published else "",
        canonical=canonical,
        content_hash=fingerprint(canonical),
    )
    history.save(version, by=by, reason=version.reason or "Draft saved")
    version.voids = _tell(version, latest)
    return version


def _has_new_reason(latest: UpdateVersion, reason: str) -> bool:
    """Whether a correction that was begun is to give another reason."""
    return bool(latest.reason) and latest.reason != reason.strip() and bool(reason.strip())


def _before(
    latest: UpdateVersion | None, commitment: Commitment, period: ReportingPeriod
) -> Content:
    """What a save begins from: the version in force, else what was carried forward."""
    if latest is not None:
        return latest.content
    carried = carried_into(commitment, period)
    return carried.content if carried else Content()


def _tell(version: UpdateVersion, before: UpdateVersion | None) -> list[Signature]:
    """Tell those whose signatures the edit made void, and, of a correction, the other side.

    Returns those signatures. That one side answered the other is copied down to the commitment.
    """
    if before is None:
        return []
    update = version.update
    commitment = update.commitment
    contact.saved(version, commitment)
    today = commitment.plan.today()
    if update.is_published and hasattr(before, "publication"):
        others = commitment.leads.current(today).filter(side=Side(version.side).other)
        emails.correction_begun(version, others.select_related("person"))
        return []
    void = list(before.signatures.standing(today).select_related("person", "lead"))
    for signature in void:
        emails.void_by_edit(signature, version)
    return void


def refuse_unless_open(
    update: ProgressUpdate, commitment: Commitment, period: ReportingPeriod, reason: str
) -> None:
    """Raise DraftRefusedError unless the update takes a text, or a correction for `reason`."""
    if update.status == STEP_OF["correct"].source:
        if not reason.strip():
            raise DraftRefusedError(
                "This update has been published. To correct it, say why: readers see the reason."
            )
        return
    deadline = deadline_of(commitment, period)
    if update.is_closed or deadline.is_closed(commitment.plan.today()):
        raise DraftRefusedError(
            f"This period closed on {deadline.closes_on:%-d %B %Y} without an update: "
            "it takes no more text."
        )
    if not commitment.owes_updates:
        stage = commitment.get_stage_display().lower()
        raise DraftRefusedError(f"This commitment is {stage}: it owes no more updates.")
    if period.opens_on > commitment.plan.today():
        raise DraftRefusedError(f"This period opens on {period.opens_on:%-d %B %Y}.")


def _refuse_unknown_evidence(commitment: Commitment, content: Content, before: Content) -> None:
    """Refuse a file that was not handed in; what is in force already was looked at then."""
    new = {
        (int(pk), line.evidence_file, line.evidence_name): line
        for pk, line in content.milestones.items()
        if line.evidence_file and not line.names_the_file_of(before.milestones.get(pk))
    }
    if not new:
        return
    files = EvidenceFile.objects.of(commitment).filter(sha256__in=[sha256 for _, sha256, _ in new])
    for known in files.values_list("milestone_id", "sha256", "name"):
        new.pop(known, None)
    for line in new.values():
        raise DraftRefusedError(f"Choose the file of milestone {line.ref} again: it is not here.")
