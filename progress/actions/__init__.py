"""Every change to updates and periods, one subject a file."""

from progress.actions.drafting import DraftRefusedError, StaleDraftError, save_draft
from progress.actions.schedule import add_periods
from progress.actions.signing import SigningRefusedError, missing_before_signing, sign

__all__ = (
    "DraftRefusedError",
    "SigningRefusedError",
    "StaleDraftError",
    "add_periods",
    "missing_before_signing",
    "save_draft",
    "sign",
)
