"""Giving roles and ending them."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from network import actions
from network.models import Person, Role
from network.workflow import RoleKind
from tests import cast


def fresh(person):
    """The same person as the next request sees them."""
    return Person.objects.get(pk=person.pk)


def give(by, person, at, kind=RoleKind.NETWORK_MEMBER, **more):
    return actions.give_role(by=by, person=person, kind=kind, organisation=at, **more)


def test_a_role_counts_from_today_and_remembers_who_gave_it(nora, olga, involve, today):
    role = give(nora, olga, involve, reason="Joined the network")
    assert role.starts_on == today
    assert fresh(olga).has_role(RoleKind.NETWORK_MEMBER)
    recorded = role.history.get()
    assert (recorded.history_user, recorded.history_change_reason) == (nora, "Joined the network")


def test_a_role_that_starts_later_gives_nothing_yet(nora, olga, involve, settings, today):
    give(nora, olga, involve, starts_on=today + dt.timedelta(days=1))
    assert not fresh(olga).has_role(RoleKind.NETWORK_MEMBER)
    settings.TRACKER_TODAY = today + dt.timedelta(days=1)
    assert fresh(olga).has_role(RoleKind.NETWORK_MEMBER)


def test_nobody_holds_the_same_role_twice(nora, mia, involve):
    with pytest.raises(ValidationError, match="Mia Moss already has this role at Involve"):
        give(nora, mia, involve)
    assert Role.objects.filter(person=mia).count() == 1


def test_the_same_role_elsewhere_is_another_role(nora, mia, global_witness):
    give(nora, mia, global_witness)
    assert len(fresh(mia).current_roles) == 2


def test_rights_end_with_the_role_at_once(nora, mia):
    role = actions.end_role(by=nora, role=mia.roles.get(), reason="Left the network")
    assert role.ends_on == cast.TODAY
    assert fresh(mia).current_roles == []
    assert role.history.first().history_change_reason == "Left the network"


def test_a_role_ends_once(nora, mia):
    role = actions.end_role(by=nora, role=mia.roles.get(), reason="Left")
    with pytest.raises(ValidationError, match="already ended"):
        actions.end_role(by=nora, role=role, reason="Again")
    assert role.history.count() == 2


def test_a_role_that_has_not_begun_never_begins(nora, olga, involve, settings, today):
    starts_on = today + dt.timedelta(days=3)
    role = give(nora, olga, involve, starts_on=starts_on)
    actions.end_role(by=nora, role=role, reason="Changed my mind")
    settings.TRACKER_TODAY = starts_on
    assert not fresh(olga).has_role(RoleKind.NETWORK_MEMBER)


def test_a_role_can_be_given_again_after_it_ended(nora, mia, involve):
    actions.end_role(by=nora, role=mia.roles.get(), reason="Left")
    give(nora, mia, involve)
    assert fresh(mia).has_role(RoleKind.NETWORK_MEMBER)


def test_a_key_is_gone_with_the_last_role_of_its_side(sam, gail, commitment, today):
    actions.end_role(by=sam, role=gail.roles.get(), reason="Moved on")
    sides = [lead.side for lead in commitment.leads.current(today)]
    assert sides == ["civil_society"]
