"""The forms of the working pages, one subject a file."""

from commitments.forms.commitments import (
    CommitmentEditForm,
    CommitmentForm,
    ParticipationForm,
)
from commitments.forms.editing import EditForm, ReasonForm
from commitments.forms.leads import LeadForm
from commitments.forms.milestones import (
    MilestoneDateForm,
    MilestoneEditForm,
    MilestoneForm,
    MilestoneReportForm,
)
from commitments.forms.plans import PlanEditForm, PlanForm, ThemeEditForm, ThemeForm

__all__ = (
    "CommitmentEditForm",
    "CommitmentForm",
    "EditForm",
    "LeadForm",
    "MilestoneDateForm",
    "MilestoneEditForm",
    "MilestoneForm",
    "MilestoneReportForm",
    "ParticipationForm",
    "PlanEditForm",
    "PlanForm",
    "ReasonForm",
    "ThemeEditForm",
    "ThemeForm",
)
