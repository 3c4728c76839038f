"""Facts about reporting periods, updates, their versions, signatures and reminders."""

import datetime as dt
from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from commitments.models import ActionPlan, Commitment, Lead
from mailroom.models import OutboxMessage
from network.models import Person
from network.workflow import Side
from progress.content import Content
from progress.workflow import Status


class ReportingPeriodQuerySet(models.QuerySet["ReportingPeriod"]):
    """Sets of periods."""

    def opened_by(self, day: dt.date) -> "ReportingPeriodQuerySet":
        """Periods that can be reported on by `day`."""
        return self.filter(opens_on__lte=day)

    def with_published_counts(self) -> "ReportingPeriodQuerySet":
        """With `published_count`, the number of updates that readers can see."""
        published = Q(updates__status=Status.PUBLISHED)
        return self.annotate(published_count=models.Count("updates", filter=published))


class ReportingPeriod(models.Model):
    """A stretch of time that each commitment reports on. Its days are stored, never worked out."""

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="periods")
    number = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    # On time until midnight at the end of this day, in the plan's time zone.
    due_on = models.DateField()
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
        )

    def __str__(self) -> str:
        return f"Period {self.number}, due {self.due_on:%-d %B %Y}"


class ProgressUpdateQuerySet(models.QuerySet["ProgressUpdate"]):
    """Sets of updates."""

    def published(self) -> "ProgressUpdateQuerySet":
        """Updates that readers may see: the only door for pages, feeds and files."""
        return self.filter(status=Status.PUBLISHED, commitment__in=Commitment.objects.public())

    def latest_published_first(self) -> "ProgressUpdateQuerySet":
        """With `published_at`, the moment of the last publication, in order of it."""
        moment = models.Max("publications__published_at")
        return self.annotate(published_at=moment).order_by("-published_at", "-pk")


class ProgressUpdate(models.Model):
    """One commitment's joint update for one period."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="updates")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="updates")
    # Part of what is signed, so it stays when a slug or number is mended later.
    key = models.CharField(max_length=150, unique=True, editable=False)
    status = models.CharField(
        max_length=20, choices=Status, default=Status.DRAFTING, editable=False
    )
    history = HistoricalRecords()

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta:
        """Latest period first."""

        ordering = ("-period__due_on", "commitment__order")
        constraints = (
            models.UniqueConstraint(
                name="one_update_a_commitment_and_period", fields=("commitment", "period")
            ),
        )

    def __str__(self) -> str:
        return f"Update on {self.commitment} to {self.period.due_on:%-d %B %Y}"

    def get_absolute_url(self) -> str:
        """The update's permanent page."""
        return reverse(
            "progress:update_detail", args=[self.commitment.slug, self.period.due_on.isoformat()]
        )

    @property
    def is_published(self) -> bool:
        """Whether readers can see it."""
        return self.status == Status.PUBLISHED

    def latest_version(self) -> "UpdateVersion | None":
        """The version in force, whoever wrote it."""
        return self.versions.select_related("author").order_by("number").last()


class UpdateVersion(models.Model):
    """One save. Nothing changes it afterwards: a trigger refuses UPDATE and DELETE."""

    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors")
    author = models.ForeignKey(Person, models.PROTECT, related_name="versions")
    side = models.CharField(max_length=20, choices=Side)
    saved_at = models.DateTimeField()
    canonical = models.TextField()
    content_hash = models.CharField(max_length=64)

    class Meta:
        """In order of saving; the base makes the order a line: no two saves on one base."""

        ordering = ("update", "number")
        constraints = (
            models.UniqueConstraint(name="version_number_is_unique", fields=("update", "number")),
            models.UniqueConstraint(
                name="one_version_on_each_base", fields=("update", "base"), nulls_distinct=False
            ),
        )

    def __str__(self) -> str:
        return f"{self.update}, version {self.number}"

    def get_absolute_url(self) -> str:
        """The version's permanent page."""
        update = self.update
        return reverse(
            "progress:version_detail",
            args=[update.commitment.slug, update.period.due_on.isoformat(), self.number],
        )

    @cached_property
    def content(self) -> Content:
        """What this version says."""
        return Content.from_canonical(self.canonical)

    @property
    def short_hash(self) -> str:
        """Enough of the fingerprint to compare by eye."""
        return self.content_hash[:12]


