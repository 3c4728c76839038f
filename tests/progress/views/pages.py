"""Addresses and form data of the update pages."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commitments.models import Milestone
from progress.models import UpdateVersion

DAY = "2014-04-30"


def address(view: str, commitment, *more) -> str:
    """The page `view` of the commitment's first update."""
    return reverse(f"progress:{view}", args=[commitment.slug, DAY, *more])


def typed(base: int = 0, **texts: str) -> dict[str, str]:
    """What a browser sends for the update form."""
    return {"base": str(base), "done": "The draft law was shared.", **texts}


def signed(version: UpdateVersion) -> dict[str, str]:
    """What a browser sends from the signing page."""
    return {
        "number": str(version.number),
        "content_hash": version.content_hash,
        "how": "plain",
        "reservation": "",
    }


def noted(**more: str) -> dict[str, str]:
    """What a browser sends from the form of a note."""
    day = {"happened_on_day": "2", "happened_on_month": "4", "happened_on_year": "2014"}
    return {**day, "text": "Met at the department.", "audience": "leads", **more}


def handed_in(
    milestone: Milestone, file: SimpleUploadedFile, base: int = 0, **more: str
) -> dict[str, Any]:
    """What a browser sends when a file was chosen for `milestone`."""
    return {f"milestone_{milestone.pk}_evidence_upload": file, **typed(base, **more)}
