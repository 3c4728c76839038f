"""Facts about reminders of any kind: how often somebody wants them, and the ledgers of them."""

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from mailroom.models.outbox import OutboxMessage


class Pace(models.TextChoices):
    """How often somebody is reminded."""

    AT_ONCE = "at_once", "As things come up, at most one letter a day"
    WEEKLY = "weekly", "One letter a week, on Mondays"


class MailChoice(models.Model):
    """What one person chose about their mail; no row: as things come up."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mail_choice"
    )
    pace = models.CharField("reminders", max_length=10, choices=Pace, default=Pace.AT_ONCE)
    history = HistoricalRecords()

    def __str__(self) -> str:
        return f"{self.person}: {self.get_pace_display()}"


class ReminderLedger(models.Model):
    """What every ledger of reminders holds: each step of each duty is planned once, or superseded.

    A ledger adds what the duty is about, and a unique constraint over it, the person, the due day
    and the step.
    """

    class State(models.TextChoices):
        """What became of it."""

        PLANNED = "planned", "Planned"
        SUPERSEDED = "superseded", "Overtaken by a later one"
        SKIPPED = "skipped", "Not needed any more"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="%(class)ss")
    # The due day it was about: a moved due day has reminders of its own.
    due_on = models.DateField()
    # 28, 14, 7, 1 and 0 days ahead; -3 is three days after.
    days_ahead = models.SmallIntegerField()
    state = models.CharField(max_length=12, choices=State)
    # Why it was skipped.
    why = models.CharField(max_length=200, blank=True)
    planned_on = models.DateField()
    message = models.ForeignKey(
        OutboxMessage, models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        """In order of planning; skipped says why."""

        abstract = True
        ordering = ("planned_on", "pk")
        constraints: ClassVar[tuple[Any, ...]] = (
            models.CheckConstraint(
                name="planned_%(class)s_has_its_message",
                condition=Q(state="superseded", message__isnull=True)
                | Q(state__in=("planned", "skipped"), message__isnull=False),
            ),
            models.CheckConstraint(
                name="skipped_%(class)s_says_why",
                condition=Q(state="skipped") & ~Q(why="") | ~Q(state="skipped") & Q(why=""),
            ),
        )

    def why_needless(self, day: dt.date) -> str:
        """Why the person no longer owed it on `day`, in one sentence; ledgers know better."""
        return "It was done, or no longer theirs to do, before the letter went out."


class PlanningPass(models.Model):
    """The last complete look at everything that may be due: one row, the memory of the planner."""

    # The only row there is.
    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    # The site's business day it was made for.
    day = models.DateField()
    # The last change on record before it began.
    audit_position = models.BigIntegerField()
    # By the machine's clock.
    began_at = models.DateTimeField()

    class Meta:
        """There is one."""

        constraints = (
            models.CheckConstraint(name="planner_remembers_one_pass", condition=Q(id=1)),
        )

    def __str__(self) -> str:
        return f"Look of {self.began_at}"
