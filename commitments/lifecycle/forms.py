"""Forms about decisions: what becomes of a commitment, who agreed, from when and why."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet

from commitments.actions import Decision
from commitments.models import WORDED, Agreement, Ancestry, Commitment, Wording
from commitments.working.forms import EditForm, ReasonField
from ogp_tracker.forms import Checkboxes, DateField, OneLineField, Radios, TextField, TrackerForm

NAMES = "Names and organisations, as readers should see them"
EARLIER, LATER = "earlier", "later"


class DecisionForm(TrackerForm):
    """Who agreed, from when and why."""

    agreement = forms.ChoiceField(label="Who agreed?", choices=Agreement, widget=Radios())
    agreed_by = OneLineField(
        label="Who were they?", max_length=300, required=False, help_text=NAMES
    )
    effective_on = DateField(
        label="From which day?", required=False, help_text="Leave it empty for today."
    )
    reason = ReasonField(label="Why?", error_messages={"required": "Say why"})

    @property
    def decision(self) -> Decision:
        """The decision that a valid form describes."""
        typed = self.cleaned_data
        return Decision(
            reason=typed["reason"],
            agreement=typed["agreement"],
            agreed_by=typed["agreed_by"],
            on=typed["effective_on"],
        )


class AmendForm(DecisionForm, EditForm):
    """New words for a commitment that readers see."""

    kept_words: ClassVar[tuple[str, ...]] = (
        "agreement",
        "agreed_by",
        "effective_on",
        "reason",
    )
    field_order = (*WORDED, *kept_words)

    title = OneLineField(label="Title", max_length=200)
    summary = TextField(label="What is promised", max_length=4000)
    problem = TextField(label="The public problem", max_length=4000, required=False, rows=3)
    how_it_helps = TextField(
        label="How the commitment helps", max_length=4000, required=False, rows=3
    )

    class Meta:
        model = Commitment
        fields = WORDED

    @property
    def text(self) -> dict[str, str]:
        """The new words by column, only those that this person changed."""
        return {name: self.cleaned_data[name] for name in self.changed_columns}


class WordingForm(TrackerForm):
    """The present words, kept as a draft or as agreed."""

    kind = forms.ChoiceField(
        label="Record this wording as",
        choices=[(kind.value, kind.label) for kind in (Wording.Kind.DRAFT, Wording.Kind.AGREED)],
        widget=Radios(),
    )
    agreed_by = OneLineField(
        label="If agreed: by whom?", max_length=300, required=False, help_text=NAMES
    )
    reason = ReasonField(label="Why is it recorded?", error_messages={"required": "Say why"})


class CommitmentChoice(forms.ModelChoiceField):
    """One commitment of any plan."""

    def label_from_instance(self, row: Any) -> str:
        """Numbers are unique in a plan only."""
        return f"{row.plan.title}: {row}"


class SplitForm(DecisionForm):
    """The commitments that one is split into."""

    field_order = ("into",)
    into = forms.ModelMultipleChoiceField(
        label="Into which commitments?",
        queryset=Commitment.objects.none(),
        widget=Checkboxes(small=True),
    )

    def __init__(self, data: Any = None, *, among: QuerySet[Commitment]) -> None:
        super().__init__(data)
        _offer(self.fields["into"], among)


class MergeForm(DecisionForm):
    """The commitment that takes another one in."""

    field_order = ("into",)
    into = forms.ModelChoiceField(
        label="Into which commitment?",
        queryset=Commitment.objects.none(),
        empty_label="Choose one",
    )

    def __init__(self, data: Any = None, *, among: QuerySet[Commitment]) -> None:
        super().__init__(data)
        _offer(self.fields["into"], among)


class CarryOverForm(DecisionForm):
    """The commitment of a later plan that promises the same again."""

    field_order = ("into",)
    into = CommitmentChoice(
        label="Which commitment promises it again?",
        queryset=Commitment.objects.none(),
        empty_label="Choose one",
    )

    def __init__(self, data: Any = None, *, among: QuerySet[Commitment]) -> None:
        super().__init__(data)
        _offer(self.fields["into"], among)


class AncestryForm(TrackerForm):
    """That one commitment came of another."""

    other = CommitmentChoice(
        label="Which other commitment?",
        queryset=Commitment.objects.none(),
        empty_label="Choose one",
    )
    order = forms.ChoiceField(
        label="Which came first?",
        choices=((EARLIER, "The other one came first"), (LATER, "This one came first")),
        widget=Radios(),
    )
    kind = forms.ChoiceField(
        label="How are they related?",
        choices=Ancestry.Kind,
        widget=Radios(hints={"promised_before": "The earlier plan promised the same already."}),
    )
    source = OneLineField(label="Where do we know it from?", max_length=300, required=False)
    is_verified = forms.BooleanField(
        label="It was checked against that source",
        required=False,
        help_text="Otherwise readers see “not verified”.",
    )
    note = OneLineField(label="Note for readers", max_length=300, required=False)
    reason = ReasonField(label="Why is it added?", error_messages={"required": "Say why"})

    def __init__(self, data: Any = None, *, among: QuerySet[Commitment]) -> None:
        super().__init__(data)
        _offer(self.fields["other"], among)


def _offer(field: forms.Field, among: QuerySet[Commitment]) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = among
