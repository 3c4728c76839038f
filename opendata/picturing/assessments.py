"""How far each commitment is, as each of those who assess it sees it: side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment, Completion
from network.workflow import Side
from opendata.picturing.completion import said_by
from opendata.picturing.figures import Column, Picture, Table, Word
from opendata.picturing.ground import Ground

NOTHING = Word("", _("Nothing said yet"))


@dataclass(frozen=True)
class Viewer:
    """Somebody who assesses commitments. `letter` stands in their mark."""

    code: str
    label: Any
    letter: Any
    sees: Callable[[Commitment], str]


# Whoever else assesses commitments gets a line here: nothing below counts on there being two.
VIEWERS = (
    Viewer(
        "government",
        _("Government"),
        _("G"),
        lambda commitment: said_by(Side.GOVERNMENT, commitment),
    ),
    Viewer(
        "civil_society",
        _("Civil society"),
        _("C"),
        lambda commitment: said_by(Side.CIVIL_SOCIETY, commitment),
    ),
)
STEPS = tuple(Completion)


@dataclass(frozen=True)
class Assessment:
    """What one viewer said; `x` is its place on the scale in per cent, None for nothing."""

    viewer: Viewer
    said: Word

    @property
    def x(self) -> float | None:
        """The middle of its step."""
        if not self.said.code:
            return None
        return (STEPS.index(Completion(self.said.code)) + 0.5) * 100 / len(STEPS)


class Place(NamedTuple):
    """A step of the scale, and the letters that stand on it, each with its offset in pixels."""

    x: float
    letters: list[tuple[Any, int]]


@dataclass(frozen=True)
class Row:
    """One commitment."""

    commitment: Commitment
    assessments: Sequence[Assessment]

    @property
    def is_different(self) -> bool:
        """Whether two who said something said different things."""
        return len({one.said.code for one in self.assessments if one.said.code}) > 1

    @property
    def is_empty(self) -> bool:
        """Whether nobody said anything."""
        return not any(one.said.code for one in self.assessments)

    @property
    def places(self) -> list["Place"]:
        """The steps that somebody named, with who did."""
        letters: dict[float, list[Any]] = {}
        for one in self.marks:
            letters.setdefault(one.x or 0.0, []).append(one.viewer.letter)
        return [Place(x, _beside(found)) for x, found in sorted(letters.items())]

    @property
    def line(self) -> tuple[float, float] | None:
        """From the lowest to the highest step named; None where they are one."""
        xs = [place.x for place in self.places]
        return (xs[0], xs[-1]) if len(xs) > 1 else None

    @property
    def marks(self) -> list[Assessment]:
        """What has a place on the scale."""
        return [one for one in self.assessments if one.said.code]

    @property
    def words(self) -> str:
        """What each said, for who does not see it."""
        said = [f"{one.viewer.label}: {str(one.said.label).lower()}" for one in self.assessments]
        return "; ".join(said)


@dataclass(frozen=True)
class SideBySide:
    """Every commitment on the same scale."""

    steps: Sequence[Any]
    viewers: Sequence[Viewer]
    rows: Sequence[Row]

    template = "opendata/parts/picture_assessments.html"

    @property
    def fields(self) -> list[tuple[float, float]]:
        """Where each step begins and how wide it is, in per cent."""
        width = 100 / len(self.steps)
        return [(number * width, width) for number in range(len(self.steps))]


def assessments_side_by_side(ground: Ground) -> Picture:
    """Each commitment with what each viewer last said of it."""
    rows = [Row(commitment, assessments_of(commitment)) for commitment in ground.commitments]
    return Picture(
        name="assessments",
        title=_("Assessments side by side"),
        sentence=_sentence(rows),
        about=_(
            "How far each commitment is, as either side said in the last published update. Where "
            "the two differ, a line joins them."
        ),
        drawing=SideBySide([step.label for step in STEPS], VIEWERS, rows),
        table=_table(rows),
        links=[
            (
                _("Commitments that nobody has reported on yet"),
                ground.commitment_list(progress="not_reported"),
            )
        ],
        empty=_("The plan has no commitments yet."),
    )


def assessments_of(commitment: Commitment) -> list[Assessment]:
    """What each viewer last said of this commitment."""
    found = []
    for viewer in VIEWERS:
        code = viewer.sees(commitment)
        found.append(Assessment(viewer, Word(code, Completion(code).label) if code else NOTHING))
    return found


def _beside(letters: Sequence[Any]) -> list[tuple[Any, int]]:
    """Marks on one step stand side by side around its middle."""
    left = -14 * (len(letters) - 1)
    return [(letter, left + 28 * number) for number, letter in enumerate(letters)]


def _sentence(rows: Sequence[Row]) -> str:
    said = [row for row in rows if len(row.marks) > 1]
    if not said:
        return gettext("There is no commitment yet that both sides have assessed")
    return ngettext(
        "Both sides have assessed %(all)s commitment; they differ on %(number)s",
        "Both sides have assessed %(all)s commitments; they differ on %(number)s",
        len(said),
    ) % {"number": sum(row.is_different for row in said), "all": len(said)}


def _table(rows: Sequence[Row]) -> Table:
    viewers = [Column(viewer.code, viewer.label) for viewer in VIEWERS]
    return Table(
        columns=[
            Column("commitment", _("Commitment")),
            *viewers,
            Column("differ", _("Do they differ?")),
        ],
        rows=[
            [
                Word(row.commitment.slug, str(row.commitment)),
                *(one.said for one in row.assessments),
                Word("true", _("Yes")) if row.is_different else Word("false", _("No")),
            ]
            for row in rows
        ],
        urls=[row.commitment.get_absolute_url() for row in rows],
    )
