"""Circulations for the tests: April 2014, drafted from two pieces of news."""

import datetime as dt
from typing import Any

from mailroom.models import Announcement
from network.circulation.actions import draft_circulation, send_circulation
from network.models import Circulation, Person
from ogp_tracker import clock
from ogp_tracker.overtaking import latest_change
from tests.mailroom.following.people import announce

UPDATE = "Commitment 7: update published [with *stars*]"


def drafted() -> Circulation:
    """The month's draft: an update and a call for help."""
    announce(headline=UPDATE, path="/commitments/7/")
    announce(kind=Announcement.Kind.CALL_FOR_HELP, headline="Commitment 7: help wanted")
    # What is announced within five minutes is for the next one.
    Announcement.objects.update(announced_at=clock.now() - dt.timedelta(minutes=10))
    draft = draft_circulation()
    assert draft is not None
    return draft


def sent(by: Person, **facts: Any) -> Circulation:
    """The same, sent."""
    draft = drafted()
    return send_circulation(by=by, circulation=draft, began_from=latest_change(draft).pk)
