"""Facts about commitments, who takes part in them, and what came of them."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Max, Q
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from simple_history.models import HistoricalRecords

from commitments.models.latest_reports import LatestReport
from commitments.models.plans import ActionPlan, Theme
from commitments.models.printed_dates import PrintedDateModel
from commitments.workflow import OPEN_STAGES, Stage
from network.models import Organisation, Person
from network.workflow import RoleKind, Side

# After this many days without contact between its two sides a commitment is cold. Half a quarter:
# long enough for a holiday, short enough to mend it before the next update is due.
COLD_DAYS = 45


class Completion(models.TextChoices):
    """How far a commitment is, on the scale of the self-assessment (IRM procedures manual)."""

    NOT_STARTED = "not_started", "Not started"
    LIMITED = "limited", "Limited"
    SUBSTANTIAL = "substantial", "Substantial"
    COMPLETE = "complete", "Complete"


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Sets of commitments."""

    def public(self) -> "CommitmentQuerySet":
        """Commitments that readers may see: those of published plans, and early starts.

        What is only proposed is for those who prepare the plan, even when the plan is public.
        """
        in_plan = Q(plan__published_on__isnull=False) & ~Q(stage=Stage.PROPOSED)
        return self.filter(in_plan | Q(started_early_on__isnull=False))

    def promised(self) -> "CommitmentQuerySet":
        """Commitments that are more than proposed: what their plans hold."""
        return self.exclude(stage=Stage.PROPOSED)

    def reported_on(self) -> "CommitmentQuerySet":
        """Commitments that still owe updates; a plan kept for reference only owes none."""
        return self.filter(stage__in=OPEN_STAGES, plan__is_reference=False)

    def in_portfolio_of(self, person: Person) -> "CommitmentQuerySet":
        """Commitments that a department of this relationship manager leads in government."""
        departments = [
            role.organisation_id
            for role in person.current_roles
            if role.kind == RoleKind.RELATIONSHIP_MANAGER
        ]
        return self.led_in_government_by(departments)

    def led_in_government_by(self, organisations: Iterable[int]) -> "CommitmentQuerySet":
        """Commitments that one of these organisations leads in government."""
        led = Participation.objects.filter(
            organisation__in=list(organisations),
            side=Side.GOVERNMENT,
            capacity=Participation.Capacity.LEAD,
        )
        return self.filter(pk__in=led.values("commitment"))

    def cold(self, day: dt.date) -> "CommitmentQuerySet":
        """Open, public commitments whose sides have had no contact for COLD_DAYS by `day`.

        With `quiet_since`, the day from which their silence counts: the last contact, or what came
        later, that the commitment began or that somebody was appointed lead.
        """
        begun = Coalesce("started_early_on", Greatest("plan__published_on", "plan__starts_on"))
        quiet = Greatest(begun, "added_on", "last_contact_on", Max("leads__starts_on"))
        last = day - dt.timedelta(days=COLD_DAYS)
        return self.public().reported_on().annotate(quiet_since=quiet).filter(quiet_since__lte=last)


