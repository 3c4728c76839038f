"""The fields by which evidence is handed in with an update, one set for each milestone."""

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from ogp_tracker.forms import OneLineField
from progress.models.evidence import MOST_BYTES
from progress.updates.evidence import ENDINGS, LONGEST_NAME, recognise

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
