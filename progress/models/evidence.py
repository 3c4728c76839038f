"""Facts about evidence that was handed in as a file."""

from django.db import models
from django.db.models import Q

from commitments.models import Milestone
from network.models import Person
from network.workflow import Side
from progress.models.updates import ProgressUpdate

# Ten megabytes.
MOST_BYTES = 10 * 1024 * 1024


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
