"""What is kept of what was taken in by file."""

from opendata.models.intakes import Intake, IntakeKind, LineOutcome
from opendata.models.ogp_records import OgpRecord

__all__ = ("Intake", "IntakeKind", "LineOutcome", "OgpRecord")
