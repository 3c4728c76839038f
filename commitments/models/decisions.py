"""Who agreed to a change in the life of a commitment, and from when it holds."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from commitments.models.milestones import MilestoneDate

Agreement = MilestoneDate.Agreement


class DecisionModel(models.Model):
    """The three columns of a decision; the reason belongs to the row that carries them."""

    agreement = models.CharField(
        "who agreed", max_length=10, choices=Agreement, default=Agreement.UNKNOWN
    )
    # Names in words: those who agree are not always people of the tracker.
    agreed_by = models.CharField("agreed by", max_length=300, blank=True)
    effective_on = models.DateField("in force from", null=True, blank=True)

    class Meta:
        """Columns, and the one rule about them."""

        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                name="%(class)s_names_who_agreed",
                condition=Q(agreement=Agreement.UNKNOWN) | ~Q(agreed_by=""),
            ),
        )

    @property
    def agreed(self) -> str:
        """Who agreed, in a sentence."""
        if self.agreement == Agreement.UNKNOWN:
            return gettext("Whether both sides agreed was not recorded.")
        label = dict(Agreement.choices)[self.agreement]
        return f"{label}: {self.agreed_by}."
