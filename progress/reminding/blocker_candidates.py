"""The query for who may have to do something about a blocker: for the ledger of reminders."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import BigIntegerField, F, Value

from commitments.models import Commitment, Lead, Participation
from mailroom.ledgers import Candidates
from network.models import Role
from network.workflow import RoleKind, Side
from progress.models import Blocker

SUBJECT = ("blocker_id",)
# For so many days an answer waits for the raiser's word before that is late.
REPLY_DAYS = 10

COLUMNS = (
    *("id", "commitment_id", "side", "status", "rung"),
    *("rises_on", "answered_on", "raised_by_id", "raiser_leads"),
)

# A blocker on a rung waits for those who stand on it; an answered one for its raiser, or for the
# other leads of that side once the raiser leads no more. Nothing goes up from the top, so there is
# no day to be reminded of.
WAITING = """
    SELECT who.person_id, blocker.id AS blocker_id, commitment.country_code,
        CASE blocker.status WHEN 'waiting' THEN blocker.rises_on - 1
            ELSE blocker.answered_on + {days} END AS due_on
    FROM ({blockers}) AS blocker
    JOIN ({commitments}) AS commitment ON commitment.id = blocker.commitment_id
    JOIN ({leads} UNION ALL {managers} UNION ALL {secretariat}) AS who
        ON who.commitment_id IS NULL OR who.commitment_id = blocker.commitment_id
    WHERE blocker.status = 'waiting' AND blocker.rises_on IS NOT NULL
            AND blocker.rung = who.rung AND who.side IS DISTINCT FROM blocker.side
            AND who.person_id <> blocker.raised_by_id
        OR blocker.status = 'answered' AND who.rung = 'leads' AND who.side = blocker.side
            AND (who.person_id = blocker.raised_by_id OR NOT blocker.raiser_leads)
"""


def candidates(day: dt.date, plans: Sequence[int]) -> Candidates:
    """Those a blocker of one of `plans` waits for: for an answer, or for a word on the answer."""
    blockers = Blocker.objects.knowing_the_raiser(day).open().filter(commitment__plan__in=plans)
    public = Commitment.objects.public().reported_on().filter(plan__in=plans)
    leads = Lead.objects.current(day).filter(commitment__plan__in=plans)
    managers = Role.objects.current(day).filter(
        kind=RoleKind.RELATIONSHIP_MANAGER,
        organisation__participations__commitment__plan__in=plans,
        organisation__participations__capacity=Participation.Capacity.LEAD,
        organisation__participations__side=Side.GOVERNMENT,
    )
    secretariat = Role.objects.current(day).filter(kind=RoleKind.SECRETARIAT)
    led = F("organisation__participations__commitment")
    nobodys = Value(None, BigIntegerField())
    parts = {
        "blockers": blockers.values(*COLUMNS),
        "commitments": public.values("id", country_code=F("plan__country_code")),
        "leads": leads.values("person_id", "commitment_id", "side", rung=Value("leads")),
        "managers": managers.values(
            "person_id", on_commitment=led, of_side=Value(""), rung=F("kind")
        ),
        "secretariat": secretariat.values(
            "person_id", on_commitment=nobodys, of_side=Value(""), rung=F("kind")
        ),
    }
    texts: dict[str, str] = {}
    params: list[Any] = []
    for name, rows in parts.items():
        texts[name], of_part = rows.order_by().query.sql_with_params()
        params += of_part
    return Candidates(WAITING.format(days=REPLY_DAYS, **texts), params, SUBJECT)
