"""What was promised, one subject a file."""

from commitments.models.ancestry import Ancestry
from commitments.models.commitments import (
    COLD_DAYS,
    Commitment,
    Completion,
    Outcome,
    Participation,
)
from commitments.models.decisions import Agreement
from commitments.models.hand_overs import DAYS_TO_READ, HandOver
from commitments.models.latest_reports import Changed, LatestReport, Signed
from commitments.models.leads import Lead
from commitments.models.milestones import Milestone, MilestoneDate
from commitments.models.plans import ActionPlan, Theme
from commitments.models.printed_dates import Precision, PrintedDate, read_printed_date
from commitments.models.wordings import WORDED, Wording

__all__ = (
    "COLD_DAYS",
    "DAYS_TO_READ",
    "WORDED",
    "ActionPlan",
    "Agreement",
    "Ancestry",
    "Changed",
    "Commitment",
    "Completion",
    "HandOver",
    "LatestReport",
    "Lead",
    "Milestone",
    "MilestoneDate",
    "Outcome",
    "Participation",
    "Precision",
    "PrintedDate",
    "Signed",
    "Theme",
    "Wording",
    "read_printed_date",
)
