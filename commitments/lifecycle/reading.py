"""What the pages show of wordings: each beside the one before it, and where two differ."""

from dataclasses import dataclass

from django.utils.text import capfirst

from commitments.models import WORDED, Commitment, Wording


@dataclass(frozen=True)
class WordingReading:
    """One wording, and the numbers of those that a reader would compare it with."""

    wording: Wording
    before: int | None
    first: int | None


@dataclass(frozen=True)
class WordedPart:
    """One part of two wordings."""

    label: str
    before: str
    after: str

    @property
    def is_same(self) -> bool:
        """Whether no word differs."""
        return self.before == self.after


def wordings_of(commitment: Commitment) -> list[WordingReading]:
    """Every wording of a commitment, latest first, in one query."""
    rows = list(commitment.wordings.select_related("recorded_by").order_by("number"))
    readings = []
    for place, row in enumerate(rows):
        row.commitment = commitment
        before = rows[place - 1].number if place else None
        first = rows[0].number if place > 1 else None
        readings.append(WordingReading(row, before, first))
    return readings[::-1]


def parts_of(before: Wording, after: Wording) -> list[WordedPart]:
    """The parts of two wordings beside each other, without what neither has."""
    parts = [
        WordedPart(
            capfirst(str(Wording._meta.get_field(name).verbose_name)),  # type: ignore[union-attr]
            before.text[name],
            after.text[name],
        )
        for name in WORDED
    ]
    return [part for part in parts if part.before or part.after]
