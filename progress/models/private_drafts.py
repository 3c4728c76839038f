"""Facts about text that one person typed and has not saved yet."""

from django.db import models

from commitments.models import Commitment
from network.models import Person
from progress.models.periods import ReportingPeriod


class PrivateDraft(models.Model):
    """What a lead typed into the form of an update and has not saved: a safety net, nothing more.

    Read by its person alone, replaced as they type, and gone when they save or throw it away. So
    it is no part of the accountable history: what counts is what was saved.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="private_drafts")
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="private_drafts")
    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="private_drafts")
    # The number of the version the form was opened on; 0 when there was none.
    base = models.PositiveIntegerField()
    # The form's names and what stood in them, whether it makes sense yet or not.
    fields = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        """One a person and update."""

        ordering = ("kept_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="one_private_draft_a_person_and_update",
                fields=("person", "commitment", "period"),
            ),
        )

    def __str__(self) -> str:
        return f"Unsaved text of {self.person}, kept {self.kept_at:%-d %B %Y}"
