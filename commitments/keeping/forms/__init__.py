"""The forms of the working pages, one subject a file."""

from commitments.keeping.forms.commitments import (
    CommitmentEditForm,
    CommitmentForm,
    ParticipationForm,
)
from commitments.keeping.forms.leads import HandOverForm, LeadEndForm, LeadForm
from commitments.keeping.forms.milestones import (
    MilestoneDateForm,
    MilestoneEditForm,
    MilestoneForm,
    MilestoneReportForm,
)
from commitments.keeping.forms.plans import PlanEditForm, PlanForm, ThemeEditForm, ThemeForm
from commitments.working.forms import EditForm, ReasonForm

__all__ = (
    "CommitmentEditForm",
    "CommitmentForm",
    "EditForm",
    "HandOverForm",
    "LeadEndForm",
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
