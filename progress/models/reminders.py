"""The ledgers of reminders: of updates, and of days on which a schedule is looked at again."""

import datetime as dt

from django.db import models

from commitments.models import Commitment
from mailroom.models import ReminderLedger
from network.models import Person
from progress.models.periods import ReportingPeriod, ScheduleDecision

# The last step of those who write and sign: what comes later is for those who keep track of them.
LEADS_UNTIL = -3


class Reminder(ReminderLedger):
    """A step of one update: its leads', then its relationship managers', then the secretariat's."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="reminders")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="reminders")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="reminders")

    class Meta(ReminderLedger.Meta):
        """Each step once."""

        constraints = (
            models.UniqueConstraint(
                name="reminded_once",
                fields=("person", "commitment", "period", "due_on", "days_ahead"),
            ),
            *ReminderLedger.Meta.constraints,
        )

    def __str__(self) -> str:
        return f"{self.days_ahead} days ahead of {self.due_on} to {self.person}"

    def why_needless(self, day: dt.date) -> str:
        """What happened to the update or to the person meanwhile."""
        update = self.commitment.updates.filter(period=self.period).first()
        if update and update.is_published:
            return "The update was published before the letter went out."
        if update and update.is_closed:
            return "The period closed before the letter went out."
        if not self.person.is_active:
            return "They can no longer sign in."
        leads = self.commitment.leads.current(day)
        if self.days_ahead >= LEADS_UNTIL and not leads.filter(person=self.person).exists():
            return "They no longer led the commitment when the letter went out."
        return "Their side had signed, or nothing was owed any more, when the letter went out."


class ReviewReminder(ReminderLedger):
    """A step of the day on which a decision on the reporting schedule is to be looked at again."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="review_reminders")
    decision = models.ForeignKey(ScheduleDecision, models.PROTECT, related_name="review_reminders")

    class Meta(ReminderLedger.Meta):
        """Each step once."""

        constraints = (
            models.UniqueConstraint(
                name="reminded_of_review_once",
                fields=("person", "decision", "due_on", "days_ahead"),
            ),
            *ReminderLedger.Meta.constraints,
        )

    def __str__(self) -> str:
        return f"{self.days_ahead} days ahead of {self.due_on} to {self.person}"

    def why_needless(self, day: dt.date) -> str:
        """What ends it: a later decision, or the role."""
        later = self.decision.plan.schedule_decisions.filter(number__gt=self.decision.number)
        if later.exists():
            return "There was a later decision before the letter went out."
        return "They no longer belonged to the secretariat when the letter went out."