class Commitment(PrintedDateModel):
    """One promise of a plan. Its due date is the end the plan prints for it."""

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="commitments")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="commitments")
    # Text, because "7", "B" and "iv" all exist; `order` puts them in the plan's order.
    number = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField(default=1)
    slug = models.SlugField(max_length=100, unique=True)
    ogp_id = models.CharField("OGP id", max_length=20, blank=True)
    title = models.CharField(max_length=200)
    government_title = models.CharField("title the government uses", max_length=200, blank=True)
    # Empty where the plan's own words have not been found.
    summary = models.TextField("what is promised", blank=True)
    problem = models.TextField("the public problem", blank=True)
    how_it_helps = models.TextField(blank=True)
    access_to_information = models.BooleanField(default=False)
    civic_participation = models.BooleanField(default=False)
    public_accountability = models.BooleanField(default=False)
    technology = models.BooleanField("technology and innovation", default=False)
    policy_areas = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    notes = ArrayField(models.TextField(), default=list, blank=True)
    sources = ArrayField(models.TextField(), default=list, blank=True)
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.IN_PLAN)
    # Empty for what its plan held when it was published.
    added_on = models.DateField("added after publication on", null=True, blank=True)
    # From then on readers see it, whatever becomes of it and of its plan.
    started_early_on = models.DateField("started early on", null=True, blank=True)

    # Copied down by commitments.actions; `latest_report` is what its page tells of the last update.
    government_completion = models.CharField(max_length=20, choices=Completion, blank=True)
    civil_society_completion = models.CharField(max_length=20, choices=Completion, blank=True)
    reported_until = models.DateField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    latest_report = models.JSONField(default=dict, blank=True)
    update_due_on = models.DateField("next update due", null=True, blank=True)
    # The last day on which the two sides had to do with each other: an update, a note, a meeting.
    last_contact_on = models.DateField("last contact", null=True, blank=True)

    search = models.GeneratedField(
        expression=SearchVector("title", "government_title", weight="A", config="english")
        + SearchVector("summary", "problem", "how_it_helps", weight="B", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    history = HistoricalRecords(excluded_fields=["search"])

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        """In the plan's own order."""

        ordering = ("plan", "order", "number")
        indexes = (GinIndex(fields=("search",), name="commitment_search"),)
        constraints = (
            models.UniqueConstraint(
                name="commitment_number_is_unique_in_its_plan", fields=("plan", "number")
            ),
            models.CheckConstraint(
                name="reported_until_and_at_go_together",
                condition=Q(reported_until__isnull=True, reported_at__isnull=True)
                | Q(reported_until__isnull=False, reported_at__isnull=False),
            ),
            models.CheckConstraint(
                name="early_start_says_since_when",
                condition=~Q(stage=Stage.EARLY_START) | Q(started_early_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        """The commitment's public page."""
        return reverse("commitments:commitment_detail", args=[self.slug])

    @property
    def is_public(self) -> bool:
        """Whether readers may see it; the same rule as `Commitment.objects.public()`."""
        in_plan = self.plan.is_public and self.stage != Stage.PROPOSED
        return in_plan or self.started_early_on is not None

    @property
    def owes_updates(self) -> bool:
        """Whether updates are owed on it; the same rule as `Commitment.objects.reported_on()`."""
        return self.stage in OPEN_STAGES and not self.plan.is_reference

    @property
    def ogp_values(self) -> list[str]:
        """The OGP values it serves, by name."""
        names = ("access_to_information", "civic_participation", "public_accountability")
        fields = [f for f in self._meta.fields if f.name in (*names, "technology")]
        return [str(f.verbose_name).capitalize() for f in fields if getattr(self, f.name)]

    @property
    def latest(self) -> LatestReport | None:
        """Its last published update, as this page tells of it."""
        return LatestReport.from_json(self.latest_report)

    @property
    def assessments(self) -> list[tuple[Side, str]]:
        """What each side last said of the completion, in words, in the order of the sides."""
        said = (
            self.get_government_completion_display(),
            self.get_civil_society_completion_display(),
        )
        return [(side, words) for side, words in zip(Side, said, strict=True) if words]


class Participation(models.Model):
    """An organisation that leads or supports a commitment, on one side of it."""

    class Capacity(models.TextChoices):
        """Leading is named in the plan; everybody else supports."""

        LEAD = "lead", "Leads"
        SUPPORT = "support", "Supports"

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="participations")
    side = models.CharField(max_length=20, choices=Side)
    capacity = models.CharField(max_length=10, choices=Capacity, default=Capacity.SUPPORT)
    history = HistoricalRecords()

    class Meta:
        """Government first, leads before supporters, in the order they were named."""

        ordering = ("-side", "capacity", "pk")
        constraints = (
            models.UniqueConstraint(
                name="organisation_takes_part_once", fields=("commitment", "organisation")
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_capacity_display().lower()} {self.commitment}"


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    """Sets of outcomes."""

    def known_by(self, day: dt.date) -> "OutcomeQuerySet":
        """What had happened by `day`; undated facts count as known."""
        return self.filter(Q(happened_on__isnull=True) | Q(happened_on__lte=day))


class Outcome(models.Model):
    """Something that happened because of a commitment, with where we know it from."""

    class Confidence(models.TextChoices):
        """How sure the source makes us."""

        HIGH = "high", "High"
        MEDIUM = "medium", "Medium"
        LOW = "low", "Low"

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="outcomes")
    happened_on = models.DateField(null=True, blank=True)
    what = models.TextField()
    confidence = models.CharField(max_length=10, choices=Confidence)
    source = models.CharField(max_length=200)
    history = HistoricalRecords()

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        """In the order it happened."""

        ordering = (models.F("happened_on").asc(nulls_first=True), "pk")

    def __str__(self) -> str:
        return self.what
