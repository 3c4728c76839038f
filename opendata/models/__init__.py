"""What open data keeps."""

from opendata.models.packages import DataPackage
from opendata.models.search import AS_WRITTEN, DOORS, ENGLISH, SearchKind, SearchText

__all__ = ("AS_WRITTEN", "DOORS", "ENGLISH", "DataPackage", "SearchKind", "SearchText")
