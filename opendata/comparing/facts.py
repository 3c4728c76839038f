"""The same figures of two things, a row each, counted by the functions of the pictures."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from commitments.front.figures import TONES
from commitments.models import Commitment, Completion
from commitments.slip import Slip, figures_of
from network.workflow import Side
from opendata.picturing.completion import said_by
from opendata.picturing.ground import state_of
from opendata.picturing.punctuality import KEYS, outcome_of
from progress.models import Blocker
from progress.standings import Standing


@dataclass(frozen=True)
class Row:
    """One fact of both."""

    label: Any
    a: Any
    b: Any


@dataclass(frozen=True)
class Section:
    """Facts of one kind."""

    title: Any
    rows: Sequence[Row]


@dataclass(frozen=True)
class Subject:
    """One of the two things: everything its figures are counted from."""

    name: str
    url: str
    commitments: Sequence[Commitment]
    slips: Sequence[Slip]
    standings: Sequence[Standing]
    blockers: Sequence[Blocker]


def sections_of(a: Subject, b: Subject) -> list[Section]:
    """How far, the milestones, the dates, the updates and the blockers of both."""
    figures_a, figures_b = figures_of(a.slips), figures_of(b.slips)
    return [
        _counted(
            _("How far commitments are, as government sees it"), a, b, _completions(Side.GOVERNMENT)
        ),
        _counted(
            _("How far commitments are, as civil society sees it"),
            a,
            b,
            _completions(Side.CIVIL_SOCIETY),
        ),
        _counted(_("Milestones"), a, b, _states),
        Section(
            _("Dates that moved"),
            [
                Row(_("Milestones whose date moved"), figures_a.moved, figures_b.moved),
                Row(_("Days later in all"), figures_a.days, figures_b.days),
                Row(_("Days at the longest"), figures_a.longest, figures_b.longest),
                Row(_("Late against the date first published"), figures_a.late, figures_b.late),
            ],
        ),
        _counted(_("Updates"), a, b, _outcomes),
        Section(_("Blockers"), [Row(_("Open now"), len(a.blockers), len(b.blockers))]),
    ]


def _counted(
    title: Any, a: Subject, b: Subject, counts: Callable[[Subject], dict[Any, int]]
) -> Section:
    """A row for each key that `counts` gives; both have the same keys."""
    of_a, of_b = counts(a), counts(b)
    return Section(title, [Row(label, number, of_b[label]) for label, number in of_a.items()])


def _completions(side: Side) -> Callable[[Subject], dict[Any, int]]:
    def counts(subject: Subject) -> dict[Any, int]:
        found = Counter(said_by(side, row) for row in subject.commitments)
        steps = {step.label: found[step.value] for step in reversed(Completion)}
        return {**steps, _("Nothing said yet"): found[""]}

    return counts


def _states(subject: Subject) -> dict[Any, int]:
    found = Counter(state_of(slip) for slip in subject.slips)
    return {_("All"): len(subject.slips), **{state.label: found[state] for state in TONES}}


def _outcomes(subject: Subject) -> dict[Any, int]:
    found = Counter(outcome_of(row).code for row in subject.standings)
    return {key.label: found[key.code] for key in KEYS}
