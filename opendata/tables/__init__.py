"""The datasets: the public contract in one place. `DATASETS` has them by name, in order."""

from opendata.datasets import in_order
from opendata.tables.parties import COMMITMENT_ORGANISATIONS, LEADS, ORGANISATIONS
from opendata.tables.promises import COMMITMENTS, PLANS, THEMES

DATASETS = in_order(
    (
        *(PLANS, THEMES, ORGANISATIONS),
        *(COMMITMENTS, COMMITMENT_ORGANISATIONS, LEADS),
    )
)

__all__ = ("DATASETS",)
