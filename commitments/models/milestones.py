"""Facts about milestones and every date they ever had."""

import datetime as dt

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.models.commitments import Commitment
from commitments.models.printed_dates import PrintedDateModel
from commitments.workflow import SETTLED, MilestoneStatus
from network.models import Person


class Milestone(PrintedDateModel):
    """One step of a commitment, with its date in force and what was last reported of it."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="milestones")
    ref = models.CharField("reference", max_length=20)
    order = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=300)
    # False for milestones that only restate an undated promise of the plan's text.
    is_explicit = models.BooleanField("printed as a milestone in the plan", default=True)

    status = models.CharField(
        max_length=20, choices=MilestoneStatus, default=MilestoneStatus.NOT_REPORTED
    )
    forecast_on = models.DateField("expected on", null=True, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    evidence_url = models.URLField("link to the evidence", max_length=500, blank=True)
    completed_on = models.DateField(null=True, blank=True)

    search = models.GeneratedField(
        expression=SearchVector("title", weight="C", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    history = HistoricalRecords(excluded_fields=["search"])

    class Meta:
        """In the plan's own order."""

        ordering = ("commitment", "order", "ref")
        indexes = (GinIndex(fields=("search",), name="milestone_search"),)
        constraints = (
            models.UniqueConstraint(
                name="milestone_ref_is_unique_in_its_commitment", fields=("commitment", "ref")
            ),
            models.CheckConstraint(
                name="completed_needs_evidence",
                condition=~Q(status=MilestoneStatus.COMPLETED)
                | ~Q(evidence="")
                | ~Q(evidence_url=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        """Its place on the commitment's page."""
        page = reverse("commitments:commitment_detail", args=[self.commitment.slug])
        return f"{page}#milestone-{self.ref}"

    def is_past_due(self, day: dt.date) -> bool:
        """Whether the date has passed on `day` without the milestone being done or closed."""
        return self.due_on is not None and self.due_on < day and self.status not in SETTLED


class MilestoneDate(PrintedDateModel):
    """The date ledger: number 0 is the date of the published plan, each later row a change."""

    class Agreement(models.TextChoices):
        """Whether the sides agreed on the change."""

        BOTH = "both", _("Agreed by both sides")
        ONE_SIDE = "one_side", _("Decided by one side")
        UNKNOWN = "unknown", _("Not recorded")

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="dates")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)
    asked_by = models.CharField(max_length=200, blank=True)
    agreement = models.CharField(max_length=10, choices=Agreement, default=Agreement.UNKNOWN)
    source = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        """From the published date on."""

        ordering = ("milestone", "number")
        constraints = (
            models.UniqueConstraint(
                name="milestone_date_number_is_unique", fields=("milestone", "number")
            ),
        )

    def __str__(self) -> str:
        return f"{self.milestone.ref}: {self.due.wording}"

    @property
    def is_published_date(self) -> bool:
        """Whether this is the date printed in the plan, kept for ever."""
        return self.number == 0
