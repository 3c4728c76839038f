"""Every wording a commitment ever had, from its first draft on: kept for ever."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.models.commitments import Commitment
from commitments.models.decisions import Agreement, DecisionModel
from network.models import Person

# The columns of a commitment that are its wording. Readers were promised these words, therefore
# they change by an amendment only once they are public.
WORDED = ("title", "summary", "problem", "how_it_helps")


class WordingQuerySet(models.QuerySet["Wording"]):
    """Sets of wordings."""

    def published(self) -> "WordingQuerySet":
        """Wordings that were in force in public."""
        return self.filter(kind__in=(Wording.Kind.PUBLISHED, Wording.Kind.AMENDED))


class Wording(DecisionModel):
    """One wording of a commitment, with who agreed to it. Insert only."""

    class Kind(models.TextChoices):
        """How far the words had come."""

        DRAFT = "draft", _("Draft")
        AGREED = "agreed", _("Agreed by both sides")
        PUBLISHED = "published", _("Published")
        AMENDED = "amended", _("Amended")

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    summary = models.TextField("what is promised", blank=True)
    problem = models.TextField("the public problem", blank=True)
    how_it_helps = models.TextField("how it helps", blank=True)
    reason = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)
    history = HistoricalRecords()

    objects = WordingQuerySet.as_manager()

    class Meta(DecisionModel.Meta):
        """In order."""

        abstract = False
        ordering = ("commitment", "number")
        constraints = (
            *DecisionModel.Meta.constraints,
            models.UniqueConstraint(
                name="wording_number_is_unique", fields=("commitment", "number")
            ),
            models.CheckConstraint(
                name="agreed_wording_is_agreed_by_both",
                condition=~Q(kind="agreed") | Q(agreement=Agreement.BOTH),
            ),
            models.CheckConstraint(
                name="public_wording_says_since_when",
                condition=Q(kind__in=("draft", "agreed")) | Q(effective_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"Wording {self.number} of commitment {self.commitment.number}"

    @property
    def text(self) -> dict[str, str]:
        """Its words, by column."""
        return {name: getattr(self, name) for name in WORDED}
