"""Signing and publishing: two keys on one text."""

import datetime as dt

from django.db import transaction

from commitments.actions import MilestoneReport, record_progress
from commitments.workflow import OPEN_STAGES, MilestoneStatus
from network.models import Person
from network.workflow import Side
from ogp_tracker import clock, history
from progress.content import Content
from progress.models import ProgressUpdate, Publication, Signature, UpdateVersion
from progress.workflow import STEP_OF, Status


class SigningRefusedError(Exception):
    """The signature cannot be taken; the message says why and what to do."""


@transaction.atomic
def sign(
    *, by: Person, side: Side, update: ProgressUpdate, number: int, content_hash: str
) -> Publication | None:
    """Sign version `number` of `update` for `side`; publishes it when it is the second key.

    `content_hash` is the fingerprint of the text the person read: if the text has changed since,
    nothing is signed. Signing twice changes nothing. Returns the publication, or None while the
    other key is missing.

    Raises SigningRefusedError with a sentence for the person.
    """
    update = (
        ProgressUpdate.objects.select_for_update(of=("self",))
        .select_related("commitment__plan", "period")
        .get(pk=update.pk)
    )
    version = update.latest_version()
    if version is None:
        raise SigningRefusedError("There is no text to sign yet.")
    if (version.number, version.content_hash) != (number, content_hash):
        raise SigningRefusedError(
            "The text has changed since you opened it. Read it again, then sign."
        )
    if update.status == Status.PUBLISHED:
        return version.publication
    if update.status != STEP_OF["sign"].source or update.commitment.stage not in OPEN_STAGES:
        raise SigningRefusedError("This update can no longer be signed.")
    missing = missing_before_signing(version)
    if missing:
        raise SigningRefusedError(" ".join(missing))
    _take_key(version, side, by)
    return _publish_when_both_keys_match(update, version)


def missing_before_signing(version: UpdateVersion) -> list[str]:
    """What the text still lacks, one sentence each; an empty list means that it can be signed."""
    evidenced = version.update.commitment.milestones.exclude(evidence="", evidence_url="")
    return version.content.missing({str(pk) for pk in evidenced.values_list("pk", flat=True)})


def _take_key(version: UpdateVersion, side: Side, by: Person) -> None:
    commitment = version.update.commitment
    leads = commitment.leads.current(commitment.plan.today())
    lead = leads.filter(person=by, side=side).first()
    if lead is None:
        raise SigningRefusedError(f"You no longer lead this commitment for {side.label.lower()}.")
    if version.signatures.filter(person=by).exclude(side=side).exists():
        raise SigningRefusedError("You have signed this for the other side: nobody signs for both.")
    if not version.signatures.filter(lead=lead).exists():
        Signature.objects.create(
            version=version,
            side=side,
            person=by,
            lead=lead,
            content_hash=version.content_hash,
            signed_at=clock.now(),
        )


def _publish_when_both_keys_match(
    update: ProgressUpdate, version: UpdateVersion
) -> Publication | None:
    standing = version.signatures.standing(update.commitment.plan.today())
    key_of = {signature.side: signature for signature in standing.select_related("person")}
    if set(key_of) != set(Side):
        return None
    publication = Publication.objects.create(
        update=update,
        version=version,
        government_signature=key_of[Side.GOVERNMENT],
        civil_society_signature=key_of[Side.CIVIL_SOCIETY],
        published_at=clock.now(),
    )
    update.status = STEP_OF["publish"].target
    signer = max(key_of.values(), key=lambda signature: signature.signed_at).person
    history.save(update, by=signer, reason="Signed by both sides")
    _copy_down(update, version.content, signer)
    return publication


def _copy_down(update: ProgressUpdate, content: Content, by: Person) -> None:
    record_progress(
        by=by,
        commitment=update.commitment,
        until=update.period.due_on,
        assessments={side: content.assessment(side) for side in Side},
        reports={
            int(pk): MilestoneReport(
                status=MilestoneStatus(line.status) if line.status else None,
                forecast_on=dt.date.fromisoformat(line.forecast_on) if line.forecast_on else None,
                evidence_url=line.evidence_url or None,
            )
            for pk, line in content.milestones.items()
        },
        reason=f"Joint update to {update.period.due_on:%-d %B %Y}",
    )
