"""The kinds of file that are taken in, and which of them a file is.

To take in another kind: a module with a `Reader`, its line here and in `IntakeKind`.
"""

from opendata.intake.readers.base import (
    IntakeRefusedError,
    Line,
    Loaded,
    Reader,
    Section,
    Upload,
)
from opendata.intake.readers.ogp import OgpDatabaseReader
from opendata.intake.readers.plans import PlanFileReader, PlanSheetsReader
from opendata.models import IntakeKind

# In the order in which they are asked.
READERS: dict[IntakeKind, Reader] = {
    IntakeKind.PLAN_SPREADSHEET: PlanSheetsReader(is_archive=False),
    IntakeKind.PLAN_TABLES: PlanSheetsReader(is_archive=True),
    IntakeKind.PLAN_FILE: PlanFileReader(),
    IntakeKind.OGP_DATABASE: OgpDatabaseReader(),
}


def recognise(name: str, content: bytes) -> IntakeKind | None:
    """What kind of file it is, or None."""
    return next(
        (kind for kind, reader in READERS.items() if reader.recognises(name, content)), None
    )


__all__ = (
    "READERS",
    "IntakeRefusedError",
    "Line",
    "Loaded",
    "Reader",
    "Section",
    "Upload",
    "recognise",
)
