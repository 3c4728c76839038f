"""Forms about milestones: what they are, when they are due, and what is reported of them."""

from typing import Any

from django import forms

from commitments.actions import MilestoneReport
from commitments.keeping.forms.printed_dates import PrintedDateFields
from commitments.models import Commitment, Milestone, MilestoneDate
from commitments.workflow import MilestoneStatus
from commitments.working.forms import READERS_SEE, EditForm, ReasonField
from ogp_tracker.forms import DateField, OneLineField, Radios, TextField, TrackerForm

# What can be reported; "not yet reported" is what a milestone is before anybody did.
REPORTABLE = [
    choice for choice in MilestoneStatus.choices if choice[0] != MilestoneStatus.NOT_REPORTED
]


class _MilestoneFields(TrackerForm):
    """What both milestone forms ask."""

    ref = OneLineField(
        label="Reference", max_length=20, width=5, help_text="As in the plan, for example 7.01"
    )
    title = OneLineField(label="What will be done", max_length=300)
    order = forms.IntegerField(
        label="Place among the milestones",
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    is_explicit = forms.BooleanField(label="The plan prints it as a milestone", required=False)


class MilestoneForm(_MilestoneFields, PrintedDateFields):
    """A new milestone with its date."""

    reason = ReasonField(label="Why is it added?", required=False)
    field_order = ("ref", "title", "order", "is_explicit", "due_text", "due_precision", "due_on")

    def __init__(self, data: Any = None, *, commitment: Commitment) -> None:
        place = commitment.milestones.count() + 1
        super().__init__(data, initial={"order": place, "is_explicit": True})


class MilestoneEditForm(_MilestoneFields, EditForm):
    """A milestone that exists: its words and place, never its date or status."""

    class Meta:
        model = Milestone
        fields = ("ref", "title", "order", "is_explicit")


class MilestoneDateForm(PrintedDateFields):
    """Another date for a milestone."""

    asked_by = OneLineField(
        label="Who asked for the change?",
        max_length=200,
        help_text="A person with their organisation, or a side. Readers see this.",
    )
    agreement = forms.ChoiceField(
        label="Did both sides agree?",
        choices=[
            (MilestoneDate.Agreement.BOTH, "Yes, agreed by both sides"),
            (MilestoneDate.Agreement.ONE_SIDE, "No, decided by one side"),
        ],
        widget=Radios(),
        error_messages={"required": "Select whether both sides agreed"},
    )
    reason = TextField(
        label="Why does the date move?", max_length=1000, rows=3, help_text=READERS_SEE
    )
    began_from = forms.IntegerField(widget=forms.HiddenInput)
    # What the person was last told that readers will see.
    told = forms.CharField(widget=forms.HiddenInput, required=False)
    required_messages = {"reason": "Say why the date moves"}
    mark_optional = False  # which of the first questions may stay empty hangs on the others

    def __init__(self, data: Any = None, *, began_from: int, is_public: bool = True) -> None:
        super().__init__(data, initial={"began_from": began_from})
        # These are new words: the plan's own stay beside them.
        self.fields["due_text"].label = "New date, in words"
        if not is_public:  # nothing was promised to readers yet: it is corrected, not moved
            del self.fields["asked_by"], self.fields["agreement"]

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is called with."""
        names = ("due", "reason", "asked_by", "agreement", "began_from")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    def look_again_from(self, began_from: int, told: str = "") -> None:
        """Show what was typed beside what is known now: saving again is then a decision."""
        typed = {name: self.data.get(name) for name in self.data}
        self.data = typed | {"began_from": began_from, "told": told}


class MilestoneReportForm(EditForm):
    """What somebody reports of a milestone."""

    status = forms.ChoiceField(
        label="How is it going?",
        choices=REPORTABLE,
        widget=Radios(
            hints={
                MilestoneStatus.COMPLETED: "Needs evidence.",
                MilestoneStatus.CLOSED: "It will not be done, or it is no longer needed.",
            }
        ),
        error_messages={"required": "Select how it is going"},
    )
    forecast_on = DateField(
        label="Day it is expected to be done",
        required=False,
        help_text="This does not move the date of the plan. For example, 30 9 2014",
    )
    evidence = OneLineField(
        label="Evidence in words", max_length=300, required=False, help_text="What shows it"
    )
    evidence_url = forms.URLField(
        label="Link to the evidence", max_length=500, required=False, assume_scheme="https"
    )
    completed_on = DateField(
        label="Day it was completed", required=False, help_text="Only for completed milestones"
    )
    reason = ReasonField(
        label="What is this report based on?",
        error_messages={"required": "Say what this report is based on"},
    )

    class Meta:
        model = Milestone
        fields = ("status", "forecast_on", "evidence", "evidence_url", "completed_on")

    def clean(self) -> dict[str, Any]:
        """Refuse a day of completion without completion."""
        cleaned = super().clean()
        is_completed = cleaned.get("status") == MilestoneStatus.COMPLETED
        if cleaned.get("completed_on") and "completed_on" in self.changed_data and not is_completed:
            self.add_error("completed_on", "Leave this empty unless it is completed")
        return cleaned

    @property
    def report(self) -> MilestoneReport:
        """What this person reports; what they left as it was is left out."""
        said = {name: self.cleaned_data[name] for name in self.changed_columns}
        return MilestoneReport(**{name: value for name, value in said.items() if value})

    @property
    def circumstances(self) -> dict[str, Any]:
        """What actions.report_milestone asks besides the report and the person."""
        cleared = [name for name in self.changed_columns if not self.cleaned_data[name]]
        return {
            "cleared": cleared,
            "reason": self.cleaned_data["reason"],
            "began_from": self.cleaned_data["began_from"],
        }
