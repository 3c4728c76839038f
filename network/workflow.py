"""Which roles there are, whose side each is on, and who may give it: tables, not code."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """The two sides that hold one key each."""

    GOVERNMENT = "government", _("Government")
    CIVIL_SOCIETY = "civil_society", _("Civil society")

    @property
    def other(self) -> "Side":
        """The side across the table."""
        return Side.CIVIL_SOCIETY if self is Side.GOVERNMENT else Side.GOVERNMENT


class RoleKind(models.TextChoices):
    """What somebody may be in the tracker. Leads are appointed to a commitment instead."""

    OFFICIAL = "official", _("Department official")
    RELATIONSHIP_MANAGER = "relationship_manager", _("Relationship manager")
    SECRETARIAT = "secretariat", _("Secretariat")
    NETWORK_MEMBER = "network_member", _("Network member")
    NETWORK_COORDINATOR = "network_coordinator", _("Network coordinator")
    ADMINISTRATOR = "administrator", _("Administrator")


@dataclass(frozen=True)
class RoleRule:
    """One line of the table of roles."""

    kind: RoleKind
    side: Side | None
    given_by: tuple[RoleKind, ...]
    does: str


ROLES = (
    RoleRule(
        RoleKind.OFFICIAL,
        Side.GOVERNMENT,
        (RoleKind.SECRETARIAT,),
        "works on commitments for a department; may be appointed government lead",
    ),
    RoleRule(
        RoleKind.RELATIONSHIP_MANAGER,
        Side.GOVERNMENT,
        (RoleKind.SECRETARIAT,),
        "keeps track of one department (one role for each) and updates its milestones",
    ),
    RoleRule(
        RoleKind.SECRETARIAT,
        Side.GOVERNMENT,
        (RoleKind.SECRETARIAT, RoleKind.ADMINISTRATOR),
        "keeps plans, commitments and the government side's people",
    ),
    RoleRule(
        RoleKind.NETWORK_MEMBER,
        Side.CIVIL_SOCIETY,
        (RoleKind.NETWORK_COORDINATOR,),
        "belongs to the network; may be appointed civil society lead",
    ),
    RoleRule(
        RoleKind.NETWORK_COORDINATOR,
        Side.CIVIL_SOCIETY,
        (RoleKind.NETWORK_COORDINATOR, RoleKind.ADMINISTRATOR),
        "keeps the civil society side's people",
    ),
    RoleRule(
        RoleKind.ADMINISTRATOR,
        None,
        (RoleKind.ADMINISTRATOR,),
        "accounts and settings; cannot write, sign or publish for anybody",
    ),
)

RULE_OF = {rule.kind: rule for rule in ROLES}
# Who appoints the leads of each side.
KEEPER_OF = {
    Side.GOVERNMENT: RoleKind.SECRETARIAT,
    Side.CIVIL_SOCIETY: RoleKind.NETWORK_COORDINATOR,
}
KINDS_OF_SIDE = {side: tuple(rule.kind for rule in ROLES if rule.side is side) for side in Side}
