"""Facts about organisations, people who sign in, their roles and their invitations."""

import datetime as dt
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from network.workflow import KINDS_OF_SIDE, RULE_OF, RoleKind, Side
from ogp_tracker import clock, history


class Organisation(models.Model):
    """A department, a charity, a company: anybody that takes part under its own name."""

    class Kind(models.TextChoices):
        """The kinds the domain knows; what a source printed is kept beside it."""

        GOVERNMENT_DEPARTMENT = "government_department", _("Government department")
        PUBLIC_BODY = "public_body", _("Public body")
        DEVOLVED_GOVERNMENT = "devolved_government", _("Devolved government")
        CIVIL_SOCIETY = "civil_society", _("Civil society")
        PRIVATE_SECTOR = "private_sector", _("Private sector")
        SMALL_BUSINESS = "small_business", _("Small business")
        ACADEMIA = "academia", _("Academia")
        OTHER = "other", _("Other")

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200, unique=True)
    abbreviation = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=30, choices=Kind)
    printed_kind = models.CharField("kind as printed", max_length=80, blank=True)
    history = HistoricalRecords()

    class Meta:
        """By name."""

        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The organisation's public page."""
        return reverse("commitments:organisation_detail", args=[self.slug])

    @property
    def short_name(self) -> str:
        """The abbreviation where there is one."""
        return self.abbreviation or self.name


class PersonManager(BaseUserManager["Person"]):
    """Makes people who sign in by e-mail address."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find a person by address, in any mixture of capital and small letters."""
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, name: str, password: str | None = None) -> "Person":
        """Make a person without any role."""
        return self._create(email, name, password)

    def create_superuser(self, email: str, name: str, password: str | None = None) -> "Person":
        """Make a person who may use Django's admin (support only)."""
        return self._create(email, name, password, is_staff=True, is_superuser=True)

    def _create(self, email: str, name: str, password: str | None, **flags: Any) -> "Person":
        person = Person(email=email.strip().lower(), name=name, **flags)
        person.set_password(password)
        history.save(person, by=None, reason="Made on the command line")
        return person


class PersonHistory(HistoricalRecords):
    """Leaves out what is no change to a person: that they signed in once more."""

    def post_save(
        self, instance: models.Model, created: bool, using: str | None = None, **kwargs: Any
    ) -> None:
        """Record the save unless it wrote only columns that the history leaves out."""
        written = kwargs.get("update_fields")
        if created or written is None or set(written) - set(self.excluded_fields):
            super().post_save(instance, created, using, **kwargs)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in. What they may do comes from roles and leads, never from flags."""

    email = models.EmailField("email address", unique=True)
    name = models.CharField("full name", max_length=150)
    # False until the invitation is accepted, and again once somebody has left for good.
    is_active = models.BooleanField("may sign in", default=True)
    is_staff = models.BooleanField("may use the admin", default=False)
    joined_at = models.DateTimeField(default=clock.now)
    history = PersonHistory(excluded_fields=["password", "last_login"])

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        """By name; an address belongs to one person whatever its letters' case."""

        ordering = ("name", "pk")
        verbose_name_plural = "people"
        constraints = (
            models.CheckConstraint(
                name="email_is_in_small_letters",
                condition=Q(email=Lower("email")),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, as Django's admin asks for it."""
        return self.name

    @cached_property
    def current_roles(self) -> list["Role"]:
        """The roles held today; read once for each request."""
        return list(self.roles.current(clock.today()).select_related("organisation"))

    def has_role(self, *kinds: RoleKind) -> bool:
        """Whether the person holds one of these roles today."""
        return any(role.kind in kinds for role in self.current_roles)

    @property
    def open_invitation(self) -> "Invitation | None":
        """The invitation this person has not accepted yet, if any."""
        invitation: Invitation | None = getattr(self, "invitation", None)
        return invitation if invitation and invitation.accepted_at is None else None

    @property
    def is_secretariat(self) -> bool:
        """Whether the person belongs to the secretariat today."""
        return self.has_role(RoleKind.SECRETARIAT)


class RoleQuerySet(models.QuerySet["Role"]):
    """Sets of roles."""

    def current(self, day: dt.date) -> "RoleQuerySet":
        """Roles held on `day`. The end day itself no longer counts: rights end at once."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)

    def of_side(self, side: Side) -> "RoleQuerySet":
        """Roles on one side."""
        return self.filter(kind__in=KINDS_OF_SIDE[side])


class Role(models.Model):
    """What a person is, for which organisation, from when until when."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    kind = models.CharField("role", max_length=30, choices=RoleKind)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="roles")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = RoleQuerySet.as_manager()

    class Meta:
        """Oldest first; nobody holds the same role twice at once."""

        ordering = ("starts_on", "pk")
        constraints = (
            models.CheckConstraint(
                name="role_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                name="role_is_held_once",
                fields=("person", "kind", "organisation"),
                condition=Q(ends_on__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.organisation}"

    @property
    def side(self) -> Side | None:
        """The side this role is on; None for an administrator."""
        return RULE_OF[RoleKind(self.kind)].side

    @property
    def is_current(self) -> bool:
        """Whether the role is held today."""
        today = clock.today()
        return self.starts_on <= today and (self.ends_on is None or self.ends_on > today)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Sets of invitations."""

    def open(self) -> "InvitationQuerySet":
        """Invitations that were not answered yet, expired or not."""
        return self.filter(accepted_at__isnull=True)


class Invitation(models.Model):
    """A letter that lets one person in. Sending it again gives it a new link and a new end."""

    class State(models.TextChoices):
        """What the link in the letter is good for."""

        OPEN = "open", _("Not accepted yet")
        EXPIRED = "expired", _("Expired")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        ACCEPTED = "accepted", _("Already accepted")

    person = models.OneToOneField(Person, models.PROTECT, related_name="invitation")
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="invitations_sent")
    # SHA-256 of the link's secret: who reads the database still cannot accept for somebody.
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    times_sent = models.PositiveSmallIntegerField(default=1)
    accepted_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords(excluded_fields=["token_hash"])

    objects = InvitationQuerySet.as_manager()

    class Meta:
        """Latest first."""

        ordering = ("-sent_at",)

    def __str__(self) -> str:
        return f"Invitation to {self.person}"

    @property
    def is_expired(self) -> bool:
        """Whether the link no longer works because its time ran out."""
        return self.accepted_at is None and self.expires_at <= clock.now()

    @property
    def state(self) -> "Invitation.State":
        """What the link is good for. Ending every role in it withdraws the invitation."""
        if self.accepted_at is not None:
            return self.State.ACCEPTED
        if self.is_expired:
            return self.State.EXPIRED
        return self.State.OPEN if self.person.current_roles else self.State.WITHDRAWN
