"""Facts about one e-mail on its way out."""

import datetime as dt

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone

from mailroom.kinds import in_words


class OutboxMessageQuerySet(models.QuerySet["OutboxMessage"]):
    """Sets of outbox rows."""

    def waiting(self, now: dt.datetime) -> "OutboxMessageQuerySet":
        """Messages that a worker may take; after a failed attempt they wait for the next try."""
        is_its_turn = Q(next_try_at__isnull=True) | Q(next_try_at__lte=now)
        return self.filter(is_its_turn, status=OutboxMessage.Status.PLANNED)

    def expired(self, now: dt.datetime) -> "OutboxMessageQuerySet":
        """Messages whose worker said nothing for the whole of its lease."""
        status = OutboxMessage.Status
        return self.filter(status__in=(status.CLAIMED, status.HANDING), claimed_until__lt=now)

    def uncertain(self, now: dt.datetime) -> "OutboxMessageQuerySet":
        """Messages that may have arrived, or may have arrived twice: nobody here can tell."""
        lost_in_hand = Q(status=OutboxMessage.Status.HANDING, claimed_until__lt=now)
        return self.filter(Q(maybe_duplicate=True) | lost_in_hand)

    def sent_to(self, address: str) -> "OutboxMessageQuerySet":
        """Everything to this address, and to the person who signs in with it."""
        people = get_user_model().objects.filter(email__iexact=address).values_list("pk", flat=True)
        return self.filter(Q(to_email__iexact=address) | Q(recipient__in=list(people)))


class OutboxMessage(models.Model):
    """One e-mail to one person. The unique key is what makes it go out once."""

    class Status(models.TextChoices):
        """Where the message is. `handing` covers the moment the mail service has it in hand."""

        PLANNED = "planned", "Waiting"
        CLAIMED = "claimed", "Being sent"
        HANDING = "handing", "Handed over"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"
        SKIPPED = "skipped", "No longer needed"
        HELD = "held", "On hold"

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="messages"
    )
    to_name = models.CharField(max_length=200)
    to_email = models.EmailField()
    subject = models.CharField(max_length=200)
    # False while only the kind and what it is about are known: its writer (mailroom.writers) then
    # writes it when it has been claimed, in the next transaction, from what is true at that moment.
    is_written = models.BooleanField(default=True)
    about = models.JSONField(default=dict, blank=True)
    body = models.TextField(blank=True)
    # The page of ours on which this recipient stops letters of this kind; empty where a duty
    # leaves no choice. It is what List-Unsubscribe names, and its POST acts (RFC 8058).
    unsubscribe_path = models.CharField(max_length=200, blank=True)
    # A text with a personal link (an invitation) is not shown on the mailroom's pages.
    is_private = models.BooleanField(default=False)
    # After this business day the text is no longer true: a reminder says "in 7 days".
    useful_until = models.DateField(null=True, blank=True)

    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    planned_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=200, blank=True)
    # The mail service, and its own name for the message, where it gives one.
    service = models.CharField(max_length=20, blank=True)
    service_reference = models.CharField(max_length=200, blank=True)
    # A worker died while the mail service had it in hand, and the service cannot be asked.
    maybe_duplicate = models.BooleanField("may have been sent twice", default=False)
    # The first of the messages of which this is one more copy, sent because somebody decided so.
    resend_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="resends"
    )
    # Why it failed or was skipped, or, while it waits, what went wrong at the last attempt.
    failure = models.TextField(blank=True)

    objects = OutboxMessageQuerySet.as_manager()

    class Meta:
        """Newest first; a worker finds what waits by index."""

        ordering = ("-planned_at", "-pk")
        indexes = (
            # Thousands are planned at one moment: without `id` each batch would sort all of them.
            models.Index(
                fields=("planned_at", "id"), name="outbox_waiting", condition=Q(status="planned")
            ),
            # Not by the status: it would tempt the database to look there for one message that is
            # being sent, among all the rows that once were.
            models.Index(
                fields=("claimed_until",),
                name="outbox_leases",
                condition=Q(claimed_until__isnull=False),
            ),
            models.Index(Upper("to_email"), name="outbox_by_address"),
        )
        constraints = (
            models.CheckConstraint(
                name="sent_has_its_moment",
                condition=Q(status="sent", sent_at__isnull=False)
                | (~Q(status="sent") & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="claimed_has_its_lease",
                condition=Q(status__in=("claimed", "handing"), claimed_until__isnull=False)
                | (~Q(status__in=("claimed", "handing")) & Q(claimed_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="sent_was_written", condition=~Q(status="sent") | Q(is_written=True)
            ),
            models.CheckConstraint(
                name="failed_or_skipped_says_why",
                condition=~Q(status__in=("failed", "skipped")) | ~Q(failure=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} (to {self.to_email})"

    @property
    def kind_in_words(self) -> str:
        """What letters of its kind are called."""
        return in_words(self.kind)

    @property
    def is_waiting(self) -> bool:
        """Whether it is to go out; then it may be put on hold."""
        return self.status == self.Status.PLANNED

    @property
    def is_held(self) -> bool:
        """Whether somebody put it on hold; then it may be released."""
        return self.status == self.Status.HELD

    @property
    def has_ended(self) -> bool:
        """Whether nothing more becomes of it by itself, one way or the other."""
        return self.status in (self.Status.SENT, self.Status.FAILED, self.Status.SKIPPED)

    @property
    def is_uncertain(self) -> bool:
        """Whether nobody can tell if it arrived, or arrived once: see `uncertain`."""
        lease_is_over = self.claimed_until is not None and self.claimed_until < timezone.now()
        return self.maybe_duplicate or (self.status == self.Status.HANDING and lease_is_over)
