"""Facts about the two keys: signatures, and the publications they make."""

import datetime as dt

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from commitments.models import Lead
from network.models import Person, Role
from network.workflow import Side
from progress.models.updates import ProgressUpdate, UpdateVersion


class SignatureQuerySet(models.QuerySet["Signature"]):
    """Sets of signatures."""

    def standing(self, day: dt.date) -> "SignatureQuerySet":
        """Signatures that count on `day`: not withdrawn, and no lead changed since.

        Each was given under an appointment that still holds; whoever leads for either side came
        before it. Any change of leads voids signatures, because those who now answer for the text
        have not agreed on it. That includes a lead who went because their role ended.
        """
        current = Lead.objects.current(day)
        changed_since = Lead.objects.filter(
            Q(appointed_at__gt=OuterRef("signed_at")) | Q(ended_at__gt=OuterRef("signed_at")),
            commitment=OuterRef("lead__commitment"),
        )
        role_ended_since = Role.history.filter(
            person=OuterRef("person"),
            ends_on__isnull=False,
            history_date__gt=OuterRef(OuterRef("signed_at")),
        )
        gone_since = Lead.objects.filter(
            Exists(role_ended_since), commitment=OuterRef("lead__commitment"), ends_on=None
        )
        return self.filter(
            ~Exists(changed_since), ~Exists(gone_since), withdrawn_at=None, lead__in=current
        )


class Signature(models.Model):
    """One side's key on one version, plain or with a reservation printed beside the text."""

    version = models.ForeignKey(UpdateVersion, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=20, choices=Side)
    person = models.ForeignKey(Person, models.PROTECT, related_name="signatures")
    # The appointment it was given under.
    lead = models.ForeignKey(Lead, models.PROTECT, related_name="signatures")
    content_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    reservation = models.TextField(blank=True)
    # Taken back by the person who gave it, before publication.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        """In order of signing; a trigger sees to it that nobody signs for both sides."""

        ordering = ("signed_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="withdrawn_after_it_was_given",
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("signed_at")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} for {self.get_side_display()} on {self.version}"


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Sets of publications."""

    def with_keys(self) -> "PublicationQuerySet":
        """With the version and the people who signed it, in the same query."""
        people = ("government_signature__person", "civil_society_signature__person")
        return self.select_related("version", *people)


class Publication(models.Model):
    """That a version was published, when, and on what ground. Insert only."""

    class Ground(models.TextChoices):
        """Why it may be public."""

        BOTH_SIGNED = "both_signed", _("Signed by both sides")
        ONE_SIDE = "one_side", _("Published by one side alone")

    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="publications")
    version = models.OneToOneField(UpdateVersion, models.PROTECT, related_name="publication")
    ground = models.CharField(max_length=20, choices=Ground, default=Ground.BOTH_SIGNED)
    # The keys that counted; others on the version had lost their force.
    government_signature = models.OneToOneField(
        Signature, models.PROTECT, null=True, related_name="+"
    )
    civil_society_signature = models.OneToOneField(
        Signature, models.PROTECT, null=True, related_name="+"
    )
    # For a text published by one side: the day since when the other had been silent, and the
    # number of days it then had.
    silent_since = models.DateField(null=True, blank=True)
    silence_days = models.PositiveSmallIntegerField(null=True, blank=True)
    published_at = models.DateTimeField()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        """In order of time."""

        ordering = ("published_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="ground_says_whose_keys_it_took",
                condition=Q(
                    ground="both_signed",
                    government_signature__isnull=False,
                    civil_society_signature__isnull=False,
                    silent_since__isnull=True,
                    silence_days__isnull=True,
                )
                | Q(
                    Q(government_signature__isnull=True, civil_society_signature__isnull=False)
                    | Q(government_signature__isnull=False, civil_society_signature__isnull=True),
                    ground="one_side",
                    silent_since__isnull=False,
                    silence_days__isnull=False,
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.version}, published"

    @property
    def keys(self) -> list[Signature]:
        """The signatures that made it public: two, or one where the other side was silent."""
        keys = (self.government_signature, self.civil_society_signature)
        return [key for key in keys if key is not None]

    def shown_keys(self) -> list[Signature]:
        """The signatures that readers see with the text: its keys, and those added later."""
        late = self.version.signatures.filter(signed_at__gt=self.published_at)
        # Whoever signs late once more, after the leads changed, is named once.
        once = {key.person_id: key for key in reversed(late.select_related("person"))}
        return [*self.keys, *sorted(once.values(), key=lambda key: key.signed_at)]

    @property
    def silent_side(self) -> Side | None:
        """The side that had not signed when it was published; None when both had."""
        if self.government_signature_id is None:
            return Side.GOVERNMENT
        return Side.CIVIL_SOCIETY if self.civil_society_signature_id is None else None
