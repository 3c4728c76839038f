"""The forms by which a file is handed in and confirmed."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from ogp_tracker.forms import DateField, TrackerForm
from opendata.models import Intake
from opendata.models.intakes import MOST_BYTES

ENDINGS = ".xlsx,.csv,.zip,.json"


class UploadForm(TrackerForm):
    """A file to choose."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("An XLSX spreadsheet, a zip of CSV files, a CSV file or JSON, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        error_messages={
            "required": _("Select a file"),
            "empty": _("The selected file is empty"),
            "missing": _("Select a file"),
        },
    )

    @property
    def content(self) -> bytes:
        """What is in the file; one byte more than is taken where it is larger."""
        upload: UploadedFile = self.cleaned_data["file"]
        return bytes(upload.read(MOST_BYTES + 1))


class ConfirmForm(TrackerForm):
    """What has to be said before a file is imported; for most files, nothing."""

    mark_optional = False

    leaves_out_unreadable = forms.BooleanField(
        label=_("Leave out the rows that cannot be read"),
        required=False,
        help_text=_("All other rows are imported. The result lists each row that was left out."),
    )
    published_on = DateField(
        label=_("When were these plans published? (optional)"),
        required=False,
        help_text=_("Leave it empty to keep new plans from readers for now."),
    )

    def __init__(self, *args: Any, intake: Intake, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not intake.errors:
            del self.fields["leaves_out_unreadable"]
        if not intake.may_leave_out_rows:
            del self.fields["published_on"]
