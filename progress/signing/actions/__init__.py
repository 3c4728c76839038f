"""Every change to the keys of an update."""

from progress.signing.actions.alone import ground_of, publish_alone
from progress.signing.actions.signing import SigningRefusedError, sign, withdraw_signature
from progress.signing.actions.unchanged import confirm_unchanged, unchanged_content

__all__ = (
    "SigningRefusedError",
    "confirm_unchanged",
    "ground_of",
    "publish_alone",
    "sign",
    "unchanged_content",
    "withdraw_signature",
)
