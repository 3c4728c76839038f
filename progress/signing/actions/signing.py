"""Signing and withdrawing: two keys on one text."""

from django.db import transaction

from commitments.models import Lead
from network.models import Person
from network.workflow import Side
from ogp_tracker import clock, history
from progress import contact, emails
from progress.announcing import news
from progress.deadlines import Deadline, deadline_of
from progress.due_days import refresh_due_days
from progress.keys import keys_on, missing_before_signing
from progress.models import ProgressUpdate, Publication, Signature, UpdateVersion
from progress.signing.copying import copy_down, copy_signatures
from progress.workflow import STEP_OF


class SigningRefusedError(Exception):
    """The signature cannot be taken; the message says why and what to do."""


@transaction.atomic
def sign(
    *,
    by: Person,
    side: Side,
    update: ProgressUpdate,
    number: int,
    content_hash: str,
    reservation: str = "",
) -> Publication | None:
    """Sign version `number` of `update` for `side`; publishes it when it is the second key.

    `content_hash` is the fingerprint of the text the person read: if the text has changed since,
    nothing is signed. `reservation` is printed beside the text. Signing twice changes nothing.
    Where the other side published this text alone, the signature is added below it. Returns the
    publication, or None while the other key is missing.

    Raises SigningRefusedError with a sentence for the person.
    """
    update = locked(update)
    version = named_version(update, number, content_hash)
    publication: Publication | None = getattr(version, "publication", None)
    if publication is not None:
        _sign_published(publication, side, by, reservation)
        return publication
    deadline = deadline_of(update.commitment, update.period)
    refuse_unless_open(update, version, deadline)
    missing = missing_before_signing(version, side, deadline)
    if missing:
        raise SigningRefusedError(" ".join(missing))
    if update.versions.filter(publication__isnull=False, canonical=version.canonical).exists():
        raise SigningRefusedError("This is what was published before: nothing is corrected.")
    signature = _take_key(version, side, by, reservation)
    return _publish_when_both_keys_match(update, version, signature)


@transaction.atomic
def withdraw_signature(*, by: Person, update: ProgressUpdate) -> Signature:
    """Take back one's own signature on the version in force, before it is published.

    That it was given stays on record. Raises SigningRefusedError when there is nothing to take
    back or it is published already.
    """
    update = locked(update)
    version = update.latest_version()
    today = update.commitment.plan.today()
    mine = version.signatures.standing(today).filter(person=by).last() if version else None
    if version is None or mine is None:
        raise SigningRefusedError("You have not signed this text, so there is nothing to withdraw.")
    if hasattr(version, "publication"):
        raise SigningRefusedError(
            "This text has been published: a signature on it cannot be withdrawn. "
            "You can correct the update instead."
        )
    mine.withdrawn_at = clock.now()
    history.save(mine, by=by, reason="Signature withdrawn", update_fields=["withdrawn_at"])
    mine.version = version
    emails.withdrawn(mine, leads_of(update, Side(mine.side).other))
    return mine


def locked(update: ProgressUpdate) -> ProgressUpdate:
    """The update with its row locked: everything about its keys happens one after the other."""
    return (
        # With the commitment's row: whoever appoints a lead meanwhile waits, or is waited for.
        ProgressUpdate.objects.select_for_update(of=("self", "commitment"), no_key=True)
        .select_related("commitment__plan", "period")
        .get(pk=update.pk)
    )


def named_version(update: ProgressUpdate, number: int, content_hash: str) -> UpdateVersion:
    """The version the person read, if it is in force or published. Raises SigningRefusedError."""
    latest = update.latest_version()
    if latest is None:
        raise SigningRefusedError("There is no text to sign yet.")
    version = update.versions.filter(number=number).first()
    if (
        version is None
        or version.content_hash != content_hash
        or not _may_be_signed(version, latest)
    ):
        raise SigningRefusedError(
            "The text has changed since you opened it. Read it again, then sign."
        )
    version.update = update
    return version


def _may_be_signed(version: UpdateVersion, latest: UpdateVersion) -> bool:
    return version == latest or hasattr(version, "publication")


