"""What everything is gathered from: the commitments somebody looks after, and what they may do."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse

from commitments.models import Commitment, Lead, Participation
from commitments.permissions import can_edit_plans, can_see_portfolio
from network.models import Organisation, Person, Role
from network.permissions import side_kept_by
from network.workflow import KEEPER_OF, Side
from ogp_tracker import clock
from progress.oversight.matters import Step


@dataclass(frozen=True)
class Ground:
    """Somebody's commitments on one day, with who leads them."""

    person: Person
    today: dt.date
    commitments: Sequence[Commitment]
    leads: dict[int, list[Lead]]
    # The roles of those who appoint leads.
    keepers: Sequence[Role]
    # The organisations that lead each commitment in government.
    departments: dict[int, list[Organisation]]
    # The commitments that departments of the person lead, where they are relationship manager.
    portfolio: Set[int]

    @property
    def has_all(self) -> bool:
        """Whether the person looks after all that is public and open, not only a portfolio."""
        return self.appoints_for is not None

    @property
    def where(self) -> str:
        """Where the things wait that they are shown: the beginning of a sentence, or a heading."""
        if not self.helps:
            return "On civil society’s side"
        return "In all open commitments" if self.has_all else "In your portfolio"

    @property
    def helps(self) -> bool:
        """Whether the person may remind, extend and update milestones in some of them."""
        return can_see_portfolio(self.person)

    def helps_with(self, commitment: Commitment) -> bool:
        """Whether the person may remind, extend and update milestones in this one."""
        return can_edit_plans(self.person) or commitment.pk in self.portfolio

    @property
    def appoints_for(self) -> Side | None:
        """The side whose leads the person appoints."""
        return side_kept_by(self.person)

    def ask_for_leads(self, commitment: Commitment, sides: Iterable[Side]) -> list[Step]:
        """Appointing a lead for the person's own side first, then asking others to for theirs."""
        own_first = sorted(sides, key=lambda side: side is not self.appoints_for)
        steps = [self._ask_for_lead(commitment, side) for side in own_first]
        return [step for step in steps if step]

    def _ask_for_lead(self, commitment: Commitment, side: Side) -> Step | None:
        if self.appoints_for is side:
            return page_step("Appoint a lead", "commitments:lead_appoint", commitment.slug)
        keeper = KEEPER_OF[side]
        addresses = [role.person.email for role in self.keepers if role.kind == keeper]
        if not addresses:
            return None
        return _mail(f"Ask the {keeper.label.lower()} for a lead", addresses, commitment)

    def leads_of(self, commitment: Commitment) -> list[Lead]:
        """Who leads it today, for either side."""
        return self.leads.get(commitment.pk, [])

    def write_to_leads(self, commitment: Commitment) -> list[Step]:
        """The step of writing to its leads of both sides, where there are any."""
        leads = self.leads_of(commitment)
        if not leads:
            return []
        both = {lead.side for lead in leads} == set(Side.values)
        label = "Write to both leads" if both else "Write to the lead"
        return [_mail(label, [lead.person.email for lead in leads], commitment)]


def ground_of(person: Person) -> Ground:
    """What `person` looks after today; five queries.

    The secretariat has all that is public and open, and so has the network coordinator; a
    relationship manager has what their departments lead.
    """
    today = clock.today()
    rows = Commitment.objects.public().reported_on().select_related("plan")
    if side_kept_by(person) is None:
        rows = rows.in_portfolio_of(person)
    commitments = list(rows.order_by("plan", "order", "number"))
    leads: dict[int, list[Lead]] = defaultdict(list)
    current = Lead.objects.present(today).filter(commitment__in=commitments)
    for lead in current.select_related("person", "organisation"):
        leads[lead.commitment_id].append(lead)
    departments: dict[int, list[Organisation]] = defaultdict(list)
    leading = Participation.objects.filter(
        commitment__in=commitments,
        side=Side.GOVERNMENT,
        capacity=Participation.Capacity.LEAD,
    )
    for one in leading.select_related("organisation"):
        departments[one.commitment_id].append(one.organisation)
    keepers = Role.objects.current(today).filter(
        kind__in=KEEPER_OF.values(), person__is_active=True
    )
    portfolio = Commitment.objects.in_portfolio_of(person).order_by()
    return Ground(
        person,
        today,
        commitments,
        leads,
        list(keepers.select_related("person")),
        departments,
        set(portfolio.values_list("pk", flat=True)),
    )


def _mail(label: str, addresses: Sequence[str], commitment: Commitment) -> Step:
    to = ",".join(quote(address, safe="@") for address in addresses)
    subject = quote(f"Commitment {commitment.number}: {commitment.title}")
    return Step(label, f"mailto:{to}?subject={subject}")


def page_step(label: str, name: str, *args: object) -> Step:
    """A step that leads to one of our pages."""
    return Step(label, reverse(name, args=args))
