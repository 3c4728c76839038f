"""What an import did, in sentences: what it added, what was here, what it left alone."""

from collections import Counter
from dataclasses import dataclass, field

PLURALS = {
    "report on a milestone": "reports on milestones",
    "organisation taking part": "organisations taking part",
    "line of ancestry": "lines of ancestry",
}


@dataclass
class ImportReport:
    """What was added, by the word for it, and a line for each difference that was kept.

    `names` has what was added, too: its word, and how the file names it.
    """

    added: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)
    names: set[tuple[str, str]] = field(default_factory=set)

    def add(self, word: str, name: str) -> None:
        """Note that the file's `name`, of the kind that `word` says, was added."""
        self.added[word] += 1
        self.names.add((word, name))

    def keep(self, what: str, mine: object, theirs: object) -> None:
        """Note that `what` differs from the file and stays as it is."""
        self.kept.append(
            f"Kept: {what} differs from the file: here {_quoted(mine)}, "
            f"in the file {_quoted(theirs)}."
        )

    def leave_out(self, what: str, why: str) -> None:
        """Note that `what` could not be added yet."""
        self.kept.append(f"Left out: {what}: {why}.")

    def keep_away(self, what: str) -> None:
        """Note that `what` was removed here and is not brought back."""
        self.kept.append(f"Kept: {what} was removed here and stays away; the file has it.")

    def added_words(self) -> str:
        """What was added: "5 themes, 47 organisations and 21 commitments"."""
        return listed([counted(number, word) for word, number in self.added.items() if number])


def counted(number: int, word: str) -> str:
    """A number with its word: "1 theme", "5 themes"."""
    return f"{number} {word if number == 1 else PLURALS.get(word, word + 's')}"


def listed(words: list[str]) -> str:
    """Words joined as in a sentence."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _quoted(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    if value is None or not text:
        return "nothing"
    return f"“{text}”" if len(text) <= 80 else f"“{text[:79]}…”"
