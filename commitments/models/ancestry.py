"""Which commitments came of which: promised before, carried over, split and merged."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.models.commitments import Commitment
from commitments.models.decisions import DecisionModel


class Ancestry(DecisionModel):
    """That a later commitment came of an earlier one."""

    class Kind(models.TextChoices):
        """How the one came of the other."""

        PROMISED_BEFORE = "promised_before", _("Promised before")
        CARRIED_OVER = "carried_over", _("Carried over")
        SPLIT = "split", _("Split")
        MERGED = "merged", _("Merged")

    earlier = models.ForeignKey(Commitment, models.PROTECT, related_name="descent")
    later = models.ForeignKey(Commitment, models.PROTECT, related_name="ancestry")
    kind = models.CharField("how they are related", max_length=20, choices=Kind)
    note = models.TextField(blank=True)
    source = models.CharField("where we know it from", max_length=300, blank=True)
    is_verified = models.BooleanField("checked against the source", default=False)
    history = HistoricalRecords()

    class Meta(DecisionModel.Meta):
        """In the order of the plans."""

        abstract = False
        ordering = ("earlier__plan__number", "later__plan__number", "pk")
        constraints = (
            *DecisionModel.Meta.constraints,
            models.UniqueConstraint(
                name="two_commitments_are_related_once", fields=("earlier", "later")
            ),
            models.CheckConstraint(
                name="no_commitment_comes_of_itself", condition=~Q(earlier=F("later"))
            ),
            models.CheckConstraint(
                name="verified_ancestry_names_its_source",
                condition=Q(is_verified=False) | ~Q(source=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.earlier} > {self.later}"

    @property
    def seen_from_later(self) -> str:
        """What the earlier commitment is to the later one."""
        return {
            self.Kind.PROMISED_BEFORE: gettext("Promised before"),
            self.Kind.CARRIED_OVER: gettext("Carried over from it"),
            self.Kind.SPLIT: gettext("Split from it"),
            self.Kind.MERGED: gettext("Merged into this one"),
        }[self.Kind(self.kind)]

    @property
    def seen_from_earlier(self) -> str:
        """What the later commitment is to the earlier one."""
        return {
            self.Kind.PROMISED_BEFORE: gettext("Promised again"),
            self.Kind.CARRIED_OVER: gettext("Carried over to it"),
            self.Kind.SPLIT: gettext("Split into it and others"),
            self.Kind.MERGED: gettext("Merged into it"),
        }[self.Kind(self.kind)]
