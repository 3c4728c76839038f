"""The people of the demonstration: all invented, with no likeness to anybody who worked there.

They give a look round the tracker, so they hold roles and lead commitments. Nothing is made up
about the plan itself: no update, no status, no date.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from commitments.models import ActionPlan, Commitment, Lead
from network.actions import give_role
from network.models import Organisation, Person
from network.workflow import RoleKind as Kind
from network.workflow import Side
from ogp_tracker import history

PLAN = "uk-nap-2013-15"
PASSWORD = "tracker-demonstration"  # noqa: S105 - printed for everybody to read
STARTED_ON = dt.date(2014, 3, 1)
REASON = "Invented for the demonstration"


@dataclass(frozen=True)
class Character:
    """Somebody invented: their role, the organisations they hold it for, what they lead."""

    name: str
    kind: Kind
    organisations: tuple[str, ...]
    leads: tuple[str, ...] = ()
    can: str = ""

    @property
    def email(self) -> str:
        """Their address; example.org belongs to nobody."""
        return f"{self.name.split()[0].lower()}@example.org"

    @property
    def side(self) -> Side:
        """The side whose key they hold where they lead."""
        return Side.GOVERNMENT if self.kind == Kind.OFFICIAL else Side.CIVIL_SOCIETY


CAST = (
    Character(
        "Gail Green", Kind.OFFICIAL, ("bis",), ("7", "11"),
        "government lead: writes and signs updates of commitments 7 and 11",
    ),
    Character(
        "Cyrus Cole", Kind.NETWORK_MEMBER, ("global-witness",), ("7",),
        "civil society lead: writes and signs updates of commitment 7",
    ),
    Character(
        "Rae Reed", Kind.RELATIONSHIP_MANAGER, ("bis", "hmt"), (),
        "relationship manager: updates milestones of BIS and HM Treasury",
    ),
    Character(
        "Sam Stone", Kind.SECRETARIAT, ("cabinet-office",), (),
        "secretariat: edits the plan, invites officials, appoints government leads",
    ),
    Character(
        "Nora North", Kind.NETWORK_COORDINATOR, ("involve",), (),
        "network coordinator: invites members, appoints civil society leads",
    ),
    Character(
        "Mia Moss", Kind.NETWORK_MEMBER, ("org",), (),
        "network member: leads nothing yet",
    ),
    Character(
        "Olga Oak", Kind.OFFICIAL, ("home-office",), (),
        "official of the Home Office: leads nothing yet",
    ),
)  # fmt: skip

OTHER_LEADS = (
    Character("Ada Ash", Kind.OFFICIAL, ("cabinet-office",), ("1",)),
    Character("Ben Brook", Kind.NETWORK_MEMBER, ("okf",), ("1",)),
    Character("Hal Hill", Kind.OFFICIAL, ("home-office",), ("6",)),
    Character("Tess Thorn", Kind.NETWORK_MEMBER, ("tiuk",), ("6",)),
    Character("Cara Crane", Kind.OFFICIAL, ("cabinet-office",), ("12",)),
    Character("Fay Field", Kind.NETWORK_MEMBER, ("cfoi",), ("12",)),
    # One side only: the pages show the other one's vacancy.
    Character("Dan Dale", Kind.OFFICIAL, ("dclg",), ("3",)),
    Character("Ned Nash", Kind.OFFICIAL, ("nhs-england",), ("15",)),
    Character("Pia Pond", Kind.NETWORK_MEMBER, ("pwyp",), ("21",)),
)


def load_people() -> Counter[str]:
    """Add the people, roles and leads that were never here; returns how many of each.

    Raises ActionPlan.DoesNotExist before the plan is imported.
    """
    plan = ActionPlan.objects.get(slug=PLAN)
    added = Counter({"person": 0, "role": 0, "lead": 0})
    characters = (*CAST, *OTHER_LEADS)
    people = {person.email: person for person in Person.objects.prefetch_related("roles", "leads")}
    organisations = {row.slug: row for row in Organisation.objects.all()}
    commitments = {row.number: row for row in plan.commitments.all()}
    # Hashing takes a third of a second on purpose, so all of them share one hash.
    password = "" if all(c.email in people for c in characters) else make_password(PASSWORD)
    for character in characters:
        person = people.get(character.email)
        if person is None:
            person = Person(email=character.email, name=character.name, password=password)
            history.save(person, by=None, reason=REASON)
            added["person"] += 1
        homes = [organisations[slug] for slug in character.organisations if slug in organisations]
        led = [commitments[number] for number in character.leads if number in commitments]
        added["role"] += _give_roles(person, character.kind, homes)
        added["lead"] += _appoint(person, character.side, homes, led)
    return added


def _give_roles(person: Person, kind: Kind, homes: list[Organisation]) -> int:
    """Give the roles they never held, so that an ended one stays ended."""
    held = {(role.kind, role.organisation_id) for role in person.roles.all()}
    new = [home for home in homes if (kind, home.pk) not in held]
    for home in new:
        give_role(
            by=None,
            person=person,
            kind=kind,
            organisation=home,
            starts_on=STARTED_ON,
            reason=REASON,
        )
    return len(new)


def _appoint(
    person: Person, side: Side, homes: list[Organisation], commitments: list[Commitment]
) -> int:
    """Appoint them as of 1 March 2014. Not through appoint_lead, which starts today and writes."""
    led = {lead.commitment_id for lead in person.leads.all()}
    new = [commitment for commitment in commitments if homes and commitment.pk not in led]
    for commitment in new:
        history.create(
            Lead,
            by=None,
            reason=REASON,
            commitment=commitment,
            side=side,
            person=person,
            organisation=homes[0],
            starts_on=STARTED_ON,
        )
    return len(new)


def sign_in_table() -> list[str]:
    """Who can sign in and what they can do, as lines in columns."""
    rows = [(c.name, c.email, c.can) for c in CAST]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return [f"{name:{widths[0]}}  {email:{widths[1]}}  {can}" for name, email, can in rows]
