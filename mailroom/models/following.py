"""Facts about followers: who asked to hear of what, how often, and how often things were asked."""

import datetime as dt
import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# A request that its owner does not confirm within this time is worth nothing.
CONFIRM_WITHIN = dt.timedelta(days=3)


class Frequency(models.TextChoices):
    """How often a follower hears of news."""

    AT_ONCE = "at_once", _("As it happens")
    WEEKLY = "weekly", _("Every Monday")
    MONTHLY = "monthly", _("On the first of every month")


def new_token() -> str:
    """A secret that nobody guesses: 256 bits, in letters that an address may hold."""
    return secrets.token_urlsafe(32)


class FollowerManager(models.Manager["Follower"]):
    """All followers."""

    def held(self, pk: int) -> "Follower | None":
        """A follower whom nobody changes until this transaction ends; None who is there no more.

        Any number of writers may hold one at once, so they never wait for each other.
        """
        query = "SELECT * FROM mailroom_follower WHERE id = %s FOR SHARE"
        return next(iter(self.raw(query, [pk])), None)


class Follower(models.Model):
    """Somebody who hears of news by e-mail without an account: an address, and nothing else."""

    # As it was typed: letters go there.
    email = models.EmailField()
    # What tells two addresses apart: small letters, the domain in ASCII.
    address = models.CharField(max_length=320, unique=True)
    # Whoever has it reads this mailbox. It stands in each letter; see docs/decisions/0015.
    token = models.CharField(max_length=64, unique=True, default=new_token)
    known_since = models.DateTimeField()

    objects = FollowerManager()

    class Meta:
        """Oldest first."""

        ordering = ("pk",)

    def __str__(self) -> str:
        return self.email

    def get_absolute_url(self) -> str:
        """The page on which they see and change what they follow."""
        return reverse("mailroom:follower_detail", args=[self.token])


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Sets of subscriptions."""

    def confirmed(self) -> "SubscriptionQuerySet":
        """Those whose owner said yes: only they are written to."""
        return self.filter(confirmed_at__isnull=False)

    def waiting(self, now: dt.datetime) -> "SubscriptionQuerySet":
        """Those that were asked for and can still be confirmed."""
        return self.filter(confirmed_at__isnull=True, asked_at__gt=now - CONFIRM_WITHIN)

    def asked_before(self, moment: dt.datetime) -> "SubscriptionQuerySet":
        """Those that nobody confirmed since before `moment`."""
        return self.filter(confirmed_at__isnull=True, asked_at__lt=moment)


class Subscription(models.Model):
    """That a follower hears of one topic. Leaving deletes it."""

    follower = models.ForeignKey(Follower, models.CASCADE, related_name="subscriptions")
    topic = models.CharField(max_length=200)
    # What it is called to its follower, and the page it is about.
    label = models.CharField(max_length=400)
    path = models.CharField(max_length=300)
    frequency = models.CharField(max_length=10, choices=Frequency, default=Frequency.WEEKLY)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # They hear of what is announced from this moment on: confirmed, or the frequency changed.
    hears_from = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        """In the order they were asked for; planning finds followers of a topic by index."""

        ordering = ("asked_at", "pk")
        indexes = (
            models.Index(
                name="subscription_of_topic",
                fields=("topic", "frequency"),
                include=("follower", "hears_from"),
                condition=Q(confirmed_at__isnull=False),
            ),
            models.Index(
                name="subscription_unconfirmed",
                fields=("asked_at",),
                condition=Q(confirmed_at__isnull=True),
            ),
        )
        constraints = (
            models.UniqueConstraint(name="topic_is_followed_once", fields=("follower", "topic")),
            models.CheckConstraint(
                name="confirmed_says_since_when",
                condition=Q(confirmed_at__isnull=True, hears_from__isnull=True)
                | Q(confirmed_at__isnull=False, hears_from__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def is_confirmed(self) -> bool:
        """Whether its owner said yes."""
        return self.confirmed_at is not None

    @property
    def how_often(self) -> str:
        """The frequency within a sentence: "every Monday"."""
        label = self.get_frequency_display()
        return label[:1].lower() + label[1:]


class DigestRound(models.Model):
    """One Monday's, or one month's, letters: planned once, for what happened since the last."""

    frequency = models.CharField(max_length=10, choices=Frequency)
    since = models.DateTimeField()
    # The moment at which it is due; later news are for the next round.
    until = models.DateTimeField()
    planned_at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ("-until",)
        constraints = (
            models.UniqueConstraint(name="round_is_planned_once", fields=("frequency", "until")),
            models.CheckConstraint(
                name="round_ends_after_it_begins", condition=Q(until__gt=models.F("since"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_frequency_display()}: {self.until:%Y-%m-%d}"


class RequestCount(models.Model):
    """How often something was asked within one hour, by a key that names nobody."""

    key = models.CharField(max_length=64)
    hour = models.DateTimeField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        """One row a key and hour."""

        constraints = (
            models.UniqueConstraint(name="hour_is_counted_once", fields=("key", "hour")),
        )

    def __str__(self) -> str:
        return f"{self.number} in the hour from {self.hour}"
