"""Facts about the reporting schedule: decisions on it, its periods, and extensions of them."""

import datetime as dt

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from commitments.models import ActionPlan, Commitment
from network.models import Person

# What holds where no decision says otherwise, in days.
SILENCE_DAYS = 14
CLOSING_DAYS = 60


class Frequency(models.TextChoices):
    """How often a plan is reported on."""

    QUARTERLY = "quarterly", _("Every three months")
    SIX_MONTHLY = "six_monthly", _("Every six months")
    OWN_DATES = "own_dates", _("On dates of its own")


class ScheduleDecisionQuerySet(models.QuerySet["ScheduleDecision"]):
    """Sets of decisions."""

    def waiting_for_review(self, day: dt.date) -> "ScheduleDecisionQuerySet":
        """The last decision of each public plan that is not over by `day`, in no order.

        It waits until a later one is recorded, however far ahead the day of its review is.
        """
        plans = ActionPlan.objects.public().exclude(ends_on__lt=day)
        later = ScheduleDecision.objects.filter(
            plan=OuterRef("plan"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(later), plan__in=plans.order_by()).order_by()


class ScheduleDecision(models.Model):
    """Who decided how often a plan is reported on, when, and why. Insert only."""

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="schedule_decisions")
    number = models.PositiveSmallIntegerField()
    frequency = models.CharField(max_length=20, choices=Frequency)
    # The first due day it set; the periods before it keep theirs.
    first_due_on = models.DateField()
    decided_on = models.DateField()
    decided_by = models.CharField("who decided", max_length=200)
    reason = models.TextField()
    review_on = models.DateField("day of review")
    silence_days = models.PositiveSmallIntegerField(default=SILENCE_DAYS)
    closing_days = models.PositiveSmallIntegerField(default=CLOSING_DAYS)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = ScheduleDecisionQuerySet.as_manager()

    class Meta:
        """Latest first."""

        ordering = ("plan", "-number")
        constraints = (
            models.UniqueConstraint(name="decision_number_is_unique", fields=("plan", "number")),
            models.CheckConstraint(
                name="period_closes_after_one_side_may_publish",
                condition=Q(closing_days__gt=F("silence_days"), silence_days__gte=1),
            ),
            models.CheckConstraint(
                name="decision_is_reviewed_after_it_was_taken",
                condition=Q(review_on__gt=F("decided_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_frequency_display()}, from {self.first_due_on:%-d %B %Y}"


class ReportingPeriodQuerySet(models.QuerySet["ReportingPeriod"]):
    """Sets of periods."""

    def opened_by(self, day: dt.date) -> "ReportingPeriodQuerySet":
        """Periods that can be reported on by `day`."""
        return self.filter(opens_on__lte=day)

    def untouched(self) -> "ReportingPeriodQuerySet":
        """Periods that hold nothing yet: no update, no private draft, no extension, no reminder."""
        return self.filter(
            updates=None,
            private_drafts=None,
            extensions=None,
            reminders=None,
            reminders_by_hand=None,
        )


class ReportingPeriod(models.Model):
    """A stretch of time that each commitment reports on. Its days are stored, never worked out."""

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="periods")
    # Empty for dates that came with the plan's file or were added one by one.
    decision = models.ForeignKey(
        ScheduleDecision, models.PROTECT, null=True, blank=True, related_name="periods"
    )
    number = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    # On time until midnight at the end of this day, in the plan's time zone.
    due_on = models.DateField()
    # After this many days of the other side's silence, one side may publish alone.
    silence_days = models.PositiveSmallIntegerField(default=SILENCE_DAYS)
    # The last day on which an update can still be published; then it is "not reported".
    closes_on = models.DateField()
    history = HistoricalRecords()

    objects = ReportingPeriodQuerySet.as_manager()

    class Meta:
        """In order of time."""

        ordering = ("plan", "number")
        constraints = (
            models.UniqueConstraint(name="period_number_is_unique", fields=("plan", "number")),
            models.UniqueConstraint(name="period_due_day_is_unique", fields=("plan", "due_on")),
            models.CheckConstraint(
                name="period_is_due_after_it_opens", condition=Q(due_on__gt=F("opens_on"))
            ),
            models.CheckConstraint(
                name="period_closes_after_it_is_due", condition=Q(closes_on__gt=F("due_on"))
            ),
        )

    def __str__(self) -> str:
        return f"Period {self.number}, due {self.due_on:%-d %B %Y}"


class ExtensionQuerySet(models.QuerySet["Extension"]):
    """Sets of extensions."""

    def of(self, commitment: Commitment, period: ReportingPeriod) -> "ExtensionQuerySet":
        """What was granted to this commitment for this period, by itself or to all."""
        return self.filter(Q(commitment=commitment) | Q(commitment=None), period=period)


class Extension(models.Model):
    """A later due day for one commitment's update, or for all of a period's. Insert only."""

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="extensions")
    # Empty: granted to every commitment.
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="extensions"
    )
    previous_due_on = models.DateField()
    due_on = models.DateField("new due day")
    asked_by = models.CharField("who asked for it", max_length=200)
    reason = models.TextField()
    granted_on = models.DateField()
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        """In the order they were granted."""

        ordering = ("granted_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="extension_is_to_a_later_day",
                condition=Q(due_on__gt=F("previous_due_on")),
            ),
            models.CheckConstraint(
                name="extension_says_who_asked_and_why",
                condition=~Q(asked_by="") & ~Q(reason=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.period}, extended to {self.due_on:%-d %B %Y}"

    @property
    def is_in_time(self) -> bool:
        """Whether it was granted by the end of the due day it moved: then it leaves no lateness."""
        return self.granted_on <= self.previous_due_on
