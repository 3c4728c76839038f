"""Facts about what the secretariat decided on letters: on hold, released, sent again."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from mailroom.models.outbox import OutboxMessage


class MailroomDecision(models.Model):
    """What one person decided about one letter, and why. It is never changed."""

    class What(models.TextChoices):
        """What was decided, as the letter's history tells it."""

        HOLD = "hold", "Put on hold"
        RELEASE = "release", "Released"
        RESEND = "resend", "Sent again"

    message = models.ForeignKey(OutboxMessage, models.PROTECT, related_name="decisions")
    what = models.CharField(max_length=10, choices=What)
    reason = models.CharField(max_length=300)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        """In the order in which they were made."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="a_mailroom_decision_says_why", condition=~Q(reason__regex=r"^\s*$")
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.message}"
