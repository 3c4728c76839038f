"""What open data keeps."""

from opendata.models.packages import DataPackage

__all__ = ("DataPackage",)
