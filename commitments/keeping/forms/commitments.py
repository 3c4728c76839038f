"""Forms about commitments and the organisations that take part in them."""

from typing import Any

from django import forms

from commitments.keeping.forms.printed_dates import PrintedDateFields
from commitments.models import (
    WORDED,
    ActionPlan,
    Agreement,
    Commitment,
    Participation,
    Theme,
)
from commitments.workflow import Stage
from commitments.working.forms import EditForm, LinesField, ReasonField
from network.models import Organisation
from network.workflow import Side
from ogp_tracker.forms import OneLineField, Radios, TextField, TrackerForm

DUE = ("due_text", "due_precision", "due_on")
VALUES = ("access_to_information", "civic_participation", "public_accountability", "technology")
COMMITMENT_FIELDS = (
    "number",
    "title",
    "theme",
    "order",
    "government_title",
    "ogp_id",
    "summary",
    "problem",
    "how_it_helps",
    *VALUES,
    "policy_areas",
    "notes",
    "sources",
    *DUE,
)


class _CommitmentFields(PrintedDateFields):
    """What both commitment forms ask."""

    number = OneLineField(
        label="Number in the plan", max_length=20, width=5, help_text="For example 7, B or iv"
    )
    title = OneLineField(label="Title", max_length=200)
    theme = forms.ModelChoiceField(label="Theme", queryset=Theme.objects.none())
    order = forms.IntegerField(
        label="Place in the plan",
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    government_title = OneLineField(
        label="Title the government uses", max_length=200, required=False
    )
    ogp_id = OneLineField(
        label="OGP id", max_length=20, required=False, width=10, help_text="For example UK0048"
    )
    summary = TextField(label="What is promised", max_length=4000)
    problem = TextField(label="The public problem", max_length=4000, required=False, rows=3)
    how_it_helps = TextField(
        label="How the commitment helps", max_length=4000, required=False, rows=3
    )
    access_to_information = forms.BooleanField(
        label="It serves access to information", required=False
    )
    civic_participation = forms.BooleanField(label="It serves civic participation", required=False)
    public_accountability = forms.BooleanField(
        label="It serves public accountability", required=False
    )
    technology = forms.BooleanField(label="It serves technology and innovation", required=False)
    policy_areas = LinesField(label="Policy areas", required=False, rows=3, help_text="One a line")
    notes = LinesField(label="Notes", required=False, rows=3, help_text="One a line")
    sources = LinesField(label="Sources", required=False, rows=3, help_text="One a line")

    def clean_policy_areas(self) -> list[str]:
        areas: list[str] = self.cleaned_data["policy_areas"]
        if any(len(area) > 80 for area in areas):
            raise forms.ValidationError("Each policy area must be 80 characters or fewer")
        return areas

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_text"].label = "End date, in the words of the plan"

    def ask_for_themes_of(self, plan: ActionPlan) -> None:
        """Offer the themes of `plan` only."""
        theme = self.fields["theme"]
        assert isinstance(theme, forms.ModelChoiceField)
        theme.queryset = plan.themes.all()


class CommitmentForm(_CommitmentFields):
    """A new commitment."""

    stage = forms.ChoiceField(
        label="Is it part of the plan?",
        choices=(
            (Stage.IN_PLAN, "Yes, it is in the plan"),
            (Stage.PROPOSED, "Not yet, it is proposed"),
        ),
        initial=Stage.IN_PLAN,
        widget=Radios(hints={Stage.PROPOSED: "Readers do not see it."}),
    )
    agreement = forms.ChoiceField(
        label="Who agreed to add it?",
        choices=Agreement,
        initial=Agreement.UNKNOWN,
        widget=Radios(),
    )
    agreed_by = OneLineField(
        label="Who were they?",
        max_length=300,
        required=False,
        help_text="Names and organisations, as readers should see them",
    )
    reason = ReasonField(label="Why is it added?", required=False)

    def __init__(self, data: Any = None, *, plan: ActionPlan) -> None:
        super().__init__(data, initial={"order": plan.commitments.count() + 1})
        self.ask_for_themes_of(plan)
        if not plan.is_public:
            # What a plan holds from the start is agreed on with the plan.
            del self.fields["agreement"], self.fields["agreed_by"]


class CommitmentEditForm(_CommitmentFields, EditForm):
    """A commitment that exists. Its address stays."""

    class Meta:
        model = Commitment
        fields = COMMITMENT_FIELDS

    def __init__(self, data: Any = None, *, instance: Commitment) -> None:
        super().__init__(data, instance=instance)
        self.ask_for_themes_of(instance.plan)
        if instance.is_public:
            # Readers were promised these words: they are amended, on a page of their own.
            for name in WORDED:
                del self.fields[name]

    @property
    def changed_columns(self) -> list[str]:
        """The columns this person changed; a date is one thing, whichever part of it changed."""
        changed = super().changed_columns
        others = [name for name in changed if name not in DUE]
        return [*others, *DUE] if len(others) < len(changed) else others

    @property
    def edit(self) -> dict[str, Any]:
        """The edit, with the day for ordering that follows from the date."""
        edit = super().edit
        follows = ["due_sort_on"] if "due_on" in edit["changed"] else []
        return edit | {"changed": [*edit["changed"], *follows]}

    def clean(self) -> dict[str, Any]:
        """Keep the day for ordering in step with the date."""
        cleaned = super().clean()
        if "due" in cleaned:
            self.instance.due_sort_on = cleaned["due"].sort_on
        return cleaned


class ParticipationForm(TrackerForm):
    """An organisation that takes part in a commitment."""

    organisation = forms.ModelChoiceField(
        label="Organisation", queryset=Organisation.objects.all(), empty_label="Choose one"
    )
    side = forms.ChoiceField(label="On which side?", choices=Side, widget=Radios())
    capacity = forms.ChoiceField(
        label="What does it do?",
        choices=Participation.Capacity,
        widget=Radios(hints={"lead": "The plan names it as leading the commitment."}),
    )
    reason = ReasonField(label="Why does it take part?")
