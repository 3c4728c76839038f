"""How a person is named in public: with role and organisation, never with an address."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.models import Lead
from network.models import Role
from ogp_tracker import clock

NOBODY = _("The tracker")


class Authors:
    """The roles of some people and the keys they hold for some commitments, read in two queries."""

    def __init__(self, commitments: Collection[int], people: Collection[int]) -> None:
        leads = Lead.objects.filter(commitment__in=commitments, person__in=people)
        self.leads = list(leads.select_related("organisation"))
        roles = Role.objects.filter(person__in=people)
        self.roles = list(roles.select_related("organisation"))

    def name(self, person: Any, commitment: int | None, when: dt.datetime) -> str:
        """The person's name with what they were on that day, for this commitment if named."""
        if person is None:
            return str(NOBODY)
        day = clock.local_day(when)
        for lead in self.leads:
            if (lead.commitment_id, lead.person_id) == (commitment, person.pk) and _held(lead, day):
                side = lead.get_side_display().lower()
                words = gettext("%(person)s, %(side)s lead, %(organisation)s")
                who = {"person": person.name, "organisation": lead.organisation.name}
                return words % {"side": side, **who}
        for role in self.roles:
            if role.person_id == person.pk and _held(role, day):
                kind = role.get_kind_display().lower()
                return f"{person.name}, {kind}, {role.organisation.name}"
        return str(person.name)


def _held(row: Lead | Role, day: dt.date) -> bool:
    """Whether it was held on that day; whoever was stood down that day may have acted before."""
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)
