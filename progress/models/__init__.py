"""How it is going, one subject a file."""

from progress.models.blocker_steps import BlockerParty, BlockerReminder, BlockerStep
from progress.models.blockers import Blocker, BlockerStatus, Rung
from progress.models.by_hand import ReminderByHand
from progress.models.diary import DiaryNote
from progress.models.evidence import EvidenceFile
from progress.models.keys import Publication, Signature
from progress.models.periods import Extension, Frequency, ReportingPeriod, ScheduleDecision
from progress.models.private_drafts import PrivateDraft
from progress.models.reminders import LEADS_UNTIL, Reminder, ReviewReminder
from progress.models.updates import ProgressUpdate, UpdateVersion

__all__ = (
    "LEADS_UNTIL",
    "Blocker",
    "BlockerParty",
    "BlockerReminder",
    "BlockerStatus",
    "BlockerStep",
    "DiaryNote",
    "EvidenceFile",
    "Extension",
    "Frequency",
    "PrivateDraft",
    "ProgressUpdate",
    "Publication",
    "Reminder",
    "ReminderByHand",
    "ReportingPeriod",
    "ReviewReminder",
    "Rung",
    "ScheduleDecision",
    "Signature",
    "UpdateVersion",
)
