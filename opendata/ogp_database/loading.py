"""Does what the dry run said, in one transaction and in few statements."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
import datetime as dt

from network.models import Person
from opendata.ogp_database.facts import Problem
from opendata.ogp_database.planning import ImportPlan, PlannedRow

Progress = Callable[[int, int], None]


class ImportRefusedError(Exception):
    """Rows cannot be read and nobody said to leave them out: nothing was loaded."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = list(problems)


@dataclass(frozen=True)
class LoadReport:
    """What was done: numbers of rows by what became of them, and each that was left out."""

    rows: int
    added: int
    same: int
    renewed: int
    differing: Sequence[PlannedRow]
    problems: Sequence[Problem]
    plans_added: int = 0
    themes_added: int = 0
    organisations_added: int = 0
    milestones_added: int = 0


def load(
    plan: ImportPlan,
    *,
    by: Person | None,
    reason: str = "",
    published_on: dt.date | None = None,
    skip_unreadable: bool = False,
    progress: Progress = lambda done, total: None,
) -> LoadReport:
    """Load what `plan` found to be new, all of it or nothing.

    What is here is asked for anew, so that nothing comes twice however old the dry run is. New
    plans are kept for reference, and come before readers only with a day `published_on`.
    `progress` is told how many rows of how many are done.

    Raises ImportRefusedError when a row cannot be read, unless `skip_unreadable`.
    """
    raise NotImplementedError
