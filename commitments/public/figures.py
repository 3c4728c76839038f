"""A plan in numbers, and the one chart of the home page: milestones by theme and state."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import ngettext

from commitments import counted
from commitments.models import ActionPlan, Commitment, Milestone, Participation
from commitments.public.states import MilestoneState, with_states
from commitments.workflow import SETTLED
from network.workflow import Side

# The chart's colours, in the order of its segments; the words always stand beside them.
TONES = {
    MilestoneState.COMPLETED: "good",
    MilestoneState.ON_TRACK: "moving",
    MilestoneState.DATE_PASSED: "waiting",
    MilestoneState.BEHIND_SCHEDULE: "bad",
    MilestoneState.NOT_YET_DUE: "info",
    MilestoneState.NO_DATE: "quiet",
    MilestoneState.NOT_STARTED: "idle",
    MilestoneState.CLOSED: "closed",
}
# In the chart only when there is something to show.
RARE = (MilestoneState.NOT_STARTED, MilestoneState.CLOSED)


@dataclass(frozen=True)
class PlanInNumbers:
    """How large the plan is, who takes part, and how many commitments have an update."""

    commitments: int
    milestones: int
    government: int
    civil_society: int
    reported: int

    def in_words(self) -> list[tuple[int, str]]:
        """Each number with what it counts."""
        return [
            (self.commitments, ngettext("commitment", "commitments", self.commitments)),
            (self.milestones, ngettext("milestone", "milestones", self.milestones)),
            (self.government, counted.organisations_of_government(self.government)),
            (self.civil_society, counted.organisations_of_civil_society(self.civil_society)),
            (self.reported, counted.reported_commitments(self.reported)),
        ]


@dataclass(frozen=True)
class Chart:
    """What the template tag stacked_bars draws: keys are (label, tone), bars one a theme."""

    keys: list[tuple[str, str]]
    bars: list[tuple[str, list[int], str]]


def plan_in_numbers(plan: ActionPlan) -> PlanInNumbers:
    """Count what the plan holds; three queries, however large it is."""
    public = Commitment.objects.public().filter(plan=plan)
    commitments = public.aggregate(all=Count("pk"), reported=Count("reported_until"))
    sides = dict(
        Participation.objects.filter(commitment__in=public)
        .order_by()
        .values_list("side")
        .annotate(Count("organisation", distinct=True))
    )
    return PlanInNumbers(
        commitments=commitments["all"],
        milestones=Milestone.objects.filter(commitment__in=public).count(),
        government=sides.get(Side.GOVERNMENT, 0),
        civil_society=sides.get(Side.CIVIL_SOCIETY, 0),
        reported=commitments["reported"],
    )


def milestone_chart(plan: ActionPlan, today: dt.date) -> Chart:
    """The plan's milestones on `today`: for each theme that has any, how many in each state."""
    public = Commitment.objects.public().filter(plan=plan)
    counted = (
        with_states(Milestone.objects.filter(commitment__in=public), today)
        .order_by()
        .values_list("commitment__theme", "state")
        .annotate(Count("pk"))
    )
    found = {(theme, state): number for theme, state, number in counted}
    present = {state for _theme, state in found}
    states = [state for state in TONES if state not in RARE or state in present]
    bars = []
    for theme in plan.themes.all():
        counts = [found.get((theme.pk, state.value), 0) for state in states]
        if any(counts):
            address = f"{reverse('commitments:commitment_list')}?theme={theme.slug}"
            bars.append((theme.name, counts, address))
    return Chart([(str(state.label), TONES[state]) for state in states], bars)


def next_milestones(plan: ActionPlan, today: dt.date, number: int = 3) -> list[Milestone]:
    """The open milestones of open commitments whose last day comes next, from `today` on."""
    commitments = Commitment.objects.public().reported_on().filter(plan=plan)
    ahead = Milestone.objects.filter(commitment__in=commitments, due_on__gte=today)
    ahead = ahead.exclude(status__in=SETTLED).select_related("commitment")
    return list(ahead.order_by("due_on", "commitment__order", "order")[:number])
