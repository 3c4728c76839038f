"""Facts about the public log of blockers, and about the reminders to answer them."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mailroom.models import ReminderLedger
from network.models import Organisation, Person
from progress.models.blockers import Blocker, BlockerStatus, Rung


class BlockerParty(models.TextChoices):
    """As what somebody took a step."""

    GOVERNMENT_LEAD = "government_lead", _("Government lead")
    CIVIL_SOCIETY_LEAD = "civil_society_lead", _("Civil society lead")
    RELATIONSHIP_MANAGER = "relationship_manager", _("Relationship manager")
    SECRETARIAT = "secretariat", _("Secretariat")
    COMMITTEE = "committee", _("Secretariat, for the steering committee")
    CALENDAR = "calendar", _("The tracker, on the day")


class BlockerStep(models.Model):
    """One step of a blocker, in public: what, by whom, as what, when, and in which words.

    Insert only. `status`, `rung` and `rises_on` are those it left the blocker with.
    """

    class Kind(models.TextChoices):
        """What happened; who may do it is in progress/blockers/workflow.py."""

        RAISE = "raise", _("Raised")
        ANSWER = "answer", _("Answered")
        COMMENT = "comment", _("Comment added")
        PASS_UP = "pass_up", _("Passed up")
        NOT_SOLVED = "not_solved", _("Said not to be solved")
        RISE = "rise", _("Went up unanswered")
        PAUSE = "pause", _("Clock stopped")
        RESUME = "resume", _("Clock started again")
        CLOSE = "close", _("Closed")
        REOPEN = "reopen", _("Opened again")

    blocker = models.ForeignKey(Blocker, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    status = models.CharField(max_length=10, choices=BlockerStatus)
    rung = models.CharField(max_length=24, choices=Rung)
    rises_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)
    # Empty: the tracker, on the day.
    by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="blocker_steps"
    )
    party = models.CharField(max_length=24, choices=BlockerParty)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField()
    taken_on = models.DateField()

    class Meta:
        """In the order they were taken."""

        ordering = ("blocker", "pk")
        constraints = (
            models.CheckConstraint(
                name="step_names_a_person_or_the_calendar",
                condition=Q(party="calendar", by__isnull=True, organisation__isnull=True)
                | Q(~Q(party="calendar"), by__isnull=False, organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="step_has_its_words", condition=Q(kind="raise") | ~Q(words="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.blocker}"


class BlockerReminder(ReminderLedger):
    """A step of one blocker: before the last day to answer it, or to say whether that solves it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="blocker_reminders")
    blocker = models.ForeignKey(Blocker, models.PROTECT, related_name="reminders")

    class Meta(ReminderLedger.Meta):
        """Each step once."""

        constraints = (
            models.UniqueConstraint(
                name="reminded_of_blocker_once",
                fields=("person", "blocker", "due_on", "days_ahead"),
            ),
            *ReminderLedger.Meta.constraints,
        )

    def __str__(self) -> str:
        return f"{self.days_ahead} days ahead of {self.due_on} to {self.person}"

    def why_needless(self, day: dt.date) -> str:
        """What became of the blocker meanwhile."""
        status = self.blocker.get_status_display().lower()
        return f"The blocker was no longer theirs when the letter went out: {status}."
