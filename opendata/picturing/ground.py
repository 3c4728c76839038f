"""What the pictures of one plan are made of, read once: few queries, however large the plan is."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from commitments.models import ActionPlan, Commitment, Milestone, Participation, Theme
from commitments.public.states import MilestoneState, with_states
from commitments.slip import Slip, slips_of
from network.models import Organisation
from progress.models import Blocker, Publication
from progress.schedule.reading import PeriodAccount, accounts_of


class Ground:
    """A published plan on its own day: only what readers may see."""

    def __init__(self, plan: ActionPlan) -> None:
        self.plan = plan
        self.today: dt.date = plan.today()

    @cached_property
    def commitments(self) -> list[Commitment]:
        """Its commitments in the plan's order, each with its theme."""
        rows = Commitment.objects.public().filter(plan=self.plan).select_related("theme", "plan")
        return list(rows.order_by("order", "number"))

    @cached_property
    def themes(self) -> list[Theme]:
        """Its themes that hold a commitment."""
        held = {row.theme_id for row in self.commitments}
        return [theme for theme in self.plan.themes.all() if theme.pk in held]

    @cached_property
    def leading(self) -> list[tuple[Organisation, list[Commitment]]]:
        """Each organisation that leads, by name, with the commitments it leads."""
        by_id = {row.pk: row for row in self.commitments}
        leads = Participation.objects.filter(
            commitment__in=by_id, capacity=Participation.Capacity.LEAD
        )
        rows = leads.select_related("organisation").order_by(
            "organisation__name", "commitment__order", "commitment__number"
        )
        found: dict[Organisation, list[Commitment]] = defaultdict(list)
        for row in rows:
            found[row.organisation].append(by_id[row.commitment_id])
        return list(found.items())

    @cached_property
    def slips(self) -> list[Slip]:
        """Its milestones in the plan's order, with what became of their dates; see `state_of`."""
        public = [row.pk for row in self.commitments]
        rows = with_states(Milestone.objects.filter(commitment__in=public), self.today)
        return slips_of(rows.order_by("commitment__order", "commitment__number", "order", "ref"))

    @cached_property
    def accounts(self) -> list[PeriodAccount]:
        """Its reporting periods that have opened, as the page of late updates has them."""
        return [account for account in accounts_of(self.plan) if account.has_opened]

    @cached_property
    def alone(self) -> set[int]:
        """The updates (ids) that one side published alone."""
        rows = Publication.objects.filter(update__period__plan=self.plan)
        first: dict[int, str] = {}
        ordered = rows.order_by("published_at", "pk")
        for update, ground in ordered.values_list("update", "ground"):
            first.setdefault(update, ground)
        return {pk for pk, ground in first.items() if ground == Publication.Ground.ONE_SIDE}

    @cached_property
    def blockers(self) -> list[Blocker]:
        """Its open blockers, the oldest first."""
        rows = Blocker.objects.public().open().filter(commitment__plan=self.plan)
        return list(rows.select_related("commitment").order_by("raised_at", "pk"))

    def commitment_list(self, **filters: Any) -> str:
        """The address of the list of commitments, narrowed down to this plan and to `filters`."""
        query = urlencode({"plan": self.plan.slug} | filters)
        return f"{reverse('commitments:commitment_list')}?{query}"


def state_of(slip: Slip) -> MilestoneState:
    """What a reader calls the milestone on the day of the ground it comes from."""
    return MilestoneState(slip.milestone.state)  # type: ignore[attr-defined]


def count(values: Sequence[Any], keys: Sequence[Any]) -> list[int]:
    """How many of `values` are each of `keys`."""
    return [sum(value == key for value in values) for key in keys]
