"""Two reporting dates of one plan: what changed from the earlier to the later one."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from commitments.models import ActionPlan, Commitment, Completion, MilestoneDate
from network.workflow import Side
from ogp_tracker import clock
from opendata.comparing.facts import Row, Section
from opendata.picturing.punctuality import KEYS, outcome_of
from progress.content import ASSESSMENT_OF, Content
from progress.models import Blocker, ProgressUpdate, Publication, ReportingPeriod
from progress.standings import Standing, standings


@dataclass(frozen=True)
class View:
    """What one side said of a commitment then and now; empty where it said nothing."""

    side: Side
    before: str
    after: str

    @property
    def has_changed(self) -> bool:
        """Whether both times something was said, and not the same."""
        return bool(self.before and self.after) and self.before != self.after


@dataclass(frozen=True)
class Change:
    """One commitment from the one period to the other."""

    commitment: Commitment
    views: Sequence[View]
    # How its two updates came, and whether each can be read.
    outcomes: tuple[Standing, Standing]
    moved: Sequence[MilestoneDate]
    raised: Sequence[Blocker]
    closed: Sequence[Blocker]

    @property
    def before(self) -> str:
        """How its update came then."""
        return str(outcome_of(self.outcomes[0]).label)

    @property
    def after(self) -> str:
        """How its update came later."""
        return str(outcome_of(self.outcomes[1]).label)

    @property
    def has_both(self) -> bool:
        """Whether both updates can be read side by side."""
        return all(row.published_on for row in self.outcomes)

    @property
    def is_still(self) -> bool:
        """Whether nothing of it changed but that time went on."""
        is_said = any(view.has_changed for view in self.views)
        return not (is_said or self.moved or self.raised or self.closed)


@dataclass(frozen=True)
class PeriodsCompared:
    """Everything the page says of two periods; `before` is the earlier one."""

    plan: ActionPlan
    before: ReportingPeriod
    after: ReportingPeriod
    # The day up to which things are counted: the later due day, or today before that.
    until: dt.date
    changes: Sequence[Change]

    @cached_property
    def changed(self) -> list[Change]:
        """The commitments of which something changed."""
        return [change for change in self.changes if not change.is_still]

    @cached_property
    def still(self) -> list[Change]:
        """The others."""
        return [change for change in self.changes if change.is_still]

    @property
    def sections(self) -> list[Section]:
        """How the updates of both came, in numbers."""
        rows = [
            Row(
                key.label,
                *(
                    sum(outcome_of(change.outcomes[place]) is key for change in self.changes)
                    for place in (0, 1)
                ),
            )
            for key in KEYS
        ]
        return [Section(_("Updates"), rows)]


def compare_periods(plan: ActionPlan, one: dt.date, other: dt.date) -> PeriodsCompared:
    """Two opened periods of a published plan, in either order; ReportingPeriod.DoesNotExist."""
    before, after = (plan.periods.get(due_on=day) for day in sorted((one, other)))
    until = min(after.due_on, plan.today())
    public = Commitment.objects.public().filter(plan=plan).select_related("plan")
    commitments = list(public.order_by("order", "number"))
    keys = [row.pk for row in commitments]
    found = standings(commitments, [before, after])
    standing = {(row.commitment.pk, row.period.pk): row for row in found}
    said = _said(commitments, before, after)
    moved = _by_commitment(_moved(plan, keys, before.due_on, until), "milestone.commitment_id")
    blockers = Blocker.objects.public().filter(commitment__in=keys).order_by("raised_at", "pk")
    raised, closed = (
        _by_commitment(
            [row for row in blockers if _is_within(getattr(row, day), before.due_on, until)],
            "commitment_id",
        )
        for day in ("raised_on", "closed_on")
    )
    changes = [
        Change(
            row,
            [_view(side, said, row.pk, before, after) for side in Side],
            (standing[row.pk, before.pk], standing[row.pk, after.pk]),
            moved.get(row.pk, ()),
            raised.get(row.pk, ()),
            closed.get(row.pk, ()),
        )
        for row in commitments
    ]
    return PeriodsCompared(plan, before, after, until, changes)


def _said(
    commitments: Sequence[Commitment], before: ReportingPeriod, after: ReportingPeriod
) -> dict[tuple[int, int], Content]:
    """What was last published of each commitment in each period."""
    updates = ProgressUpdate.objects.published().filter(
        commitment__in=commitments, period__in=(before, after)
    )
    rows = Publication.objects.filter(update__in=updates).select_related("version", "update")
    return {
        (row.update.commitment_id, row.update.period_id): row.version.content
        for row in rows.order_by("published_at", "pk")
    }


def _view(
    side: Side,
    said: dict[tuple[int, int], Content],
    commitment: int,
    before: ReportingPeriod,
    after: ReportingPeriod,
) -> View:
    words = []
    for period in (before, after):
        content = said.get((commitment, period.pk))
        code = getattr(content, ASSESSMENT_OF[side]) if content else ""
        words.append(str(Completion(code).label) if code else "")
    return View(side, *words)


def _moved(
    plan: ActionPlan, commitments: Sequence[int], since: dt.date, until: dt.date
) -> list[MilestoneDate]:
    """The moves of dates that were recorded after `since` and by the end of `until`."""
    rows = MilestoneDate.objects.filter(
        milestone__commitment__in=commitments,
        number__gt=0,
        recorded_at__gte=clock.end_of_day(since, plan.time_zone),
        recorded_at__lt=clock.end_of_day(until, plan.time_zone),
    )
    return list(rows.select_related("milestone").order_by("milestone__order", "number"))


def _by_commitment(rows: Sequence[Any], path: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        key: Any = row
        for name in path.split("."):
            key = getattr(key, name)
        found.setdefault(key, []).append(row)
    return found


def _is_within(day: dt.date | None, since: dt.date, until: dt.date) -> bool:
    return day is not None and since < day <= until
