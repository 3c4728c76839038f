"""News for feeds: what followers are told by e-mail, chosen by topic."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from commitments.models import Commitment
from mailroom.models import Announcement
from network.workflow import Side
from opendata.feeds.atom import LATEST, TRACKER, News
from progress.models import BlockerStep, Publication, Signature

BOTH = "Government and civil society"


def told(rows: QuerySet[Announcement] | None = None) -> list[News]:
    """The latest of these announcements, or of all; five queries."""
    found = Announcement.objects.all() if rows is None else rows
    latest = list(found.order_by("-announced_at", "-pk")[:LATEST])
    speakers = _speakers(latest)
    return [
        News(
            parts=("news", row.key),
            title=row.headline,
            path=row.path,
            text=row.summary,
            when=row.announced_at,
            by=speakers.get(row.key, TRACKER),
            kind=row.get_kind_display(),
        )
        for row in latest
    ]


def about(topics: Iterable[str]) -> QuerySet[Announcement]:
    """What was announced to followers of any of `topics`."""
    return Announcement.objects.filter(topics__overlap=list(topics))


def about_commitments(rows: QuerySet[Commitment]) -> QuerySet[Announcement]:
    """What was announced about these commitments."""
    slugs = rows.order_by().values_list("slug", flat=True)
    return about(f"commitment:{slug}" for slug in slugs)


def _speakers(rows: Iterable[Announcement]) -> dict[str, str]:
    """By key, who said it: one side, both, or somebody in a role."""
    numbers: dict[str, dict[int, list[str]]] = {name: {} for name in SPEAKERS}
    for row in rows:
        name, _, rest = row.key.partition(":")
        number = rest.partition(":")[0]
        if name in SPEAKERS and number.isdecimal():
            numbers[name].setdefault(int(number), []).append(row.key)
    return {
        key: words
        for name, keys in numbers.items()
        for number, words in SPEAKERS[name](list(keys)).items()
        for key in keys[number]
    }


def _of_publications(numbers: list[int]) -> dict[int, str]:
    return {
        row.pk: str(row.silent_side.other.label if row.silent_side else BOTH)
        for row in Publication.objects.filter(pk__in=numbers)
    }


def _of_signatures(numbers: list[int]) -> dict[int, str]:
    rows = Signature.objects.filter(pk__in=numbers).values_list("pk", "side")
    return {pk: str(Side(side).label) for pk, side in rows}


def _of_steps(numbers: list[int]) -> dict[int, str]:
    return {row.pk: row.get_party_display() for row in BlockerStep.objects.filter(pk__in=numbers)}


# What the first word of a key names, and who speaks in it.
SPEAKERS: dict[str, Any] = {
    "publication": _of_publications,
    "reservation": _of_signatures,
    "blocker": _of_steps,
}
