"""Every change to the text of an update."""

from progress.updates.actions.drafting import (
    DraftRefusedError,
    StaleDraftError,
    save_draft,
)
from progress.updates.actions.evidence import keep_evidence
from progress.updates.actions.keeping import TextTooLongError, forget_typed, keep_typed

__all__ = (
    "DraftRefusedError",
    "StaleDraftError",
    "TextTooLongError",
    "forget_typed",
    "keep_evidence",
    "keep_typed",
    "save_draft",
)
