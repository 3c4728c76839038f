"""Circulations for the tests: April 2014, drafted from two pieces of news."""

from typing import Any

from mailroom.models import Announcement
from network.circulation.actions import draft_circulation, send_circulation
from network.models import Circulation, Person
from tests.mailroom.following.people import announce

UPDATE = "Commitment 7: update published [with *stars*]"


def drafted() -> Circulation:
    """The month's draft: an update and a call for help."""
    announce(headline=UPDATE, path="/commitments/7/")
    announce(kind=Announcement.Kind.CALL_FOR_HELP, headline="Commitment 7: help wanted")
    draft = draft_circulation()
    assert draft is not None
    return draft


def sent(by: Person, **facts: Any) -> Circulation:
    """The same, sent."""
    return send_circulation(by=by, circulation=drafted(), began_from=None)
