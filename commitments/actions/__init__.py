"""Every change to what was promised, one subject a file."""

from commitments.actions.ancestry import add_ancestry, remove_ancestry
from commitments.actions.commitments import (
    add_commitment,
    add_participation,
    remove_participation,
)
from commitments.actions.editing import edit_row
from commitments.actions.hand_overs import write_hand_over
from commitments.actions.leads import appoint_lead, end_lead
from commitments.actions.life import (
    carry_over_commitment,
    merge_commitment,
    put_in_plan,
    split_commitment,
    take_step,
)
from commitments.actions.milestones import (
    MilestoneReport,
    add_milestone,
    change_milestone_date,
    report_milestone,
)
from commitments.actions.plans import add_plan, add_theme, publish_plan
from commitments.actions.progress import (
    record_contact,
    record_due_day,
    record_late_signature,
    record_progress,
)
from commitments.actions.wordings import Decision, amend_commitment, record_wording

__all__ = (
    "Decision",
    "MilestoneReport",
    "add_ancestry",
    "add_commitment",
    "add_milestone",
    "add_participation",
    "add_plan",
    "add_theme",
    "amend_commitment",
    "appoint_lead",
    "carry_over_commitment",
    "change_milestone_date",
    "edit_row",
    "end_lead",
    "merge_commitment",
    "publish_plan",
    "put_in_plan",
    "record_contact",
    "record_due_day",
    "record_late_signature",
    "record_progress",
    "record_wording",
    "remove_ancestry",
    "remove_participation",
    "report_milestone",
    "split_commitment",
    "take_step",
    "write_hand_over",
)