def refuse_unless_open(update: ProgressUpdate, version: UpdateVersion, deadline: Deadline) -> None:
    """Raise SigningRefusedError where no key can be turned any more."""
    if update.is_closed or (
        not update.is_published and deadline.is_closed(update.commitment.plan.today())
    ):
        raise SigningRefusedError(
            f"This period closed on {deadline.closes_on:%-d %B %Y} without an update: "
            "it can no longer be signed."
        )
    if update.status == STEP_OF["correct"].source:
        return  # a correction may be signed whatever became of the commitment since
    if not update.commitment.owes_updates:
        stage = update.commitment.get_stage_display().lower()
        raise SigningRefusedError(f"This commitment is {stage}: it owes no more updates.")


def leads_of(update: ProgressUpdate, side: Side) -> list[Lead]:
    """Who leads for `side` today."""
    commitment = update.commitment
    leads = commitment.leads.current(commitment.plan.today()).filter(side=side)
    return list(leads.select_related("person"))


def _take_key(version: UpdateVersion, side: Side, by: Person, reservation: str) -> Signature | None:
    """Store the signature; None when this lead has signed this version before."""
    commitment = version.update.commitment
    leads = commitment.leads.current(commitment.plan.today())
    lead = leads.filter(person=by, side=side).first()
    if lead is None:
        raise SigningRefusedError(f"You no longer lead this commitment for {side.label.lower()}.")
    if version.signatures.filter(person=by).exclude(side=side).exists():
        raise SigningRefusedError("You have signed this for the other side: nobody signs for both.")
    # One that was withdrawn, or given before the leads changed, does not stand: sign again.
    given = version.signatures.standing(commitment.plan.today()).filter(lead=lead).first()
    if given is not None and given.reservation != reservation.strip():
        raise SigningRefusedError(
            "You have signed this text already. To sign it in another way, withdraw your "
            "signature first."
        )
    if given is not None:
        return None
    signature = history.create(
        Signature,
        by=by,
        reason="Signed with a reservation" if reservation.strip() else "Signed",
        version=version,
        side=side,
        person=by,
        lead=lead,
        content_hash=version.content_hash,
        signed_at=clock.now(),
        reservation=reservation.strip(),
    )
    contact.signed(signature, commitment)
    return signature


def _sign_published(publication: Publication, side: Side, by: Person, reservation: str) -> None:
    """Add the late signature of the side that was silent; a second click changes nothing."""
    version = publication.version
    if publication.silent_side == side:
        if version.update.publications.order_by("published_at").last() != publication:
            raise SigningRefusedError(
                "This text has been corrected since. Read the update as it stands."
            )
        signature = _take_key(version, side, by, reservation)
        if signature is not None:
            copy_signatures(publication, by)
            news.tell_of_reservation(signature, version.update)
    elif not version.signatures.filter(person=by, side=side, withdrawn_at=None).exists():
        raise SigningRefusedError("This text has been published: both sides have signed it.")


def _publish_when_both_keys_match(
    update: ProgressUpdate, version: UpdateVersion, signature: Signature | None
) -> Publication | None:
    keys = {key.side: key.signature for key in keys_on(version, update.commitment)}
    if not all(keys.values()) or missing_before_signing(version):
        if signature is not None:
            emails.waits_for_you(signature, leads_of(update, Side(signature.side).other))
        return None
    was_published = update.is_published
    publication = Publication(
        update=update,
        version=version,
        government_signature=keys[Side.GOVERNMENT],
        civil_society_signature=keys[Side.CIVIL_SOCIETY],
        published_at=clock.now(),
    )
    by = max(publication.keys, key=lambda key: key.signed_at).person
    step = STEP_OF["publish_correction" if was_published else "publish"]
    reason = f"Corrected: {version.reason}" if was_published else "Signed by both sides"
    publish(publication, by, step.target, reason)
    return publication


def publish(publication: Publication, by: Person, status: str, reason: str) -> None:
    """Publish: the row, the status, the copy for lists, the news, and the letters."""
    history.save(publication, by=by, reason=reason)
    update = publication.update
    update.status = status
    history.save(update, by=by, reason=reason)
    copy_down(publication, by)
    refresh_due_days([update.commitment], reason=reason)
    news.tell_of_publication(publication)
    emails.published(publication, [lead for side in Side for lead in leads_of(update, side)])
