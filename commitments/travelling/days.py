"""Which days of the past can be seen, and on which of them something changed."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Min, Model, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext

from commitments.models import (
    ActionPlan,
    Commitment,
    Lead,
    Milestone,
    MilestoneDate,
    Outcome,
    Participation,
    Theme,
)
from ogp_tracker import clock
from ogp_tracker.templatetags.tracker import day as in_words

# Every recorded table that a page of the past shows, by the column that leads to the commitment.
OF_COMMITMENTS: tuple[tuple[type[Model], str], ...] = (
    (Commitment, "id"),
    (Lead, "commitment_id"),
    (Participation, "commitment_id"),
    (Milestone, "commitment_id"),
    (MilestoneDate, "milestone__commitment_id"),
    (Outcome, "commitment_id"),
)
OF_PLANS: tuple[tuple[type[Model], str], ...] = ((ActionPlan, "id"), (Theme, "plan_id"))


@dataclass(frozen=True)
class Past:
    """The days on which readers could see something of a plan: from `opens_on` to `today`."""

    opens_on: dt.date | None
    today: dt.date
    changed_on: Collection[dt.date]

    def holds(self, day: dt.date) -> bool:
        """Whether there is something to see on `day`."""
        return self.opens_on is not None and self.opens_on <= day <= self.today

    def before(self, day: dt.date) -> dt.date | None:
        """The latest day before `day` on which something changed."""
        return max((one for one in self.changed_on if self.holds(one) and one < day), default=None)

    def after(self, day: dt.date) -> dt.date | None:
        """The first day after `day` on which something changed."""
        return min((one for one in self.changed_on if self.holds(one) and one > day), default=None)

    def why_not(self, day: dt.date) -> str:
        """Why there is nothing to see on `day`, in a sentence."""
        if self.opens_on is None:
            return gettext("The plan is not public yet, so readers have not seen anything of it.")
        if day > self.today:
            return gettext("%(day)s has not come yet.") % {"day": in_words(day)}
        words = gettext(
            "On %(day)s this was not yet to be seen in the tracker. It is there from %(first)s on."
        )
        return words % {"day": in_words(day), "first": in_words(self.opens_on)}


def past_of_plan(plan: ActionPlan) -> Past:
    """The past of a plan with all its commitments; two queries."""
    commitments = list(plan.commitments.values_list("pk", flat=True))
    changed = _days(plan, OF_PLANS, [plan.pk]) + _days(plan, OF_COMMITMENTS, commitments)
    return Past(_public_since(plan), plan.today(), _found(changed))


def past_of_commitment(commitment: Commitment) -> Past:
    """The past of one commitment: from when it and its plan, or it alone, could be seen.

    Three queries.
    """
    plan = commitment.plan
    came = commitment.history.aggregate(first=Min("history_date"))["first"]
    public = _public_since(plan)
    opens_on = max(public, clock.local_day(came, plan.time_zone)) if public and came else None
    early = commitment.started_early_on
    opens_on = min(filter(None, (opens_on, early)), default=None)
    changed = _days(plan, OF_COMMITMENTS, [commitment.pk])
    return Past(opens_on, plan.today(), _found(changed))


def _public_since(plan: ActionPlan) -> dt.date | None:
    """The day from which the tracker showed the plan to readers."""
    shown = plan.history.filter(published_on__isnull=False)
    first = shown.aggregate(first=Min("history_date"))["first"]
    return clock.local_day(first, plan.time_zone) if first else None


def _days(
    plan: ActionPlan, tables: Collection[tuple[type[Model], str]], values: Collection[int]
) -> list[QuerySet[Any, Any]]:
    zone = ZoneInfo(plan.time_zone)
    return [
        model.history.filter(**{f"{column}__in": values})  # type: ignore[attr-defined]
        .order_by()
        .values_list(TruncDate("history_date", tzinfo=zone), flat=True)
        .distinct()
        for model, column in tables
    ]


def _found(days: list[QuerySet[Any, Any]]) -> set[dt.date]:
    return set(days[0].union(*days[1:]))
