"""The datasets: the public contract in one place. `DATASETS` has them by name, in order."""

from opendata.datasets import in_order
from opendata.tables.keys import EVIDENCE_FILES, SIGNATURES, VERSIONS
from opendata.tables.lives import ANCESTRY, OUTCOMES, WORDINGS
from opendata.tables.parties import COMMITMENT_ORGANISATIONS, LEADS, ORGANISATIONS, VACANCIES
from opendata.tables.promises import COMMITMENTS, PLANS, THEMES
from opendata.tables.schedules import EXTENSIONS, PERIODS, PUNCTUALITY, SCHEDULE_DECISIONS
from opendata.tables.steps import MILESTONE_DATES, MILESTONES
from opendata.tables.updates import ASSESSMENTS, UPDATE_MILESTONES, UPDATES
from opendata.tables.words import BLOCKER_STEPS, BLOCKERS, DIARY

DATASETS = in_order(
    (
        *(PLANS, THEMES, ORGANISATIONS),
        *(COMMITMENTS, COMMITMENT_ORGANISATIONS, LEADS, VACANCIES),
        *(MILESTONES, MILESTONE_DATES, WORDINGS, ANCESTRY, OUTCOMES),
        *(SCHEDULE_DECISIONS, PERIODS, EXTENSIONS, PUNCTUALITY),
        *(UPDATES, UPDATE_MILESTONES, ASSESSMENTS, VERSIONS, SIGNATURES, EVIDENCE_FILES),
        *(BLOCKERS, BLOCKER_STEPS, DIARY),
    )
)

__all__ = ("DATASETS",)
