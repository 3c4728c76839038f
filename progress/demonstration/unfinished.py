"""What is unfinished in the demonstration: a place that became vacant, and a half-signed draft.

Readers see neither a text nor a date that was made up: a draft is among the leads.
"""

import datetime as dt
from dataclasses import replace
from functools import partial

from commitments.actions import write_hand_over
from commitments.models import ActionPlan, Lead
from network.actions import give_role
from network.models import Organisation, Person
from network.workflow import RoleKind, Side
from ogp_tracker import history
from progress.content import Content
from progress.demonstration.people import PLAN, REASON, STARTED_ON
from progress.models import ReportingPeriod
from progress.signing.actions import sign
from progress.standings import standings
from progress.updates.actions import save_draft

# She led commitment 21 for the Treasury, for a month.
EMAIL, NAME, LED, ORGANISATION = "una@example.org", "Una Ulm", "21", "hmt"
LEFT_ON = dt.date(2014, 3, 25)
NOTE = (
    "Invented for the demonstration. Pia and I spoke every other Thursday. Next is the list of "
    "what is published first: ask Pia for the draft."
)
PUBLIC_LINE = "Invented for the demonstration: the Treasury names a new lead soon"
# The update of commitment 1 that its two leads have begun, from this day on.
BEGUN, WRITER, SIGNER = "1", "ada@example.org", "ben@example.org"
BEGUN_ON = dt.date(2014, 10, 1)
TEXT = Content(
    done="Invented for the demonstration: the two leads met and wrote this draft.",
    next_steps="Invented for the demonstration: the other signature.",
    government_completion="substantial",
)


def load_unfinished() -> None:
    """Add what was never here; the half-signed draft from its day on.

    Raises ActionPlan.DoesNotExist before the plan is imported.
    """
    plan = ActionPlan.objects.get(slug=PLAN)
    if not Person.objects.filter(email=EMAIL).exists():
        _leave_a_vacancy(plan)
    if plan.today() >= BEGUN_ON:
        _begin_an_update(plan)


def _leave_a_vacancy(plan: ActionPlan) -> None:
    commitment = plan.commitments.filter(number=LED).first()
    home = Organisation.objects.filter(slug=ORGANISATION).first()
    if commitment is None or home is None:
        return
    person = Person(email=EMAIL, name=NAME)
    person.set_unusable_password()
    history.save(person, by=None, reason=REASON)
    give_role(
        by=None,
        person=person,
        kind=RoleKind.OFFICIAL,
        organisation=home,
        starts_on=STARTED_ON,
        reason=REASON,
    )
    lead = history.create(
        Lead,
        by=None,
        reason=REASON,
        commitment=commitment,
        side=Side.GOVERNMENT,
        person=person,
        organisation=home,
        starts_on=STARTED_ON,
        ends_on=LEFT_ON,
    )
    write_hand_over(by=person, lead=lead, note=NOTE, public_line=PUBLIC_LINE)


def _begin_an_update(plan: ActionPlan) -> None:
    """Write and half sign the first update that commitment 1 owes, unless somebody has begun."""
    commitment = plan.commitments.select_related("plan").filter(number=BEGUN).first()
    people = Person.objects.in_bulk([WRITER, SIGNER], field_name="email")
    if commitment is None or len(people) < 2 or commitment.updates.filter(closed_at=None).exists():
        return
    opened = ReportingPeriod.objects.opened_by(plan.today()).filter(plan=plan)
    rows = standings([commitment], opened.order_by("due_on"))
    period = next((row.period for row in rows if row.is_awaited), None)
    if period is None:
        return
    write = partial(save_draft, commitment=commitment, period=period)
    first = write(by=people[WRITER], side=Side.GOVERNMENT, base=0, content=TEXT)
    agreed = replace(first.content, civil_society_completion="substantial")
    version = write(by=people[SIGNER], side=Side.CIVIL_SOCIETY, base=first.number, content=agreed)
    sign(
        by=people[SIGNER],
        side=Side.CIVIL_SOCIETY,
        update=version.update,
        number=version.number,
        content_hash=version.content_hash,
    )
