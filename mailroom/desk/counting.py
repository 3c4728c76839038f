"""How many letters stand where."""

from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone

from mailroom.desk.filters import STATUSES, UNCERTAIN
from mailroom.kinds import in_words
from mailroom.models import OutboxMessage, OutboxMessageQuerySet

Status = OutboxMessage.Status


class KindCount(NamedTuple):
    """One kind of letter, and how many of it have not gone out."""

    kind: str
    waiting: int
    held: int
    in_all: int

    @property
    def in_words(self) -> str:
        """What letters of the kind are called."""
        return in_words(self.kind)


def counts(messages: OutboxMessageQuerySet) -> list[tuple[str, str, int]]:
    """Each status that occurs, in the order of a message's life: code, label, how many."""
    number_of = dict(messages.order_by().values_list("status").annotate(Count("pk")))
    number_of[UNCERTAIN] = messages.uncertain(timezone.now()).count()
    return [(code, label, number_of[code]) for code, label in STATUSES if number_of.get(code)]


def kind_counts() -> list[KindCount]:
    """Every kind there is, by name."""
    rows = OutboxMessage.objects.order_by("kind").values_list("kind")
    counted = rows.annotate(
        waiting=Count("pk", filter=Q(status=Status.PLANNED)),
        held=Count("pk", filter=Q(status=Status.HELD)),
        in_all=Count("pk"),
    )
    return [KindCount(*row) for row in counted]


def kind_count(kind: str) -> KindCount | None:
    """The same of one kind; None where no letter of it was ever planned."""
    return next((row for row in kind_counts() if row.kind == kind), None)
