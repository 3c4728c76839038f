"""Facts about leads: who holds a side's key to a commitment, from when until when."""

import datetime as dt

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest, TruncDate
from django.utils import timezone
from simple_history.models import HistoricalRecords

from commitments.models.commitments import Commitment
from network.models import Organisation, Person, Role
from network.workflow import Side
from ogp_tracker import clock


class LeadQuerySet(models.QuerySet["Lead"]):
    """Sets of leads."""

    def current(self, day: dt.date) -> "LeadQuerySet":
        """Leads who may act on `day`: appointed, and holding a role on that side ever since.

        A role that came later does not bring an old appointment back. Roles start and end by the
        site's own day, which may be ahead of the plan's.
        """
        appointed_on = TruncDate("appointed_at", tzinfo=timezone.get_default_timezone())
        roles = Role.objects.current(max(day, clock.today())).filter(
            person=OuterRef("person"), starts_on__lte=OuterRef("holds_from")
        )
        return self.alias(holds_from=Greatest("starts_on", appointed_on)).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=day),
            Q(side=Side.GOVERNMENT) & Exists(roles.of_side(Side.GOVERNMENT))
            | Q(side=Side.CIVIL_SOCIETY) & Exists(roles.of_side(Side.CIVIL_SOCIETY)),
            starts_on__lte=day,
        )

    def present(self, day: dt.date) -> "LeadQuerySet":
        """Those of them who may also sign in: a side without one is vacant."""
        return self.current(day).filter(person__is_active=True)


class Lead(models.Model):
    """A person who writes and signs a commitment's updates for one side."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="leads")
    side = models.CharField(max_length=20, choices=Side)
    person = models.ForeignKey(Person, models.PROTECT, related_name="leads")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="leads")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    # The moments of the two acts: what was signed before one of them has lost its force.
    appointed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = LeadQuerySet.as_manager()

    class Meta:
        """Government first, then by appointment."""

        ordering = ("-side", "starts_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="lead_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            # Covers "one person never holds both sides of one commitment", too.
            models.UniqueConstraint(
                name="person_leads_a_commitment_once",
                fields=("commitment", "person"),
                condition=Q(ends_on__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} ({self.get_side_display()}) for {self.commitment}"
