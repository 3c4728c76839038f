"""The form of the joint update."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django import forms

from commitments.models import Completion, Milestone
from commitments.workflow import MilestoneStatus
from network.workflow import Side
from ogp_tracker.forms import DateField, OneLineField, Radios, TextField
from progress.content import ASSESSMENT_OF, LABELS, Content, MilestoneLine
from progress.evidence.forms import (
    FILE_PARTS,
    FINGERPRINT,
    REMOVED,
    UPLOAD,
    FilesForm,
    evidence_fields,
    field_name,
)

COMPLETION_HINTS = {
    Completion.NOT_STARTED: "No work has begun.",
    Completion.LIMITED: "Work has begun, with little to show yet.",
    Completion.SUBSTANTIAL: "Most of what was promised has been done.",
    Completion.COMPLETE: "Everything that was promised has been done.",
}
REPORTED = [choice for choice in MilestoneStatus.choices if choice[0] != "not_reported"]
# What the database holds as the number of a version.
LAST_NUMBER = 2_147_483_647
LINE_PARTS = ("status", "forecast_on", "note", "evidence_url")


@dataclass(frozen=True)
class MilestoneFields:
    """A milestone with its fields on the form."""

    milestone: Milestone
    fields: list[forms.BoundField]
    upload: forms.BoundField
    removed: forms.BoundField
    # The fingerprint and name of the file that is kept; hidden, and empty where there is none.
    kept: list[forms.BoundField]

    @property
    def is_open(self) -> bool:
        """Whether the page shows them unfolded: something was written, or is wrong."""
        fields = (*self.fields, self.upload, *self.kept)
        return any(field.errors or field.value() for field in fields)

    @property
    def file(self) -> dict[str, str] | None:
        """The kept file, unless what came back of it is nonsense."""
        sha256, name = (str(field.value() or "") for field in self.kept)
        return {"sha256": sha256, "name": name} if FINGERPRINT.match(sha256) and name else None


class UpdateForm(FilesForm):
    """One page for the whole text. Nothing is required before signing: half a text may be saved."""

    base = forms.IntegerField(min_value=0, max_value=LAST_NUMBER, widget=forms.HiddenInput)
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
            for part, field in {**_line_fields(), **evidence_fields()}.items():
                name = field_name(milestone, part)
                self.fields[name] = field
                self._speak_plainly(name, field)

    def milestone_groups(self) -> list[MilestoneFields]:
        """The fields of each milestone, for the template."""
        return [self._group(milestone) for milestone in self.milestones]

    def _group(self, milestone: Milestone) -> MilestoneFields:
        group = MilestoneFields(
            milestone,
            [self[field_name(milestone, part)] for part in LINE_PARTS],
            upload=self[field_name(milestone, UPLOAD)],
            removed=self[field_name(milestone, REMOVED)],
            kept=[self[field_name(milestone, part)] for part in FILE_PARTS],
        )
        if group.file:
            group.upload.label = "Or another file in its place"
        return group

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
            # The three boxes of a day are named after their field. A file is kept elsewhere.
            if (name in self.fields or name.rpartition("_")[0] in self.fields)
            and not name.endswith(UPLOAD)
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
        said = {part: self.cleaned_data[field_name(milestone, part)] for part in LINE_PARTS}
        day = said["forecast_on"]
        said |= {"forecast_on": day.isoformat() if day else ""}
        said |= self.file_of(milestone)
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
            parts = (*LINE_PARTS, *FILE_PARTS)
            initial |= {field_name(milestone, part): line[part] for part in parts}
        return initial


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
