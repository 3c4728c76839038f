"""Facts about reminders that somebody sent by hand, beside those of the timetable."""

from django.db import models
from django.db.models import Q

from commitments.models import Commitment
from mailroom.models import OutboxMessage
from network.models import Person
from progress.models.periods import ReportingPeriod


class ReminderByHand(models.Model):
    """That one lead was reminded of one update, by whom and why. Insert only."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="reminders_by_hand")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="reminders_by_hand")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="reminders_by_hand")
    # Readable in the letter.
    reason = models.CharField(max_length=300)
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_on = models.DateField()
    sent_at = models.DateTimeField()
    message = models.OneToOneField(OutboxMessage, models.PROTECT, related_name="reminder_by_hand")

    class Meta:
        """Latest first."""

        ordering = ("-sent_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="reminded_by_hand_once_a_day",
                fields=("person", "commitment", "period", "sent_on"),
            ),
            models.CheckConstraint(name="reminder_by_hand_says_why", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        return f"{self.sent_by} reminded {self.person} on {self.sent_on:%-d %B %Y}"
