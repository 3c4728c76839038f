"""Every change to the text of an update."""

from progress.updates.actions.drafting import (
    DraftRefusedError,
    StaleDraftError,
    save_draft,
)

__all__ = ("DraftRefusedError", "StaleDraftError", "save_draft")
