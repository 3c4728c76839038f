"""Says row by row, in plain words, what an import would do. Nothing is written."""

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from opendata.models import OgpRecord
from opendata.ogp_database.matching import Here, differences
from opendata.ogp_files.facts import (
    OgpFile,
    PlanKey,
    Problem,
    RowFacts,
    UnreadableRowError,
)
from opendata.ogp_files.interpreting import interpret


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


@dataclass(frozen=True)
class _Seen:
    """A commitment that an earlier row of the file was about."""

    title: str
    number: str
    commitment: Commitment | None


@dataclass
class _Planning:
    """What is here, and what was decided of earlier rows of the same file."""

    here: Here
    ids: dict[str, int] = field(default_factory=dict)
    plan_ids: dict[PlanKey, tuple[str, int]] = field(default_factory=dict)
    seen: dict[tuple[PlanKey, str], list[_Seen]] = field(default_factory=dict)
    numbers: set[tuple[PlanKey, str]] = field(default_factory=set)
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
    seen = _seen_before(planning, facts)
    is_new = seen is None
    if seen is None:
        seen = _see(planning, facts)
    part = _own_part(planning, facts, seen.number)
    if seen.commitment is None:
        outcome, differing, record = Outcome.ADD, [], None
    else:
        differing = differences(seen.commitment, facts) if is_new else []
        outcome = Outcome.DIFFERS if differing else Outcome.SAME
        record = planning.here.record(seen.commitment, part)
    words = _sentence(facts, seen.number, part, outcome, differing)
    return PlannedRow(
        line=facts.row.line,
        outcome=outcome,
        words=words,
        facts=facts,
        part=part,
        number=seen.number,
        commitment=seen.commitment,
        record=record,
        differing=differing,
    )


def _seen_before(planning: _Planning, facts: RowFacts) -> _Seen | None:
    """What an earlier row said, where this one tells of a milestone of the same commitment."""
    if facts.milestone is None:
        return None
    same = planning.seen.get((facts.key, facts.number), ())
    return next((one for one in same if one.title == facts.title), None)


def _see(planning: _Planning, facts: RowFacts) -> _Seen:
    """Find the commitment of a row, or the number under which it would be added.

    Raises UnreadableRowError when its id came before, or its plan is carried out here.
    """
    _refuse_id_twice(planning, facts)
    same = planning.seen.setdefault((facts.key, facts.number), [])
    number = numbered(facts.number, len(same))
    commitment = planning.here.claim(facts, number)
    if commitment is not None:
        number = commitment.number
    elif planning.here.is_carried_out_here(facts.key):
        words = gettext(
            "the plan is carried out here and does not hold this commitment. Add it on the page "
            "of the plan first, then import again."
        )
        raise UnreadableRowError("", words)
    else:
        number = _free_number(planning, facts, len(same))
    planning.numbers.add((facts.key, number))
    same.append(_Seen(facts.title, number, commitment))
    return same[-1]


def _free_number(planning: _Planning, facts: RowFacts, place: int) -> str:
    """The number as printed, unless another commitment of the plan has it: then "2.1 (2)"."""
    taken = planning.here.numbers(facts.key)
    while True:
        number = numbered(facts.number, place)
        if number not in taken and (facts.key, number) not in planning.numbers:
            return number
        place += 1


def numbered(number: str, place: int) -> str:
    """What tells the second (place 1) of a number from the first: "2.1 (2)"."""
    return f"{number} ({place + 1})" if place else number


def _own_part(planning: _Planning, facts: RowFacts, number: str) -> str:
    if facts.milestone is None:
        return ""
    place = 0
    while (facts.key, number, part := numbered(facts.milestone.number, place)) in planning.parts:
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
