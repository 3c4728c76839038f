"""Milestones on a line of time: the date first published, each move, the date in force, the end.

Places are in per cent of the width. A date that fixes no last day has no place: words say it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from commitments.slip import Slip, figures_of
from ogp_tracker.templatetags.tracker import day as write_day
from opendata.picturing.figures import Column, Picture, Table, Word
from opendata.picturing.ground import Ground, state_of

# The edges stay free, so that no mark is cut off.
EDGE = 3.0
# So many marks of the axis have room for their words on a phone.
MOST_TICKS = 4
# A day further than this from the plan’s own would leave no room for all others.
NEAR = dt.timedelta(days=365)
STEPS = (1, 3, 6, 12, 24, 48, 120)
# With more milestones than this the commitments are closed until somebody asks for them.
SHOWN_OPEN = 30


# Marks around a point, in pixels: a circle, a small bar, a diamond and a square.
SHAPES = {
    "published": "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z",
    "moved": "M0-7V7",
    "in_force": "M-6 0 0-6 6 0 0 6z",
    "completed": "M-6-6H6V6H-6zM-3 0-1 3 4-3",
    "before": "M5-7-5 0 5 7z",
    "beyond": "M-5-7 5 0-5 7z",
}


class Mark(NamedTuple):
    """One day of a milestone. `kind` is one of SHAPES."""

    kind: str
    on: dt.date
    x: float

    @property
    def shape(self) -> str:
        """How it is drawn."""
        return SHAPES[self.kind]


@dataclass(frozen=True)
class Track:
    """One milestone: its marks, how far the date moved, and the same in words."""

    slip: Slip
    state: Word
    marks: Sequence[Mark]
    span: tuple[float, float] | None

    @property
    def dates_in_words(self) -> str:
        """Its dates as the plan words them."""
        published, now = self.slip.published.wording, self.slip.in_force.wording
        if not self.slip.moves and not self.slip.in_force.text:
            return gettext("The plan gives no date.")
        if not self.slip.moves:
            return gettext("Date: %(date)s.") % {"date": published}
        words = {"published": published, "now": now}
        return gettext("First published: %(published)s. Now: %(now)s.") % words

    @property
    def completed_in_words(self) -> str:
        """The day it was completed, where known."""
        on = self.slip.milestone.completed_on
        return gettext("Completed on %(day)s.") % {"day": write_day(on)} if on else ""

    @property
    def words(self) -> str:
        """What the picture shows, for who does not see it."""
        said = (self.dates_in_words, self.slip.in_words, self.completed_in_words)
        return " ".join(filter(None, said))


@dataclass(frozen=True)
class Group:
    """The milestones of one commitment."""

    commitment: Commitment
    tracks: Sequence[Track]

    @property
    def in_words(self) -> str:
        """How many there are, and what became of their dates."""
        figures = figures_of(track.slip for track in self.tracks)
        number = ngettext("%(number)s milestone", "%(number)s milestones", len(self.tracks)) % {
            "number": len(self.tracks)
        }
        return f"{figures.in_words}." if figures.moved else f"{number}. {figures.in_words}."


@dataclass(frozen=True)
class TimeLine:
    """All of them on one scale, from the earliest to the latest day."""

    today: dt.date
    today_x: float
    ticks: Sequence[tuple[float, str]]
    groups: Sequence[Group]

    template = "opendata/parts/picture_time_line.html"

    @property
    def is_open(self) -> bool:
        """Whether there are so few milestones that all can stand open."""
        return sum(len(group.tracks) for group in self.groups) <= SHOWN_OPEN


class Scale:
    """From days to places: the days of `edges`, and others so far as they are not far off."""

    def __init__(self, edges: Sequence[dt.date], days: Sequence[dt.date]) -> None:
        near = [day for day in days if min(edges) - NEAR <= day <= max(edges) + NEAR]
        self.first, self.last = min([*edges, *near]), max([*edges, *near])
        self.days = max((self.last - self.first).days, 1)

    def x(self, day: dt.date) -> float:
        """The place of a day, in per cent of the width; at the edge where it is far off."""
        share = (day - self.first).days / self.days
        return round(EDGE + min(max(share, 0), 1) * (100 - 2 * EDGE), 2)

    def mark(self, kind: str, day: dt.date) -> Mark:
        """The mark of a day; an arrow where it is far off."""
        if self.first <= day <= self.last:
            return Mark(kind, day, self.x(day))
        return Mark("before" if day < self.first else "beyond", day, self.x(day))

    def ticks(self) -> list[tuple[float, str]]:
        """The first days of months, so few that their words never meet."""
        months = [self.last.year * 12 + self.last.month, self.first.year * 12 + self.first.month]
        step = next((one for one in STEPS if (months[0] - months[1]) / one < MOST_TICKS), STEPS[-1])
        found = []
        for month in range(months[1], months[0] + 1):
            day = dt.date((month - 1) // 12, (month - 1) % 12 + 1, 1)
            if (month - 1) % step == 0 and day >= self.first:
                found.append((self.x(day), str(write_day(day, "short")).partition(" ")[2]))
        return found


def milestones_on_a_time_line(ground: Ground) -> Picture:
    """A row a milestone, those of a commitment together."""
    line = time_line(ground)
    return Picture(
        name="time-line",
        title=_("Milestones on a time line"),
        sentence=_sentence(ground),
        about=_(
            "A row is a milestone. The circle is the date first published, the small bar a date "
            "in between, the diamond the date that counts today, and the square the day it was "
            "completed. The line between circle and diamond is how far the date moved. "
            "An arrow stands for a day that is far away."
        ),
        drawing=line,
        table=_table(line),
        links=[(_("Dates that moved"), reverse("commitments:plan_dates", args=[ground.plan.slug]))],
        empty=_("The plan has no milestones yet."),
    )


def time_line(ground: Ground) -> TimeLine:
    """The milestones of the plan; no query but those of the ground."""
    plan = ground.plan
    edges = (plan.starts_on, plan.ends_on, ground.today)
    days = [day for slip in ground.slips for _kind, day in _days(slip)]
    scale = Scale([edge for edge in edges if edge], days)
    groups = []
    for commitment in ground.commitments:
        theirs = [slip for slip in ground.slips if slip.milestone.commitment_id == commitment.pk]
        if theirs:
            groups.append(Group(commitment, [_track(slip, scale) for slip in theirs]))
    return TimeLine(ground.today, scale.x(ground.today), scale.ticks(), groups)


def _track(slip: Slip, scale: Scale) -> Track:
    state = state_of(slip)
    published, in_force = slip.published.on, slip.in_force.on
    span = None
    if published and in_force and published != in_force:
        span = (scale.x(min(published, in_force)), scale.x(max(published, in_force)))
    marks = [scale.mark(kind, day) for kind, day in _days(slip)]
    return Track(slip, Word(state.value, state.label), marks, span)


def _days(slip: Slip) -> list[tuple[str, dt.date]]:
    """The days that have a place, those drawn on top last."""
    kinds = ["published", *["moved"] * (slip.moves - 1), "in_force"]
    dates = [slip.dates[0], *slip.dates[1:-1], slip.dates[-1]]
    found = [(kind, date.on) for kind, date in zip(kinds, dates, strict=True) if date.on]
    if slip.milestone.completed_on:
        found.append(("completed", slip.milestone.completed_on))
    return found


def _sentence(ground: Ground) -> str:
    figures = figures_of(ground.slips)
    if not figures.milestones:
        return gettext("No milestone to picture yet")
    return ngettext(
        "The date of %(moved)s of %(all)s milestones moved; late against the date first "
        "published: %(late)s",
        "The dates of %(moved)s of %(all)s milestones moved; late against the date first "
        "published: %(late)s",
        figures.moved,
    ) % {"moved": figures.moved, "all": figures.milestones, "late": figures.late}


def _table(line: TimeLine) -> Table:
    columns = (
        Column("commitment", _("Commitment")),
        Column("milestone", _("Milestone")),
        Column("title", _("Title")),
        Column("published", _("Date first published")),
        Column("published_on", _("Its last day")),
        Column("moves", _("Moves")),
        Column("due", _("Date today")),
        Column("due_on", _("Its last day")),
        Column("days_moved", _("Days moved")),
        Column("completed_on", _("Completed on")),
        Column("state", _("State")),
    )
    tracks = [track for group in line.groups for track in group.tracks]
    return Table(columns, [_row(track) for track in tracks], [_page(track) for track in tracks])


def _row(track: Track) -> list[Word | str | int | dt.date | None]:
    slip = track.slip
    milestone = slip.milestone
    return [
        Word(milestone.commitment.slug, milestone.commitment.number),
        milestone.ref,
        milestone.title,
        slip.published.text,
        slip.published.on,
        slip.moves,
        slip.in_force.text,
        slip.in_force.on,
        slip.days,
        milestone.completed_on,
        track.state,
    ]


def _page(track: Track) -> str:
    return reverse("commitments:milestone_dates", args=[track.slip.milestone.pk])
