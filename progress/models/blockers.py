"""Facts about blockers: what stands in the way, with whom it is, and every step it took."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment, Lead, Milestone, Participation
from network.models import Organisation, Person
from network.workflow import RoleKind, Side


class Rung(models.TextChoices):
    """With whom a blocker is, from the bottom of the ladder to its top."""

    LEADS = "leads", _("Leads of the other side")
    RELATIONSHIP_MANAGER = "relationship_manager", _("Relationship manager")
    SECRETARIAT = "secretariat", _("Secretariat")
    COMMITTEE = "committee", _("Steering committee")

    @property
    def is_top(self) -> bool:
        """Whether there is nobody further up."""
        return self is Rung.COMMITTEE

    @property
    def above(self) -> list["Rung"]:
        """The rungs further up, the nearest first."""
        rungs = list(Rung)
        return rungs[rungs.index(self) + 1 :]


class BlockerStatus(models.TextChoices):
    """Whether the clock runs, and for whom."""

    WAITING = "waiting", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    PAUSED = "paused", _("Clock stopped")
    CLOSED = "closed", _("Closed")


class BlockerQuerySet(models.QuerySet["Blocker"]):
    """Sets of blockers."""

    def public(self) -> Self:
        """Blockers that readers may see: the only door for pages, feeds and files."""
        return self.filter(commitment__in=Commitment.objects.public())

    def open(self) -> Self:
        """Blockers that nobody has closed."""
        return self.exclude(status=BlockerStatus.CLOSED)

    def open_first(self) -> Self:
        """Those still open, the oldest on top; then the closed ones, the last closed on top."""
        return self.order_by(F("closed_at").desc(nulls_first=True), "raised_at", "pk")

    def waiting(self) -> Self:
        """Blockers whose clock runs, or that are at the top: somebody owes an answer."""
        return self.filter(status=BlockerStatus.WAITING)

    def waiting_for(self, person: Person, day: dt.date) -> Self:
        """Blockers whose rung this person stands on. Nobody answers their own."""
        led = Lead.objects.current(day).filter(commitment=OuterRef("commitment"), person=person)
        is_other_lead = Exists(led.exclude(side=OuterRef("side")))
        looked_after = Participation.objects.filter(
            commitment=OuterRef("commitment"),
            side=Side.GOVERNMENT,
            capacity=Participation.Capacity.LEAD,
            organisation__roles__in=person.roles.current(day).filter(
                kind=RoleKind.RELATIONSHIP_MANAGER
            ),
        )
        theirs = Q(is_other_lead, rung=Rung.LEADS)
        theirs |= Q(Exists(looked_after), rung=Rung.RELATIONSHIP_MANAGER)
        keeps_plans = person.roles.current(day).filter(kind=RoleKind.SECRETARIAT)
        theirs |= Q(Exists(keeps_plans), rung__in=(Rung.SECRETARIAT, Rung.COMMITTEE))
        return self.waiting().filter(theirs).exclude(raised_by=person)

    def answered_for(self, person: Person, day: dt.date) -> Self:
        """Answered ones that wait for this person's word: the raiser's, while they lead.

        Whoever may not sign in any more counts as gone.
        """
        leads = Lead.objects.current(day).filter(
            commitment=OuterRef("commitment"), side=OuterRef("side"), person=person
        )
        is_theirs = Q(raiser_leads=True, raised_by=person) | Q(Exists(leads), raiser_leads=False)
        return self.knowing_the_raiser(day).filter(is_theirs, status=BlockerStatus.ANSWERED)

    def knowing_the_raiser(self, day: dt.date) -> Self:
        """With `raiser_leads`: whether the raiser still leads for their side, and may sign in."""
        leads = Lead.objects.present(day).filter(
            commitment=OuterRef("commitment"), side=OuterRef("side"), person=OuterRef("raised_by")
        )
        return self.annotate(raiser_leads=Exists(leads))


class Blocker(models.Model):
    """What one side says stands in the way of a commitment. Its words never change."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="blockers")
    milestone = models.ForeignKey(
        Milestone, models.PROTECT, null=True, blank=True, related_name="blockers"
    )
    side = models.CharField(max_length=20, choices=Side)
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="blockers")
    # The one they spoke for at the time.
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="blockers")
    raised_at = models.DateTimeField()
    raised_on = models.DateField()
    title = models.CharField(max_length=150)
    summary = models.TextField("what stands in the way")
    would_help = models.TextField("what would help")
    # For the leads of both sides and those who help them; no public page, letter or file has it.
    detail = models.TextField("private detail", blank=True)

    status = models.CharField(max_length=10, choices=BlockerStatus, default=BlockerStatus.WAITING)
    rung = models.CharField(max_length=24, choices=Rung, default=Rung.LEADS)
    # The day on which those on the rung were told.
    came_on = models.DateField("with them since")
    # The day on which it goes up unless it is answered before. Set when it comes to a rung, and
    # never worked out again; empty at the top, and while the clock stands still.
    rises_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="blockers_closed"
    )
    closing_words = models.TextField("why it was closed", blank=True)
    # Days between a closing and the reopening that followed: on those it was not open.
    days_closed = models.PositiveIntegerField(default=0)

    objects = BlockerQuerySet.as_manager()

    class Meta:
        """Oldest first; triggers keep the words, the ladder and the log together."""

        ordering = ("raised_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="blocker_says_what_and_what_would_help",
                condition=~Q(title="") & ~Q(summary="") & ~Q(would_help=""),
            ),
            models.CheckConstraint(
                name="closed_blocker_has_its_moment_person_and_words",
                condition=Q(
                    ~Q(closing_words=""),
                    status="closed",
                    closed_at__isnull=False,
                    closed_on__isnull=False,
                    closed_by__isnull=False,
                )
                | Q(
                    ~Q(status="closed"),
                    closing_words="",
                    closed_at__isnull=True,
                    closed_on__isnull=True,
                    closed_by__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="waiting_blocker_has_its_day_below_the_top",
                condition=Q(~Q(rung="committee"), status="waiting", rises_on__isnull=False)
                | Q(~Q(status="waiting") | Q(rung="committee"), rises_on__isnull=True),
            ),
            models.CheckConstraint(
                name="answered_blocker_has_its_day",
                condition=Q(~Q(status="answered"), answered_on__isnull=True)
                | Q(status="answered", answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="blocker_days_come_in_order",
                condition=Q(came_on__gte=F("raised_on"))
                & (Q(rises_on__isnull=True) | Q(rises_on__gt=F("came_on")))
                & (Q(answered_on__isnull=True) | Q(answered_on__gte=F("came_on")))
                & (Q(closed_on__isnull=True) | Q(closed_on__gte=F("came_on"))),
            ),
        )
        indexes = (
            models.Index(
                fields=("rises_on",), name="blocker_rises", condition=Q(rises_on__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("progress:blocker_detail", args=[self.commitment.slug, self.pk])

    @property
    def is_open(self) -> bool:
        """Whether nobody has closed it; the same rule as `Blocker.objects.open()`."""
        return self.status != BlockerStatus.CLOSED

    @property
    def is_waiting(self) -> bool:
        """Whether somebody owes an answer."""
        return self.status == BlockerStatus.WAITING

    @property
    def answer_by(self) -> dt.date | None:
        """The last day on which an answer keeps it from going up."""
        return self.rises_on - dt.timedelta(days=1) if self.rises_on else None

    def days_open(self, day: dt.date) -> int:
        """For how many days it has been open on `day`; once closed, how many days it was."""
        days = ((self.closed_on or day) - self.raised_on).days - self.days_closed
        return max(days, 0)

    def days_on_rung(self, day: dt.date) -> int:
        """For how many days it has been with those on its rung on `day`."""
        return max(((self.closed_on or day) - self.came_on).days, 0)
