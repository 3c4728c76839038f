"""When the two sides have to do with each other: what keeps a commitment from going cold.

Contact is an answer: one side saves on top of the other's text, or signs what the other wrote or
signed. A note in the diary is contact as well, because both sides read it. What one side does
alone is none, even when it publishes alone.
"""

from commitments.actions import record_contact
from commitments.models import Commitment
from progress.models import Signature, UpdateVersion


def saved(version: UpdateVersion, commitment: Commitment) -> None:
    """Record contact if `version` was saved on top of a text of the other side."""
    if version.base is not None and version.base.side != version.side:
        _record(commitment, "Progress update saved")


def signed(signature: Signature, commitment: Commitment) -> None:
    """Record contact if the other side wrote or signed the text that was signed."""
    version = signature.version
    others = version.signatures.exclude(side=signature.side).filter(withdrawn_at=None)
    if version.side != signature.side or others.exists():
        _record(commitment, "Progress update signed")


def noted(commitment: Commitment) -> None:
    """Record contact: somebody wrote in the diary, which both sides read."""
    _record(commitment, "Note in the diary")


def _record(commitment: Commitment, reason: str) -> None:
    record_contact(commitment=commitment, on=commitment.plan.today(), reason=reason)
