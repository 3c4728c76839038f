"""Facts about news: what happened in public, and who may want to hear of it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class Announcement(models.Model):
    """One thing that happened in public. Followers of any of its topics hear of it once."""

    class Kind(models.TextChoices):
        """What sort of news it is; a circulation has a section for each."""

        UPDATE = "update", "Progress update"
        CORRECTION = "correction", "Correction"
        RESERVATION = "reservation", "Reservation"
        DELAY = "delay", "Delay"
        BLOCKER = "blocker", "Blocker"
        CALL_FOR_HELP = "call_for_help", "Call for help"
        MEETING = "meeting", "Meeting"
        PLAN = "plan", "Change of the plan"

    # Announced twice it is there once.
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    # Words like "commitment:open-contracting" and "delays": see commitments.topics.
    topics = ArrayField(models.CharField(max_length=200))
    headline = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    # The public page that tells of it.
    path = models.CharField(max_length=300)
    announced_at = models.DateTimeField()
    # The business day, in the time zone of the site.
    announced_on = models.DateField(db_index=True)
    # When the letters to those who hear at once were planned; empty until then.
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-announced_at", "-pk")
        indexes = (
            GinIndex(fields=("topics",), name="announcement_topics"),
            models.Index(
                fields=("id",), name="announcement_untold", condition=Q(told_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return self.headline
