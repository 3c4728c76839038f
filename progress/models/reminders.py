"""Facts about reminders."""

from django.db import models
from django.db.models import Q

from commitments.models import Commitment
from mailroom.models import OutboxMessage
from network.models import Person
from progress.models.periods import ReportingPeriod


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
