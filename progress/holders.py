"""Who stands on a rung of the ladder of blockers: those who are told, and who answer."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from commitments.models import Lead, Participation
from network.models import Person, Role
from network.workflow import RoleKind, Side
from progress.models import Blocker, Rung


def holders(blocker: Blocker, rung: Rung, day: dt.date) -> QuerySet[Person]:
    """The people on this rung on `day`, without the raiser: nobody answers their own blocker.

    The same rule as `Blocker.objects.waiting_for`, asked the other way round.
    """
    people = Person.objects.filter(is_active=True).exclude(pk=blocker.raised_by_id)
    if rung is Rung.LEADS:
        leads = leads_of(blocker, Side(blocker.side).other, day)
        return people.filter(pk__in=leads.values("person"))
    return people.filter(pk__in=_roles(blocker, rung, day).values("person"))


def leads_of(blocker: Blocker, side: Side, day: dt.date) -> QuerySet[Lead]:
    """The leads of one side of its commitment on `day`."""
    return Lead.objects.current(day).filter(commitment=blocker.commitment_id, side=side)


def raisers(blocker: Blocker, day: dt.date) -> QuerySet[Person]:
    """Who speaks for it on `day`: the raiser, or else the other leads of their side."""
    leads = leads_of(blocker, Side(blocker.side), day)
    own = leads.filter(person=blocker.raised_by_id, person__is_active=True)
    speaking = own if own.exists() else leads
    return Person.objects.filter(is_active=True, pk__in=speaking.values("person"))


def first_held(blocker: Blocker, rungs: Iterable[Rung], day: dt.date) -> Rung:
    """The first of `rungs` on which anybody stands; the secretariat and the top always count."""
    for rung in rungs:
        if rung in (Rung.SECRETARIAT, Rung.COMMITTEE) or holders(blocker, rung, day).exists():
            return rung
    return Rung.COMMITTEE


def _roles(blocker: Blocker, rung: Rung, day: dt.date) -> QuerySet[Role]:
    roles = Role.objects.current(day)
    if rung is not Rung.RELATIONSHIP_MANAGER:
        return roles.filter(kind=RoleKind.SECRETARIAT)
    leading = Participation.objects.filter(
        commitment=blocker.commitment_id,
        side=Side.GOVERNMENT,
        capacity=Participation.Capacity.LEAD,
    )
    return roles.filter(
        kind=RoleKind.RELATIONSHIP_MANAGER, organisation__in=leading.values("organisation")
    )
