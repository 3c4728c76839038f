"""Every change to updates and periods, one subject a file."""

from progress.actions.drafting import StaleDraft, save_draft
from progress.actions.schedule import add_periods
from progress.actions.signing import SigningRefused, sign

__all__ = ("SigningRefused", "StaleDraft", "add_periods", "save_draft", "sign")
