"""Every change to an update."""

from progress.updates.actions.drafting import DraftRefusedError, StaleDraftError, save_draft
from progress.updates.actions.signing import SigningRefusedError, missing_before_signing, sign

__all__ = (
    "DraftRefusedError",
    "SigningRefusedError",
    "StaleDraftError",
    "missing_before_signing",
    "save_draft",
    "sign",
)
