"""Every change to what was promised, one subject a file."""

from commitments.actions.commitments import (
    add_commitment,
    add_participation,
    remove_participation,
    take_step,
)
from commitments.actions.editing import edit_row
from commitments.actions.leads import appoint_lead, end_lead
from commitments.actions.milestones import (
    MilestoneReport,
    add_milestone,
    change_milestone_date,
    report_milestone,
)
from commitments.actions.plans import add_plan, add_theme, publish_plan
from commitments.actions.progress import record_due_day, record_progress

__all__ = (
    "MilestoneReport",
    "add_commitment",
    "add_milestone",
    "add_participation",
    "add_plan",
    "add_theme",
    "appoint_lead",
    "change_milestone_date",
    "edit_row",
    "end_lead",
    "publish_plan",
    "record_due_day",
    "record_progress",
    "remove_participation",
    "report_milestone",
    "take_step",
)
