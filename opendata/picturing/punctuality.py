"""Whether updates came on time: by period, and by commitment, as the page of late updates says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from ogp_tracker.templatetags.charts import PATTERNS
from ogp_tracker.templatetags.tracker import day as write_day
from opendata.picturing.figures import Bar, Bars, Column, Key, Picture, Table, Word
from opendata.picturing.ground import Ground
from progress.schedule.reading import PeriodAccount
from progress.standings import Standing

KEYS = (
    Key("on_time", _("On time"), "good"),
    Key("late", _("Published late"), "waiting"),
    Key("overdue", _("Overdue"), "bad"),
    Key("not_reported", _("Not reported"), "closed"),
    Key("closed_overdue", _("Commitment closed while overdue"), "idle"),
    Key("waiting", _("Not yet due"), "quiet"),
)
KEY_OF = {key.code: key for key in KEYS}
NOT_OWED = Key("not_owed", _("Not owed"), "")


def outcome_of(standing: Standing) -> Key:
    """How a commitment did in a period: one word, as the page of late updates would say it."""
    if standing.published_on:
        return KEY_OF["late" if standing.days_late else "on_time"]
    if standing.is_not_reported:
        return KEY_OF["not_reported"]
    if standing.was_closed_overdue:
        return KEY_OF["closed_overdue"]
    if standing.is_owed:
        return KEY_OF["overdue" if standing.is_overdue else "waiting"]
    return NOT_OWED


@dataclass(frozen=True)
class Cell:
    """One commitment in one period."""

    outcome: Key
    days_late: int
    period: Any
    is_alone: bool = False

    @property
    def short(self) -> str:
        """What has room in a cell: the days late, with a plus where they still grow."""
        match self.outcome.code:
            case "on_time":
                return "0"
            case "late" | "closed_overdue":
                return str(self.days_late)
            case "overdue":
                return f"{self.days_late}+"
            case "not_reported":
                return "×"
        return ""

    @property
    def words(self) -> str:
        """The same for who does not see it."""
        words = str(self.outcome.label)
        if self.days_late:
            late = ngettext("%(days)s day late", "%(days)s days late", self.days_late)
            words = f"{words}, {late % {'days': self.days_late}}"
        if self.is_alone:
            words = f"{words}, {gettext('by one side alone')}"
        return words


@dataclass(frozen=True)
class Strip:
    """One commitment through all periods."""

    commitment: Commitment
    cells: Sequence[Cell]

    @property
    def words(self) -> str:
        """Each period with how it went."""
        return "; ".join(f"{write_day(cell.period.due_on)}: {cell.words}" for cell in self.cells)

    @property
    def placed(self) -> list[dict[str, Any]]:
        """Each cell with its place, in per cent of the width."""
        width = 100 / len(self.cells)
        return [
            {
                "cell": cell,
                "x": number * width,
                "width": width,
                "middle": (number + 0.5) * width,
                "is_patterned": cell.outcome.tone in PATTERNS,
            }
            for number, cell in enumerate(self.cells)
        ]


@dataclass(frozen=True)
class Strips:
    """Every commitment that owed anything, a cell a period."""

    periods: Sequence[Any]
    strips: Sequence[Strip]

    template = "opendata/parts/picture_strips.html"
    keys = KEYS
    patterns = tuple((key.tone, PATTERNS[key.tone]) for key in KEYS if key.tone in PATTERNS)
    page_keys = tuple((key, key.tone in PATTERNS) for key in KEYS)


def punctuality_by_period(ground: Ground) -> Picture:
    """Each period that has opened, divided by how its updates came."""
    bars = Bars(
        heads=(Column("due_on", _("Reporting date")),),
        keys=KEYS,
        bars=[_bar(account, ground) for account in ground.accounts if account.expected],
    )
    table = bars.table
    alone = [_alone(account, ground) for account in ground.accounts if account.expected]
    extended = [_extended(account) for account in ground.accounts if account.expected]
    more = (Column("alone", _("By one side alone")), Column("extended", _("Given more time")))
    return Picture(
        name="punctuality",
        title=_("Whether updates came on time, by period"),
        sentence=_sentence(ground),
        about=_(
            "Each bar is a reporting date, divided by how its updates came. An update that was "
            "given more time in advance is not late."
        ),
        drawing=bars,
        table=Table(
            [*table.columns, *more],
            [[*row, *rest] for row, *rest in zip(table.rows, alone, extended, strict=True)],
            table.urls,
        ),
        links=_links(ground),
        empty=_("No reporting period has opened yet."),
    )


def punctuality_by_commitment(ground: Ground) -> Picture:
    """Each commitment, with a cell for each period."""
    accounts = [account for account in ground.accounts if account.expected]
    cells: dict[int, list[Cell]] = {row.pk: [] for row in ground.commitments}
    for account in accounts:
        for standing in account.standings:
            if standing.commitment.pk in cells:
                cells[standing.commitment.pk].append(_cell(standing, ground))
    strips = [
        Strip(commitment, cells[commitment.pk])
        for commitment in ground.commitments
        if any(cell.outcome is not NOT_OWED for cell in cells[commitment.pk])
    ]
    always = sum(
        all(cell.outcome.code in ("on_time", "waiting", "not_owed") for cell in strip.cells)
        for strip in strips
    )
    return Picture(
        name="punctuality-by-commitment",
        title=_("Whether updates came on time, by commitment"),
        sentence=ngettext(
            "%(always)s of %(all)s commitments has missed no reporting date",
            "%(always)s of %(all)s commitments have missed no reporting date",
            always,
        )
        % {"always": always, "all": len(strips)},
        about=_(
            "A cell is a reporting date, the earliest first. The number is how many days late the "
            "update came: 0 is on time, a plus means that it is still missing, and × that the "
            "period closed without one. An empty cell is not due, or nothing was owed."
        ),
        drawing=Strips([account.period for account in accounts], strips),
        table=_table(strips),
        links=_links(ground),
        empty=_("No reporting period has opened yet."),
    )


def _bar(account: PeriodAccount, ground: Ground) -> Bar:
    outcomes = [outcome_of(standing) for standing in account.standings]
    alone, extended = _alone(account, ground), _extended(account)
    said = []
    if alone:
        said.append(gettext("%(number)s published by one side alone") % {"number": alone})
    if extended:
        said.append(gettext("%(number)s given more time") % {"number": extended})
    due_on = account.period.due_on
    return Bar(
        (due_on,),
        [sum(outcome is key for outcome in outcomes) for key in KEYS],
        f"{reverse('progress:lateness_list')}?plan={ground.plan.slug}#to-{due_on.isoformat()}",
        note=". ".join(said) + "." if said else "",
    )


def _cell(standing: Standing, ground: Ground) -> Cell:
    is_alone = standing.update is not None and standing.update.pk in ground.alone
    return Cell(outcome_of(standing), standing.days_late, standing.period, is_alone)


def _alone(account: PeriodAccount, ground: Ground) -> int:
    return sum(
        row.update is not None and row.update.pk in ground.alone for row in account.published
    )


def _extended(account: PeriodAccount) -> int:
    """How many updates were given more time, by themselves or with all others."""
    return sum(
        row.deadline.is_extended and outcome_of(row) is not NOT_OWED for row in account.standings
    )


def _sentence(ground: Ground) -> str:
    outcomes = [outcome_of(row) for account in ground.accounts for row in account.standings]
    due = [one for one in outcomes if one is not NOT_OWED and one.code != "waiting"]
    if not due:
        return gettext("No update has been due yet")
    return ngettext(
        "%(number)s of the %(all)s updates that were due came on time",
        "%(number)s of the %(all)s updates that were due came on time",
        len(due),
    ) % {"number": sum(one.code == "on_time" for one in due), "all": len(due)}


def _links(ground: Ground) -> list[tuple[Any, str]]:
    lateness = f"{reverse('progress:lateness_list')}?plan={ground.plan.slug}"
    dates = reverse("progress:period_list", args=[ground.plan.slug])
    return [(_("Late updates"), lateness), (_("Reporting dates"), dates)]


def _table(strips: Sequence[Strip]) -> Table:
    columns = (
        Column("commitment", _("Commitment")),
        Column("due_on", _("Reporting date")),
        Column("outcome", _("How it came")),
        Column("days_late", _("Days late")),
        Column("alone", _("By one side alone")),
    )
    lines = [(strip.commitment, cell) for strip in strips for cell in strip.cells]
    return Table(
        columns,
        [
            [
                Word(commitment.slug, str(commitment)),
                cell.period.due_on,
                Word(cell.outcome.code, cell.outcome.label),
                cell.days_late,
                Word("true", _("Yes")) if cell.is_alone else Word("false", _("No")),
            ]
            for commitment, cell in lines
        ],
        [reverse("progress:commitment_progress", args=[row.slug]) for row, _cell_ in lines],
    )