class SignatureQuerySet(models.QuerySet["Signature"]):
    """Sets of signatures."""

    def standing(self, day: dt.date) -> "SignatureQuerySet":
        """Signatures that count on `day`: each given under an appointment that still holds.

        Whoever is stood down and appointed again signs again: a change of leads voids signatures.
        """
        return self.filter(lead__in=Lead.objects.current(day))


class Signature(models.Model):
    """One side's key on one version."""

    version = models.ForeignKey(UpdateVersion, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=20, choices=Side)
    person = models.ForeignKey(Person, models.PROTECT, related_name="signatures")
    # The appointment it was given under.
    lead = models.ForeignKey(Lead, models.PROTECT, related_name="signatures")
    content_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    objects = SignatureQuerySet.as_manager()

    class Meta:
        """In order of signing; a trigger sees to it that nobody signs for both sides."""

        ordering = ("signed_at", "pk")
        constraints = (
            models.UniqueConstraint(name="one_signature_a_lead", fields=("version", "lead")),
        )

    def __str__(self) -> str:
        return f"{self.person} for {self.get_side_display()} on {self.version}"


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Sets of publications."""

    def with_keys(self) -> "PublicationQuerySet":
        """With the version and the people who signed it, in the same query."""
        people = ("government_signature__person", "civil_society_signature__person")
        return self.select_related("version", *people)


class Publication(models.Model):
    """That a version was published, when, and on what ground. Insert only."""

    class Ground(models.TextChoices):
        """Why it may be public."""

        BOTH_SIGNED = "both_signed", "Signed by both sides"

    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="publications")
    version = models.OneToOneField(UpdateVersion, models.PROTECT, related_name="publication")
    ground = models.CharField(max_length=20, choices=Ground, default=Ground.BOTH_SIGNED)
    # The two keys that counted; others on the version had lost their force.
    government_signature = models.OneToOneField(Signature, models.PROTECT, related_name="+")
    civil_society_signature = models.OneToOneField(Signature, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        """In order of time."""

        ordering = ("published_at", "pk")

    def __str__(self) -> str:
        return f"{self.version}, published"

    @property
    def keys(self) -> list[Signature]:
        """The two signatures that made it public."""
        return [self.government_signature, self.civil_society_signature]


class Reminder(models.Model):
    """The ledger of reminders: each lead time of each duty is planned once, or superseded."""

    class State(models.TextChoices):
        """What became of it."""

        PLANNED = "planned", "Planned"
        SUPERSEDED = "superseded", "Overtaken by a later one"

    person = models.ForeignKey(Person, models.PROTECT, related_name="reminders")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="reminders")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="reminders")
    # The due day it was about: a moved due day has reminders of its own.
    due_on = models.DateField()
    # 28, 14, 7, 1 and 0 days ahead; -3 is three days after.
    days_ahead = models.SmallIntegerField()
    state = models.CharField(max_length=12, choices=State)
    planned_on = models.DateField()
    message = models.ForeignKey(
        OutboxMessage, models.PROTECT, null=True, blank=True, related_name="reminders"
    )

    class Meta:
        """In order of planning."""

        ordering = ("planned_on", "pk")
        constraints = (
            models.UniqueConstraint(
                name="reminded_once",
                fields=("person", "commitment", "period", "due_on", "days_ahead"),
            ),
            models.CheckConstraint(
                name="planned_reminder_has_its_message",
                condition=Q(state="planned", message__isnull=False)
                | Q(state="superseded", message__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.days_ahead} days ahead of {self.due_on} to {self.person}"
