"""A plan in numbers, what comes next and what is late, and the one chart of the home page."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from commitments.models import ActionPlan, Commitment, Completion, Milestone, Participation
from commitments.public.states import MilestoneState, with_states
from commitments.workflow import SETTLED
from network.workflow import Side
from ogp_tracker.templatetags.tracker import day as write_day

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


# As far as a reader means by "done, or nearly".
FAR = (Completion.SUBSTANTIAL, Completion.COMPLETE)
LATE = (MilestoneState.DATE_PASSED, MilestoneState.BEHIND_SCHEDULE)


@dataclass(frozen=True)
class PlanInNumbers:
    """How large the plan is, who takes part, how far it is as either side sees it, what is late."""

    today: dt.date
    commitments: int
    # Organisations that take part.
    government: int
    civil_society: int
    # Commitments with a published update; those that are far, as each side sees it; those whose
    # next update is overdue.
    reported: int
    far_for_government: int
    far_for_civil_society: int
    overdue: int
    milestones: int
    completed: int
    late: int

    @property
    def how_far(self) -> str:
        """How many commitments are far, as each side sees it, in a sentence."""
        day = write_day(self.today)
        if not self.reported:
            return gettext("By %(day)s no progress update has been published.") % {"day": day}
        return ngettext(
            "By %(day)s, %(government)s of them is substantial or complete as government sees it, "
            "and %(civil_society)s as civil society sees it.",
            "By %(day)s, %(government)s of them are substantial or complete as government sees "
            "it, and %(civil_society)s as civil society sees it.",
            self.far_for_government,
        ) % {
            "day": day,
            "government": self.far_for_government,
            "civil_society": self.far_for_civil_society,
        }


@dataclass(frozen=True)
class Chart:
    """What the template tag stacked_bars draws: keys are (label, tone), bars one a theme."""

    keys: list[tuple[str, str]]
    bars: list[tuple[str, list[int], str]]


def plan_in_numbers(plan: ActionPlan, today: dt.date) -> PlanInNumbers:
    """Count what the plan holds on `today`; three queries, however large it is."""
    public = Commitment.objects.public().filter(plan=plan)
    commitments = public.aggregate(
        commitments=Count("pk"),
        reported=Count("reported_until"),
        far_for_government=Count("pk", filter=Q(government_completion__in=FAR)),
        far_for_civil_society=Count("pk", filter=Q(civil_society_completion__in=FAR)),
        overdue=Count("pk", filter=Q(update_due_on__lt=today)),
    )
    sides = dict(
        Participation.objects.filter(commitment__in=public)
        .order_by()
        .values_list("side")
        .annotate(Count("organisation", distinct=True))
    )
    steps = with_states(Milestone.objects.filter(commitment__in=public), today).aggregate(
        milestones=Count("pk"),
        completed=Count("pk", filter=Q(state=MilestoneState.COMPLETED)),
        late=Count("pk", filter=Q(state__in=LATE)),
    )
    return PlanInNumbers(
        today=today,
        government=sides.get(Side.GOVERNMENT, 0),
        civil_society=sides.get(Side.CIVIL_SOCIETY, 0),
        **commitments,
        **steps,
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


def longest_late(plan: ActionPlan, today: dt.date, number: int = 3) -> list[Milestone]:
    """The open milestones of open commitments whose date passed the longest ago."""
    commitments = Commitment.objects.public().reported_on().filter(plan=plan)
    past = Milestone.objects.filter(commitment__in=commitments, due_on__lt=today)
    past = past.exclude(status__in=SETTLED).select_related("commitment")
    return list(past.order_by("due_on", "commitment__order", "order")[:number])
