"""Says row by row, in plain words, what an import would do. Nothing is written."""

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext, gettext_lazy as _

from commitments.models import Commitment
from opendata.models import OgpRecord
from opendata.ogp_database.facts import (
    OgpFile,
    PlanKey,
    Problem,
    RowFacts,
    UnreadableRowError,
)
from opendata.ogp_database.interpreting import interpret
from opendata.ogp_database.matching import Here, differences


class Outcome(enum.Enum):
    """What becomes of a row."""

    ADD = "add"
    SAME = "same"
    DIFFERS = "differs"
    UNREADABLE = "unreadable"


LABELS = {
    Outcome.ADD: _("Would be added"),
    Outcome.SAME: _("Here already, nothing changes"),
    Outcome.DIFFERS: _("Here already, differs and is kept as it is here"),
    Outcome.UNREADABLE: _("Cannot be read"),
}


@dataclass(frozen=True)
class PlannedRow:
    """One line of the dry run: what would become of a row, in a sentence.

    `part` names the milestone that the row is about, if any. `commitment` is the one that is here.
    A `record` that says something else than the row would be renewed.
    """

    line: int
    outcome: Outcome
    words: str
    facts: RowFacts | None = None
    part: str = ""
    number: str = ""
    commitment: Commitment | None = None
    record: OgpRecord | None = None
    differing: Sequence[str] = ()

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class ImportPlan:
    """The whole dry run."""

    file: OgpFile
    rows: Sequence[PlannedRow]
    problems: Sequence[Problem]

    def counted(self, outcome: Outcome) -> int:
        """How many rows have this outcome."""
        return sum(row.outcome is outcome for row in self.rows)

    @property
    def is_refused(self) -> bool:
        """Whether a row cannot be read, so that nothing is loaded unless a person says so."""
        return bool(self.problems)


@dataclass
class _Planning:
    """What was decided of earlier rows of the same file."""

    here: Here
    ids: dict[str, int] = field(default_factory=dict)
    plan_ids: dict[PlanKey, tuple[str, int]] = field(default_factory=dict)
    numbers: dict[tuple[PlanKey, str], list[RowFacts]] = field(default_factory=dict)
    parts: set[tuple[PlanKey, str, str]] = field(default_factory=set)


def plan_import(file: OgpFile) -> ImportPlan:
    """A line for each row of the file, in its order, against what is here now."""
    facts, problems = _interpret_all(file)
    planning = _Planning(Here.of(file, facts))
    rows = [_unreadable_row(problem) for problem in problems]
    refused = []
    for one in facts:
        try:
            rows.append(_plan_row(planning, one))
        except UnreadableRowError as error:
            refused.append(Problem(one.row.line, error.column, error.words))
    rows += map(_unreadable_row, refused)
    problems = sorted([*problems, *refused], key=lambda problem: problem.line)
    return ImportPlan(file, sorted(rows, key=lambda row: row.line), problems)


def _interpret_all(file: OgpFile) -> tuple[list[RowFacts], list[Problem]]:
    facts, problems = [], list(file.problems)
    for row in file.rows:
        try:
            facts.append(interpret(file, row))
        except UnreadableRowError as error:
            problems.append(Problem(row.line, error.column, error.words))
    return facts, problems


def _plan_row(planning: _Planning, facts: RowFacts) -> PlannedRow:
    _refuse_two_plans_of_one_number(planning, facts)
    number, is_new = _own_number(planning, facts)
    part = _own_part(planning, facts, number)
    if is_new:
        _refuse_id_twice(planning, facts)
    commitment, record = planning.here.find(facts, number, part)
    if commitment is None and planning.here.is_carried_out_here(facts.key):
        words = gettext(
            "the plan is carried out here and does not hold this commitment. Add it on the page "
            "of the plan first, then import again."
        )
        raise UnreadableRowError("", words)
    if commitment is None:
        outcome, differing = Outcome.ADD, []
    else:
        differing = differences(commitment, facts) if is_new else []
        outcome = Outcome.DIFFERS if differing else Outcome.SAME
    words = _sentence(facts, number, part, outcome, differing)
    return PlannedRow(
        facts.row.line, outcome, words, facts, part, number, commitment, record, differing
    )


def _own_number(planning: _Planning, facts: RowFacts) -> tuple[str, bool]:
    """The number in the plan, once each; and whether no earlier row was about this commitment.

    The second "2.1" of a plan is "2.1 (2)". Rows of milestones repeat their commitment.
    """
    same = planning.numbers.setdefault((facts.key, facts.number), [])
    for place, earlier in enumerate(same):
        if facts.milestone and earlier.milestone and earlier.title == facts.title:
            return _numbered(facts.number, place), False
    same.append(facts)
    return _numbered(facts.number, len(same) - 1), True


def _numbered(number: str, place: int) -> str:
    return f"{number} ({place + 1})" if place else number


def _own_part(planning: _Planning, facts: RowFacts, number: str) -> str:
    if facts.milestone is None:
        return ""
    place = 0
    while (facts.key, number, part := _numbered(facts.milestone.number, place)) in planning.parts:
        place += 1
    planning.parts.add((facts.key, number, part))
    return part


def _refuse_id_twice(planning: _Planning, facts: RowFacts) -> None:
    if not facts.ogp_id:
        return
    first = planning.ids.setdefault(facts.ogp_id, facts.row.line)
    if first != facts.row.line:
        words = gettext("its id, %(id)s, is already used on line %(line)s.")
        raise UnreadableRowError("", words % {"id": facts.ogp_id, "line": first})


def _refuse_two_plans_of_one_number(planning: _Planning, facts: RowFacts) -> None:
    name = str(facts.plan_fields["ogp_id"])
    first, line = planning.plan_ids.setdefault(facts.key, (name, facts.row.line))
    if name and first and name != first:
        words = gettext(
            "its plan, %(id)s, has the same country and number as the plan %(other)s on line "
            "%(line)s."
        )
        raise UnreadableRowError("", words % {"id": name, "other": first, "line": line})


def _unreadable_row(problem: Problem) -> PlannedRow:
    return PlannedRow(problem.line, Outcome.UNREADABLE, str(problem))


def _sentence(
    facts: RowFacts, number: str, part: str, outcome: Outcome, differing: Iterable[str]
) -> str:
    where = {
        "line": facts.row.line,
        "country": facts.plan_fields["country"],
        "plan": facts.key.number,
        "number": number,
        "milestone": part,
        "title": facts.title,
        "columns": ", ".join(differing),
    }
    if part:
        what = gettext(
            "Line %(line)s: %(country)s, plan %(plan)s, commitment %(number)s “%(title)s”, "
            "milestone %(milestone)s"
        )
    else:
        what = gettext(
            "Line %(line)s: %(country)s, plan %(plan)s, commitment %(number)s “%(title)s”"
        )
    becomes = {
        Outcome.ADD: gettext("would be added"),
        Outcome.SAME: gettext("is here already, nothing changes"),
        Outcome.DIFFERS: gettext("differs in %(columns)s: kept as it is here"),
    }[outcome]
    return f"{what % where}: {becomes % where}"
