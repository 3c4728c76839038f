"""The list for a meeting: one line a commitment, the most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass

from progress.oversight.matters import Matter

# So many fit into a line.
MOST = 3


@dataclass(frozen=True)
class Line:
    """One commitment, or one plan as a whole, with all that waits in it."""

    heading: str
    matters: Sequence[Matter]

    @property
    def who(self) -> list[str]:
        """Everybody whose move it is, each once."""
        return list(dict.fromkeys(name for matter in self.matters for name in matter.who))

    @property
    def in_short(self) -> list[str]:
        """Its most urgent matters in a few words each, and how many more there are."""
        more = len(self.matters) - MOST
        words = [matter.in_short for matter in self.matters[:MOST]]
        return [*words, f"and {more} more"] if more > 0 else words

    @property
    def light(self) -> tuple[str, str]:
        """Its traffic light: a word, and the tone of it."""
        if any(matter.is_late for matter in self.matters):
            return ("Late", "late")
        if any(matter.is_pressing for matter in self.matters):
            return ("Look at it", "waiting")
        return ("Keep in mind", "quiet")


def lines_of(matters: Sequence[Matter]) -> list[Line]:
    """One line for each commitment that occurs, in the order of its most urgent matter."""
    found: dict[tuple[int, int | None], list[Matter]] = {}
    for matter in matters:
        # Two plans may have a commitment of the same number and title.
        about = (matter.plan.pk, matter.commitment.pk if matter.commitment else None)
        found.setdefault(about, []).append(matter)
    return [Line(rows[0].heading, rows) for rows in found.values()]
