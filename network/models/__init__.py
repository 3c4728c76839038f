"""Facts of the network, one subject a file."""

from network.models.circulations import CIRCULATION_TOPIC, Circulation, CirculationReader
from network.models.people import (
    Invitation,
    InvitationQuerySet,
    Organisation,
    Person,
    PersonHistory,
    PersonManager,
    Role,
    RoleQuerySet,
)

__all__ = (
    "CIRCULATION_TOPIC",
    "Circulation",
    "CirculationReader",
    "Invitation",
    "InvitationQuerySet",
    "Organisation",
    "Person",
    "PersonHistory",
    "PersonManager",
    "Role",
    "RoleQuerySet",
)
