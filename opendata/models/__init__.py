"""What open data keeps."""

from opendata.models.intakes import Intake, IntakeKind, LineOutcome
from opendata.models.ogp_records import OgpRecord
from opendata.models.packages import DataPackage
from opendata.models.search import AS_WRITTEN, DOORS, ENGLISH, SearchKind, SearchText

__all__ = (
    "AS_WRITTEN",
    "DOORS",
    "ENGLISH",
    "DataPackage",
    "Intake",
    "IntakeKind",
    "LineOutcome",
    "OgpRecord",
    "SearchKind",
    "SearchText",
)
