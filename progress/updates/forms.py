"""The form of the joint update."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django import forms

from commitments.models import Completion, Milestone
from commitments.workflow import MilestoneStatus
from network.workflow import Side
from ogp_tracker.forms import DateField, OneLineField, Radios, TextField, TrackerForm
from progress.content import ASSESSMENT_OF, LABELS, Content, MilestoneLine

COMPLETION_HINTS = {
    Completion.NOT_STARTED: "No work has begun.",
    Completion.LIMITED: "Work has begun, with little to show yet.",
    Completion.SUBSTANTIAL: "Most of what was promised has been done.",
    Completion.COMPLETE: "Everything that was promised has been done.",
}
REPORTED = [choice for choice in MilestoneStatus.choices if choice[0] != "not_reported"]
LINE_PARTS = ("status", "forecast_on", "note", "evidence_url")


@dataclass(frozen=True)
class MilestoneFields:
    """A milestone with its fields on the form."""

    milestone: Milestone
    fields: list[forms.BoundField]

    @property
    def is_open(self) -> bool:
        """Whether the page shows them unfolded: something was written, or is wrong."""
        return any(field.errors or field.value() for field in self.fields)


class UpdateForm(TrackerForm):
    """One page for the whole text. Nothing is required before signing: half a text may be saved."""

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    done = TextField(
        label=LABELS["done"],
        rows=6,
        required=False,
        help_text="Three short points are enough. If nothing was done, say so and why.",
    )
    next_steps = TextField(label=LABELS["next_steps"], rows=4, required=False)
    challenges = TextField(
        label=LABELS["challenges"],
        rows=4,
        required=False,
        help_text="Needed when either side says “not started” or “limited”.",
    )
    help_wanted = TextField(
        label=LABELS["help_wanted"],
        rows=3,
        required=False,
        help_text="What would unblock this, and who could do it.",
    )
    involvement = TextField(
        label=LABELS["involvement"],
        rows=3,
        required=False,
        help_text="Meetings, drafts shared, decisions taken together.",
    )
    # Only on the form of a correction.
    reason = TextField(
        label="Why it is corrected",
        rows=2,
        help_text="Readers see the reason beside the corrected text.",
    )
    completion = forms.ChoiceField(
        required=False, choices=Completion, widget=Radios(hints=COMPLETION_HINTS)
    )
    mark_optional = False
    bold_labels = True

    required_messages = {"reason": "Say why the update is corrected: readers see the reason"}

    def __init__(
        self,
        *args: Any,
        side: Side,
        milestones: Sequence[Milestone],
        is_correction: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.side = side
        self.milestones = list(milestones)
        self.is_correction = is_correction
        if not is_correction:
            del self.fields["reason"]
        completion = self.fields["completion"]
        completion.label = f"How far is the commitment, as {side.label.lower()} sees it?"
        completion.help_text = f"{side.other.label} gives its own answer. The two may differ."
        for milestone in self.milestones:
            for part, field in _line_fields().items():
                name = _field_name(milestone, part)
                self.fields[name] = field
                self._speak_plainly(name, field)

    def milestone_groups(self) -> list[MilestoneFields]:
        """The fields of each milestone, for the template."""
        return [
            MilestoneFields(milestone, [self[_field_name(milestone, part)] for part in LINE_PARTS])
            for milestone in self.milestones
        ]

    def again(self, data: Any = None, initial: dict[str, Any] | None = None) -> "UpdateForm":
        """The same form with something else in it."""
        return UpdateForm(
            data,
            initial=initial,
            side=self.side,
            milestones=self.milestones,
            is_correction=self.is_correction,
        )

    def on(self, content: Content, number: int, reason: str = "") -> "UpdateForm":
        """The same form, showing version `number` with `content`."""
        initial = self.initial_from(content, number, self.side, self.milestones)
        return self.again(initial=initial | {"reason": reason})

    def typed(self) -> dict[str, str]:
        """What was typed into the form's own fields, whether it makes sense or not."""
        return {
            name: value
            for name, value in self.data.items()
            # The three boxes of a day are named after their field.
            if name in self.fields or name.rpartition("_")[0] in self.fields
        }

    def content(self) -> Content:
        """What the valid form says. The other side's assessment is left empty here."""
        cleaned = self.cleaned_data
        texts = {name: cleaned[name] for name in LABELS if name in cleaned}
        return Content(
            milestones={str(m.pk): self._line(m) for m in self.milestones},
            **{ASSESSMENT_OF[self.side]: cleaned["completion"]},
            **texts,
        )

    def _line(self, milestone: Milestone) -> MilestoneLine:
        said = {part: self.cleaned_data[_field_name(milestone, part)] for part in LINE_PARTS}
        day = said["forecast_on"]
        said |= {"forecast_on": day.isoformat() if day else ""}
        return MilestoneLine(ref=milestone.ref, title=milestone.title, **said)

    @staticmethod
    def initial_from(
        content: Content, number: int, side: Side, milestones: Sequence[Milestone]
    ) -> dict[str, Any]:
        """What the form shows for version `number` with `content`."""
        initial: dict[str, Any] = {name: getattr(content, name) for name in LABELS}
        initial |= {"base": number, "completion": content.assessment(side)}
        for milestone in milestones:
            line = asdict(content.milestones.get(str(milestone.pk), MilestoneLine()))
            day = line["forecast_on"]
            line["forecast_on"] = dt.date.fromisoformat(day) if day else None
            initial |= {_field_name(milestone, part): line[part] for part in LINE_PARTS}
        return initial


def _field_name(milestone: Milestone, part: str) -> str:
    return f"milestone_{milestone.pk}_{part}"


def _line_fields() -> dict[str, forms.Field]:
    return {
        "status": forms.ChoiceField(
            label="Status", required=False, choices=[("", "No change"), *REPORTED]
        ),
        "forecast_on": DateField(
            label="Expected on",
            required=False,
            help_text="If it is not done yet. For example, 30 9 2014.",
        ),
        "note": OneLineField(label="Note", required=False, max_length=300),
        "evidence_url": forms.URLField(
            label="Link to the evidence",
            required=False,
            max_length=500,
            help_text="Needed when the status is “completed”.",
            assume_scheme="https",
        ),
    }
