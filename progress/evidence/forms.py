"""The fields by which evidence is handed in with an update, one set for each milestone."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from commitments.models import Milestone
from ogp_tracker.forms import OneLineField, TrackerForm
from progress.evidence.recognising import ENDINGS, LONGEST_NAME, recognise
from progress.models import EvidenceFile
from progress.models.evidence import MOST_BYTES

# A kept file is carried by its fingerprint and name, so that a refused save does not lose it.
UPLOAD, REMOVED = "evidence_upload", "evidence_removed"
FILE_PARTS = ("evidence_file", "evidence_name")
MOST_FILES = 10
FINGERPRINT = re.compile(r"^[0-9a-f]{64}\Z")
ACCEPTED = ",".join(ending for endings in ENDINGS.values() for ending in endings)


class EvidenceField(forms.FileField):
    """A file of a kind that is taken; told by what is in it."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        """The file, or None when there is none; a ValidationError says what is wrong with it."""
        upload: UploadedFile | None = super().clean(data, initial)
        if upload:
            # One byte more than is taken: what is larger need not be read whole.
            recognise(upload.name or "", upload.read(MOST_BYTES + 1))
            upload.seek(0)
        return upload


def evidence_fields() -> dict[str, forms.Field]:
    """A file to choose, the one that is kept, and whether it is taken away again."""
    return {
        UPLOAD: EvidenceField(
            label="Or a file with the evidence",
            required=False,
            help_text="A PDF, PNG, JPEG, ODT, DOCX, XLSX or CSV of 10 MB or less. "
            "Readers can download it when the update is published.",
            error_messages={"empty": "The selected file is empty"},
        ),
        REMOVED: forms.BooleanField(label="Remove the file", required=False),
        "evidence_file": forms.RegexField(
            FINGERPRINT, label="Kept file", required=False, widget=forms.HiddenInput
        ),
        "evidence_name": OneLineField(
            label="Name of the kept file",
            required=False,
            max_length=LONGEST_NAME,
            widget=forms.HiddenInput,
        ),
    }


def field_name(milestone: Milestone, part: str) -> str:
    """What the field for this part of a milestone is called."""
    return f"milestone_{milestone.pk}_{part}"


class FilesForm(TrackerForm):
    """A form by which files are handed in, one for each of its `milestones`."""

    milestones: Sequence[Milestone]

    def clean(self) -> None:
        """No more files at once than a request should carry."""
        for milestone, _ in [*self.uploads()][MOST_FILES:]:
            error = f"Add {MOST_FILES} files at a time: save the draft, then add this one"
            self.add_error(field_name(milestone, UPLOAD), error)

    def uploads(self) -> Iterator[tuple[Milestone, UploadedFile]]:
        """Each file that came with the form and can be kept, valid as the rest may be or not."""
        for milestone in self.milestones:
            upload = self.cleaned_data.get(field_name(milestone, UPLOAD))
            if upload:
                yield milestone, upload

    def hold(self, milestone: Milestone, file: EvidenceFile) -> None:
        """Carry a file that is kept now, on this page and in what the form says."""
        held = dict(zip(FILE_PARTS, (file.sha256, file.name), strict=True))
        values = {field_name(milestone, part): value for part, value in held.items()}
        data: Any = self.data
        self.data = data = data.copy()  # a request's own cannot be changed
        data.pop(field_name(milestone, REMOVED), None)
        for name, value in values.items():
            data[name] = value
        self.cleaned_data |= {**values, field_name(milestone, REMOVED): False}

    def file_of(self, milestone: Milestone) -> dict[str, str]:
        """What the valid form says of the milestone's file, as parts of its line."""
        if self.cleaned_data[field_name(milestone, REMOVED)]:
            return {}
        file = {part: self.cleaned_data[field_name(milestone, part)] for part in FILE_PARTS}
        return file if all(file.values()) else {}
