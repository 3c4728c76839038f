"""The letters about the two keys: one function and one text file each.

Each goes once: the key names the signature, version or publication it tells of, and its reader.
"""

from collections.abc import Iterable

from commitments.models import Lead
from mailroom import actions as mailroom
from mailroom.letters import absolute, write_letter
from network.models import Person
from network.workflow import Side
from progress.models import ProgressUpdate, Publication, Signature, UpdateVersion


def waits_for_you(signature: Signature, leads: Iterable[Lead]) -> None:
    """Tell the leads of the other side that a text waits for their signature."""
    for lead in leads:
        _post(
            "waits_for_you",
            f"waits-for-you:{signature.pk}:{lead.person_id}",
            lead.person,
            signature.version.update,
            signature=signature,
            side=Side(lead.side),
        )


def withdrawn(signature: Signature, leads: Iterable[Lead]) -> None:
    """Tell the leads of the other side that a signature was taken back."""
    for lead in leads:
        _post(
            "signature_withdrawn",
            f"withdrawn:{signature.pk}:{lead.person_id}",
            lead.person,
            signature.version.update,
            signature=signature,
        )


def void_by_edit(signature: Signature, version: UpdateVersion) -> None:
    """Tell a signer that the text was changed, so that the signature no longer counts."""
    _post(
        "signature_void",
        f"void:{signature.pk}",
        signature.person,
        version.update,
        signature=signature,
        version=version,
    )


def void_by_leads(signature: Signature) -> None:
    """Tell a signer that the leads changed, so that the signature no longer counts."""
    _post(
        "signature_void",
        f"void:{signature.pk}",
        signature.person,
        signature.version.update,
        signature=signature,
        version=None,
    )


def correction_begun(version: UpdateVersion, leads: Iterable[Lead]) -> None:
    """Tell the leads of the other side that a published text is being corrected, and why."""
    for lead in leads:
        _post(
            "correction_begun",
            f"correction:{version.pk}:{lead.person_id}",
            lead.person,
            version.update,
            version=version,
        )


def published(publication: Publication, leads: Iterable[Lead]) -> None:
    """Tell the leads of both sides that an update is published, and on what ground."""
    for lead in leads:
        _post(
            "published",
            f"published:{publication.pk}:{lead.person_id}",
            lead.person,
            publication.update,
            publication=publication,
            was_silent=publication.silent_side == lead.side,
            silent_side=publication.silent_side,
        )


def _post(name: str, key: str, to: Person, update: ProgressUpdate, **facts: object) -> None:
    letter = write_letter(
        f"progress/emails/{name}.txt",
        {
            "person": to,
            "update": update,
            "commitment": update.commitment,
            "due_on": update.period.due_on,
            "link": absolute(update.get_absolute_url()),
            **facts,
        },
    )
    mailroom.post(key=key, kind=name.replace("_", " "), to=to, letter=letter)
