"""Facts about an address that nothing reaches."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q


class UndeliverableAddressQuerySet(models.QuerySet["UndeliverableAddress"]):
    """Sets of addresses."""

    def standing(self) -> "UndeliverableAddressQuerySet":
        """Those that get nothing now."""
        return self.filter(forgotten_at=None)

    def among(self, addresses: Iterable[str]) -> "UndeliverableAddressQuerySet":
        """Those of `addresses`, however they are written."""
        return self.filter(address__in={address.lower() for address in addresses})


class UndeliverableAddress(models.Model):
    """An address that the mail service refused for good; it gets nothing until that is forgotten.

    The row stays when it is forgotten, with who did it and why; a later refusal makes a new one.
    """

    # In small letters.
    address = models.EmailField()
    # What the mail service said.
    reason = models.TextField()
    since = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True, blank=True)
    forgotten_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    forgotten_reason = models.TextField(blank=True)

    objects = UndeliverableAddressQuerySet.as_manager()

    class Meta:
        """Newest first."""

        ordering = ("-since", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("address",),
                condition=Q(forgotten_at=None),
                name="one_refusal_stands_an_address",
            ),
            models.CheckConstraint(
                name="address_is_in_small_letters",
                condition=Q(address=models.functions.Lower("address")),
            ),
            models.CheckConstraint(
                name="refusal_says_why",
                condition=~Q(reason=""),
            ),
            models.CheckConstraint(
                name="forgotten_says_who_and_why",
                condition=Q(forgotten_at=None, forgotten_by=None, forgotten_reason="")
                | (
                    Q(forgotten_at__isnull=False, forgotten_by__isnull=False)
                    & ~Q(forgotten_reason="")
                ),
            ),
        )

    def __str__(self) -> str:
        return self.address
