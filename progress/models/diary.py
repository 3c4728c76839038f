"""Facts about the diary: dated notes on a commitment, written by either side between periods."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from commitments.models import Commitment
from network.models import Organisation, Person
from network.workflow import Side


class DiaryNoteQuerySet(models.QuerySet["DiaryNote"]):
    """Sets of notes."""

    def public(self) -> "DiaryNoteQuerySet":
        """Notes that readers may see: the only door for pages, feeds and files."""
        return self.filter(published_at__isnull=False, commitment__in=Commitment.objects.public())

    def visible(self, *, drafts_visible: bool) -> "DiaryNoteQuerySet":
        """What somebody sees of a commitment's diary: all who see drafts, others what is public."""
        return self if drafts_visible else self.filter(published_at__isnull=False)

    def since(self, day: dt.date | None) -> "DiaryNoteQuerySet":
        """Notes about days after `day`; all of them when it is None."""
        return self if day is None else self.filter(happened_on__gt=day)


class DiaryNote(models.Model):
    """What one person noted, for one side, about one day. Nobody else ever changes it."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="diary_notes")
    side = models.CharField(max_length=20, choices=Side)
    author = models.ForeignKey(Person, models.PROTECT, related_name="diary_notes")
    # The one they spoke for at the time.
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="diary_notes")
    # The day it is about.
    happened_on = models.DateField("when it happened")
    text = models.TextField()
    written_at = models.DateTimeField()
    # Empty: for the leads alone. A trigger refuses to take it back once it is set.
    published_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = DiaryNoteQuerySet.as_manager()

    class Meta:
        """Newest first."""

        ordering = ("-happened_on", "-written_at", "-pk")
        constraints = (
            models.CheckConstraint(name="note_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="note_is_public_after_it_was_written",
                condition=Q(published_at__isnull=True) | Q(published_at__gte=F("written_at")),
            ),
        )

    def __str__(self) -> str:
        return f"Note of {self.happened_on:%-d %B %Y} by {self.author}"

    def get_absolute_url(self) -> str:
        """Its place in the commitment's diary."""
        page = reverse("progress:diary_list", args=[self.commitment.slug])
        return f"{page}#note-{self.pk}"

    @property
    def is_public(self) -> bool:
        """Whether readers may see it; they see its commitment's diary when its plan is public."""
        return self.published_at is not None
