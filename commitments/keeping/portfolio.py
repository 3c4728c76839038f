"""What a relationship manager or the secretariat keeps track of, and what comes next for each."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from commitments.models import Commitment, Lead, Milestone
from commitments.workflow import SETTLED, MilestoneStatus
from network.models import Person
from network.workflow import Side
from ogp_tracker import clock
from ogp_tracker.templatetags.tracker import day


@dataclass(frozen=True)
class Kept:
    """One commitment of a portfolio on one day."""

    commitment: Commitment
    today: dt.date

    @property
    def leads(self) -> list[tuple[Side, list[Lead]]]:
        """Each side with its leads of today; an empty list is a vacancy."""
        leads = self.commitment.leads.all()
        return [(side, [lead for lead in leads if lead.side == side]) for side in Side]

    @property
    def vacant(self) -> list[Side]:
        """The sides without a lead."""
        return [side for side, leads in self.leads if not leads]

    @property
    def overdue(self) -> list[Milestone]:
        """Milestones whose date has passed without anybody calling them done or closed."""
        return [
            milestone
            for milestone in self.commitment.milestones.all()
            if milestone.is_past_due(self.today)
        ]

    @property
    def in_short(self) -> str:
        """How many milestones there are, and how many are past their date, in words."""
        number, passed = len(self.commitment.milestones.all()), len(self.overdue)
        milestones = f"{number} milestone{'' if number == 1 else 's'}"
        return f"{milestones}, {passed} past the date" if passed else milestones

    @property
    def next_due(self) -> Milestone | None:
        """The open milestone with the nearest last day still ahead."""
        ahead = [
            milestone
            for milestone in self.commitment.milestones.all()
            if milestone.due_on
            and milestone.due_on >= self.today
            and milestone.status not in SETTLED
        ]
        return min(ahead, key=lambda milestone: (milestone.due_on, milestone.order), default=None)

    @property
    def next_action(self) -> tuple[str, Milestone | None]:
        """What to do next, in words, and the milestone it is about."""
        silent = [m for m in self.overdue if m.status == MilestoneStatus.NOT_REPORTED]
        if silent:
            return f"Say what became of milestone {silent[0].ref}: its date has passed", silent[0]
        if self.overdue:
            late = self.overdue[0]
            if late.forecast_on and late.forecast_on >= self.today:
                return f"Milestone {late.ref} is late, expected on {day(late.forecast_on)}", late
            return f"Ask when milestone {late.ref} will be done: its date has passed", late
        if self.vacant:
            sides = " or ".join(side.label.lower() for side in self.vacant)
            return f"There is no lead for {sides}", None
        if self.next_due:
            return f"Milestone {self.next_due.ref}, {self.next_due.due.wording}", self.next_due
        return "No milestone date is coming up", None


def portfolio_of(person: Person) -> QuerySet[Commitment]:
    """Open commitments that the person keeps track of.

    The secretariat keeps all, a relationship manager those of public plans that an organisation in
    their portfolio leads in government.
    """
    commitments = Commitment.objects.reported_on().select_related("plan")
    if not person.is_secretariat:
        commitments = commitments.public().in_portfolio_of(person)
    leads = Lead.objects.present(clock.today()).select_related("person", "organisation")
    return commitments.prefetch_related("milestones", Prefetch("leads", queryset=leads))
