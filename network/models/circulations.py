"""Facts about the monthly circulation of the network, and who of its members does not want it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from network.models.people import Person

# Followers of this topic get the circulation, too.
CIRCULATION_TOPIC = "network"


class CirculationQuerySet(models.QuerySet["Circulation"]):
    """Sets of circulations."""

    def sent(self) -> "CirculationQuerySet":
        """Those that everybody may read."""
        return self.filter(sent_at__isnull=False)

    def visible(self, *, drafts_visible: bool) -> "CirculationQuerySet":
        """What a reader sees: what was sent, and drafts, too, if they may see those."""
        return self if drafts_visible else self.sent()


class Circulation(models.Model):
    """One month's letter to the network: drafted by the tracker, edited and sent by a person."""

    # The first day of the month in which it goes out; it tells of what happened since the last.
    month = models.DateField(unique=True)
    subject = models.CharField(max_length=150)
    text = models.TextField()
    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="circulations"
    )
    recipients = models.PositiveIntegerField("number of recipients", null=True, blank=True)
    history = HistoricalRecords()

    objects = CirculationQuerySet.as_manager()

    class Meta:
        """Newest first."""

        ordering = ("-month",)
        constraints = (
            models.CheckConstraint(
                name="sent_circulation_says_by_whom",
                condition=Q(sent_at__isnull=True, sent_by__isnull=True, recipients__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False, recipients__isnull=False),
            ),
            models.CheckConstraint(name="circulation_is_of_a_month", condition=Q(month__day=1)),
        )

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """Its page in the archive."""
        return reverse("network:circulation_detail", args=[self.name])

    @property
    def name(self) -> str:
        """The month as addresses have it: "2014-05"."""
        return f"{self.month:%Y-%m}"

    @property
    def is_sent(self) -> bool:
        """Whether it has gone out, and so stays as it is."""
        return self.sent_at is not None


class CirculationReader(models.Model):
    """A member's link out of the circulation, and whether they used it."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="circulation_reader")
    token = models.CharField(max_length=64, unique=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """In the order of their first circulation."""

        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.person}, who left" if self.left_at else str(self.person)
