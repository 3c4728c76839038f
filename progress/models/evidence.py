"""Facts about evidence that was handed in as a file."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from commitments.models import Commitment, Milestone
from network.models import Person
from network.workflow import Side
from progress.models.updates import ProgressUpdate, UpdateVersion

# Ten megabytes.
MOST_BYTES = 10 * 1024 * 1024


# What each kind of file that is taken is called.
KINDS = {
    "application/pdf": "PDF",
    "image/png": "PNG image",
    "image/jpeg": "JPEG image",
    "application/vnd.oasis.opendocument.text": "ODT document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX spreadsheet",
    "text/csv": "CSV table",
}


class EvidenceFileQuerySet(models.QuerySet["EvidenceFile"]):
    """Sets of files, read without their contents."""

    def of(self, commitment: Commitment) -> "EvidenceFileQuerySet":
        """What was kept for any update of this commitment."""
        return self.filter(update__commitment=commitment).defer("content")


class EvidenceFile(models.Model):
    """One file that shows what was done; its fingerprint is part of what is signed. Insert only.

    It is kept in the database, so that a backup holds the text and its evidence together and any
    number of web processes can serve it (docs/decisions/0008).
    """

    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="evidence")
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="evidence_files")
    name = models.CharField("name of the file", max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    side = models.CharField(max_length=20, choices=Side)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        """In the order they came; the same file once for each milestone of an update."""

        ordering = ("uploaded_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="evidence_is_kept_once", fields=("update", "milestone", "sha256")
            ),
            models.CheckConstraint(
                name="evidence_is_at_most_ten_megabytes", condition=Q(size__lte=MOST_BYTES)
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is handed out."""
        return reverse("progress:evidence_file", args=[self.update.commitment.slug, self.sha256])

    @property
    def kind(self) -> str:
        """What kind of file it is, in words."""
        return KINDS[self.content_type]

    @property
    def is_public(self) -> bool:
        """Whether a published version, in force or corrected since, names it.

        Looked for in the canonical text: a quotation mark that somebody typed is escaped there.
        """
        return UpdateVersion.objects.filter(
            update__commitment=self.update.commitment_id,
            publication__isnull=False,
            canonical__contains=f'"evidence_file":"{self.sha256}"',
        ).exists()
