"""Facts about action plans and their themes."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from simple_history.models import HistoricalRecords

from network.models import Organisation
from ogp_tracker import clock


class ActionPlanQuerySet(models.QuerySet["ActionPlan"]):
    """Sets of plans."""

    def public(self) -> "ActionPlanQuerySet":
        """Plans that readers may see: those that were published."""
        return self.filter(published_on__isnull=False)

    def carried_out_here(self) -> "ActionPlanQuerySet":
        """Plans that people work on here; the others are kept for reference only."""
        return self.filter(is_reference=False)

    def begun_by(self, day: dt.date) -> "ActionPlanQuerySet":
        """Plans being carried out by `day`: a plan published ahead of its start waits for it."""
        return self.alias(begins=Coalesce("starts_on", "published_on")).filter(begins__lte=day)

    def newest_first(self) -> "ActionPlanQuerySet":
        """The plan readers look for comes first."""
        return self.order_by("-published_on", "-number")


class ActionPlan(models.Model):
    """A national action plan: what one country promised for two years or so."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    country = models.CharField(max_length=80)
    # Three letters; four where a city or a region has a plan of its own.
    country_code = models.CharField(max_length=6)
    number = models.PositiveSmallIntegerField("plan number")
    ogp_id = models.CharField("OGP id", max_length=20, blank=True)
    period_text = models.CharField("period as printed", max_length=80, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    # Empty while the plan is being prepared: readers see it from its publication on.
    published_on = models.DateField(null=True, blank=True)
    time_zone = models.CharField(max_length=60, default="Europe/London")
    coordinator = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="coordinated_plans"
    )
    civil_society_coordinator = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="network_plans"
    )
    # Taken in from elsewhere to be read: nobody owes updates on it here, and nobody is told of it.
    is_reference = models.BooleanField("kept for reference only", default=False)
    licence = models.CharField(max_length=300, blank=True)
    notes = ArrayField(models.TextField(), default=list, blank=True)
    history = HistoricalRecords()

    objects = ActionPlanQuerySet.as_manager()

    class Meta:
        """One plan a number and country."""

        ordering = ("country", "number")
        constraints = (
            models.UniqueConstraint(
                name="plan_number_is_unique_in_its_country", fields=("country_code", "number")
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The plan's public page."""
        return reverse("commitments:plan_detail", args=[self.slug])

    @property
    def is_public(self) -> bool:
        """Whether readers may see it."""
        return self.published_on is not None

    def today(self) -> dt.date:
        """The business day where the plan is carried out."""
        return clock.today(self.time_zone)


class Theme(models.Model):
    """A chapter of a plan."""

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="themes")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        """In the plan's own order."""

        ordering = ("plan", "order", "name")
        constraints = (
            models.UniqueConstraint(name="theme_is_unique_in_its_plan", fields=("plan", "slug")),
        )

    def __str__(self) -> str:
        return self.name
