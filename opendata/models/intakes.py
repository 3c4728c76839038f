"""Facts about files that the secretariat takes in."""

import datetime as dt

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.models import Person
from opendata.workflow import CONFIRMED, ENDED, UNDER_WAY, IntakeStatus, IntakeStep

# Ten megabytes.
MOST_BYTES = 10 * 1024 * 1024


class IntakeKind(models.TextChoices):
    """What kinds of file are taken in."""

    PLAN_SPREADSHEET = "plan_spreadsheet", _("A plan in a spreadsheet")
    PLAN_TABLES = "plan_tables", _("A plan in CSV files")
    PLAN_FILE = "plan_file", _("A plan in JSON")
    OGP_DATABASE = "ogp_database", _("OGP’s database of commitments")


class LineOutcome(models.TextChoices):
    """What would become of one row of the file, worst first."""

    ERROR = "error", _("To be mended")
    KEPT = "kept", _("Differs, and stays as it is here")
    NOTICE = "notice", _("Good to know")
    ADD = "add", _("Would be added")
    SAME = "same", _("Here already")


class IntakeQuerySet(models.QuerySet["Intake"]):
    """Sets of files; what is large in them is left out until it is asked for."""

    def light(self) -> "IntakeQuerySet":
        """Without the file itself and the lines of its dry run."""
        return self.defer("content", "lines")

    def waiting(self, now: dt.datetime) -> "IntakeQuerySet":
        """Those for a worker: confirmed, or left behind by a worker that died."""
        left = Q(status=IntakeStatus.RUNNING, claimed_until__lt=now)
        return self.filter(Q(status=IntakeStatus.CONFIRMED) | left)

    def abandoned(self, before: dt.datetime) -> "IntakeQuerySet":
        """Those that came before then, and that nobody ever confirmed."""
        return self.filter(confirmed_at__isnull=True, uploaded_at__lt=before)


class Intake(models.Model):
    """One file that was handed in, what it would do, and what it did.

    The file is kept in the database like evidence (docs/decisions/0008), and never changes.
    """

    kind = models.CharField(max_length=20, choices=IntakeKind)
    status = models.CharField(max_length=10, choices=IntakeStatus, default=IntakeStatus.UPLOADED)
    name = models.CharField("name of the file", max_length=150)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    # By sheet, which heading of the file stands for which column.
    mapping = models.JSONField(default=dict, blank=True)
    # The dry run: outcome, place and words of each row; how many there are of each outcome.
    lines = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    counts = models.JSONField(default=dict, blank=True)

    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    leaves_out_unreadable = models.BooleanField(default=False)
    published_on = models.DateField("plans published on", null=True, blank=True)

    # Of the worker that has it: a lease, by the machines' clock, and how far it is.
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    ended_at = models.DateTimeField(null=True, blank=True)
    # Sentences: what was added, what was kept; or why nothing was.
    added = models.TextField(blank=True)
    kept = models.JSONField(default=list, blank=True)
    failure = models.TextField(blank=True)
    plan_slugs = models.JSONField(default=list, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        """Newest first."""

        ordering = ("-uploaded_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="intake_is_at_most_ten_megabytes", condition=Q(size__lte=MOST_BYTES)
            ),
            models.CheckConstraint(
                name="intake_is_confirmed_by_somebody",
                condition=~Q(status__in=CONFIRMED)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="running_intake_has_a_claim",
                condition=Q(status=IntakeStatus.RUNNING, claimed_until__isnull=False)
                | (~Q(status=IntakeStatus.RUNNING) & Q(claimed_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="ended_intake_says_when",
                condition=Q(status__in=ENDED, ended_at__isnull=False)
                | (~Q(status__in=ENDED) & Q(ended_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="intake_does_no_more_than_all", condition=Q(done__lte=F("total"))
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page, which shows what comes next."""
        return reverse("opendata:intake_detail", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        """Whether it waits for a worker, or one has it."""
        return self.status in UNDER_WAY

    @property
    def percent(self) -> int:
        """How far it is, from 0 to 100; never 100 before all is done."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def errors(self) -> int:
        """How many rows have to be mended."""
        return int(self.counts.get(LineOutcome.ERROR, 0))

    @property
    def changes_nothing(self) -> bool:
        """Whether all that the file says is here already."""
        return not self.errors and not self.counts.get(LineOutcome.ADD)

    @property
    def may_leave_out_rows(self) -> bool:
        """Whether rows that cannot be read may be left out: each stands for itself."""
        return self.kind == IntakeKind.OGP_DATABASE and len(self.counts) > 1

    @property
    def can_be_confirmed(self) -> bool:
        """Whether there is something that may be imported."""
        return bool(self.counts) and (not self.errors or self.may_leave_out_rows)

    def may_take(self, step: IntakeStep) -> bool:
        """Whether the step may be taken from where it is."""
        return self.status in step.since
