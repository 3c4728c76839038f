"""Facts about hand-over notes: what a lead who goes leaves to whoever comes."""

import datetime as dt

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from simple_history.models import HistoricalRecords

from commitments.models.leads import Lead
from network.models import Person

# For this long after an appointment a new lead finds the note on the page of what waits for them.
DAYS_TO_READ = 30


class HandOverQuerySet(models.QuerySet["HandOver"]):
    """Sets of hand-over notes."""

    def for_new_lead(self, person: Person, day: dt.date) -> "HandOverQuerySet":
        """What those who are gone left to `person`, who came within the last DAYS_TO_READ days."""
        place = {"commitment": OuterRef("lead__commitment"), "side": OuterRef("lead__side")}
        came = Lead.objects.current(day).filter(
            **place,
            person=person,
            starts_on__gt=day - dt.timedelta(days=DAYS_TO_READ),
            starts_on__gte=OuterRef("lead__starts_on"),
        )
        still = Lead.objects.present(day).filter(**place, person=OuterRef("lead__person"))
        return self.exclude(lead__person=person).filter(~Exists(still), Exists(came))


class HandOver(models.Model):
    """The note of one lead, written by them or by the keeper of their side."""

    lead = models.OneToOneField(Lead, models.CASCADE, related_name="hand_over")
    # For both sides' leads, the relationship manager, the secretariat and the coordinator.
    note = models.TextField("hand-over note", blank=True)
    # For everybody, beside the vacancy.
    public_line = models.CharField("what readers see", max_length=200, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    history = HistoricalRecords()

    objects = HandOverQuerySet.as_manager()

    class Meta:
        """Latest first."""

        ordering = (F("written_at").desc(), "-pk")
        constraints = (
            models.CheckConstraint(
                name="hand_over_says_something", condition=~Q(note="") | ~Q(public_line="")
            ),
        )

    def __str__(self) -> str:
        return f"Hand-over note of {self.lead.person}"
