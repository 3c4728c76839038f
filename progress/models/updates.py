"""Facts about joint updates and their versions."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from commitments.models import Commitment
from network.models import Person
from network.workflow import Side
from progress.content import Content
from progress.models.periods import ReportingPeriod
from progress.workflow import Status


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
    # When its period closed without it.
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = HistoricalRecords()

    objects = ProgressUpdateQuerySet.as_manager()

    class Meta:
        """Latest period first."""

        ordering = ("-period__due_on", "commitment__order")
        constraints = (
            models.UniqueConstraint(
                name="one_update_a_commitment_and_period", fields=("commitment", "period")
            ),
            models.CheckConstraint(
                name="not_reported_has_its_moment",
                condition=Q(status=Status.NOT_REPORTED, closed_at__isnull=False)
                | ~Q(status=Status.NOT_REPORTED) & Q(closed_at__isnull=True),
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

    @property
    def is_closed(self) -> bool:
        """Whether its period closed without it."""
        return self.status == Status.NOT_REPORTED

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
    # Why a published text is corrected; empty before the first publication.
    reason = models.TextField("reason of the correction", blank=True)
    canonical = models.TextField()
    content_hash = models.CharField(max_length=64)

    # The signatures that saving this made void: known right after the save alone.
    voids: Sequence[Any] = ()

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
