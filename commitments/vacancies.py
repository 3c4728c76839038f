"""Which sides of open commitments have nobody who leads, since when, and who led before."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from commitments.models import Commitment, Lead, Participation
from network.models import Organisation, Person, Role
from network.workflow import RULE_OF, RoleKind, Side


@dataclass(frozen=True)
class Vacancy:
    """One side of one commitment without a lead."""

    commitment: Commitment
    side: Side
    # The day on which the last lead went; none: nobody was ever appointed.
    since: dt.date | None
    last: Lead | None
    # Whom it is up to: the last lead's organisation, or those that lead on this side.
    organisations: Sequence[Organisation]

    @property
    def public_line(self) -> str:
        """What the last lead, or the keeper, says of it to everybody."""
        hand_over = getattr(self.last, "hand_over", None)
        return hand_over.public_line if hand_over else ""


def vacancies_of(commitments: Iterable[Commitment], day: dt.date) -> list[Vacancy]:
    """The vacancies of those of `commitments` that are public and open, in their order.

    A lead who stood down leaves one, and so does a lead whose role on that side ended, or who may
    not sign in any more. Read the commitments together with their plans; four queries, and one more
    where a lead may not sign in any more.
    """
    rows = [row for row in commitments if row.is_public and row.owes_updates]
    current = Lead.objects.present(day).filter(commitment__in=rows)
    held = set(current.values_list("commitment_id", "side"))
    last, ended_on = _last_leads(rows, day)
    leading: dict[tuple[int, str], list[Organisation]] = defaultdict(list)
    for one in Participation.objects.filter(
        commitment__in=rows, capacity=Participation.Capacity.LEAD
    ).select_related("organisation"):
        leading[one.commitment_id, one.side].append(one.organisation)
    found = []
    for row in rows:
        for side in Side:
            key = (row.pk, side.value)
            if key not in held:
                lead = last.get(key)
                up_to = [lead.organisation] if lead else leading[key]
                found.append(Vacancy(row, side, ended_on.get(key), lead, up_to))
    return found


def _barred_since(people: Collection[int]) -> Mapping[int, list[dt.date]]:
    """The day on which each of these people was last barred from signing in, as history has it."""
    found: dict[int, list[dt.date]] = {}
    was_active: dict[int, bool] = {}
    rows = Person.history.filter(id__in=people).order_by("history_date", "history_id")
    for person, is_active, moment in rows.values_list("id", "is_active", "history_date"):
        if was_active.get(person, True) and not is_active:
            found[person] = [timezone.localdate(moment)]
        was_active[person] = is_active
    return found


Places = Mapping[tuple[int, str], Lead]


def _last_leads(
    commitments: Collection[Commitment], day: dt.date
) -> tuple[Places, Mapping[tuple[int, str], dt.date]]:
    """Whoever led last for each side that has had a lead, and the day on which they went."""
    leads = Lead.objects.filter(commitment__in=commitments, starts_on__lte=day)
    leads = leads.select_related("person", "organisation", "hand_over")
    roles: dict[tuple[int, Side | None], list[dt.date]] = defaultdict(list)
    gone = Role.objects.filter(person__in=[lead.person_id for lead in leads], ends_on__lte=day)
    for person, kind, ends_on in gone.values_list("person", "kind", "ends_on"):
        if ends_on is not None:
            roles[person, RULE_OF[RoleKind(kind)].side].append(ends_on)
    barred = _barred_since({lead.person_id for lead in leads if not lead.person.is_active})
    last: dict[tuple[int, str], Lead] = {}
    days: dict[tuple[int, str], dt.date] = {}
    for lead in leads:
        key = (lead.commitment_id, lead.side)
        gone_on = [*roles[lead.person_id, Side(lead.side)], *barred.get(lead.person_id, ())]
        went_on = lead.ends_on or max(gone_on, default=day)
        if key not in days or went_on >= days[key]:
            last[key], days[key] = lead, went_on
    return last, days
