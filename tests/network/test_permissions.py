"""Who may do what with people and roles: every kind of role, every kind of person."""

import pytest
from django.contrib.auth.models import AnonymousUser

from network import permissions as may
from network.actions import accept_invitation, give_role, invite_person
from network.models import Circulation, Person
from network.workflow import RoleKind, Side
from ogp_tracker import clock
from tests import cast
from tests.network.letters import invite

OF_SECRETARIAT = {RoleKind.OFFICIAL, RoleKind.RELATIONSHIP_MANAGER, RoleKind.SECRETARIAT}
OF_COORDINATOR = {RoleKind.NETWORK_MEMBER, RoleKind.NETWORK_COORDINATOR}
OF_ADMINISTRATOR = {
    RoleKind.SECRETARIAT,
    RoleKind.NETWORK_COORDINATOR,
    RoleKind.ADMINISTRATOR,
}
GIVES = {
    RoleKind.SECRETARIAT: OF_SECRETARIAT,
    RoleKind.NETWORK_COORDINATOR: OF_COORDINATOR,
    RoleKind.ADMINISTRATOR: OF_ADMINISTRATOR,
}
KEEPERS = set(GIVES)


@pytest.fixture
def somebody(today, involve):
    """Make a person with one role."""
    return lambda kind, name="Some Body": cast.person(name, kind, involve)


@pytest.mark.parametrize("giver", RoleKind)
@pytest.mark.parametrize("given", RoleKind)
def test_who_gives_which_role(somebody, giver, given):
    assert may.can_give_role(somebody(giver), given) == (given in GIVES.get(giver, set()))


@pytest.mark.parametrize("kind", RoleKind)
def test_who_sees_people_and_invites(somebody, kind):
    person = somebody(kind)
    assert may.can_see_people(person) == (kind in KEEPERS)
    assert may.can_invite(person) == (kind in KEEPERS)


@pytest.mark.parametrize("kind", RoleKind)
def test_who_keeps_organisations(somebody, kind):
    keeps = kind in {RoleKind.SECRETARIAT, RoleKind.NETWORK_COORDINATOR}
    assert may.can_edit_organisations(somebody(kind)) == keeps


@pytest.mark.parametrize("kind", RoleKind)
def test_who_sees_a_circulation_before_it_is_sent(somebody, kind):
    draft = Circulation(month=cast.TODAY.replace(day=1))
    sees = kind == RoleKind.NETWORK_COORDINATOR
    assert may.can_see_circulation(somebody(kind), draft) == sees
    draft.sent_at = clock.now()
    assert may.can_see_circulation(somebody(kind, "Other Body"), draft)
    assert may.can_see_circulation(AnonymousUser(), draft)


@pytest.mark.parametrize("ender", RoleKind)
@pytest.mark.parametrize("ended", RoleKind)
def test_who_ends_which_role(somebody, ender, ended):
    role = somebody(ended, "Other Body").roles.get()
    assert may.can_end_role(somebody(ender), role) == (ended in GIVES.get(ender, set()))


@pytest.mark.parametrize("kind", RoleKind)
def test_nobody_ends_or_gives_a_role_of_their_own(somebody, kind):
    person = somebody(kind)
    assert not may.can_end_role(person, person.roles.get())
    assert not may.can_give_roles_to(person, person)


def test_roles_end_with_the_day_they_end(nora, today, settings):
    role = nora.roles.get()
    role.ends_on = today
    role.save()
    assert not may.can_invite(Person.objects.get(pk=nora.pk))


def test_a_visitor_and_an_outsider_may_nothing(olga, mia):
    for person in (AnonymousUser(), olga):
        assert not may.can_see_people(person)
        assert not may.can_invite(person)
        assert not may.can_edit_organisations(person)
        assert not may.can_end_role(person, mia.roles.get())
        assert not may.can_give_roles_to(person, mia)
        assert may.side_kept_by(person) is None


def test_a_letter_is_sent_again_and_mended_by_who_gives_its_role(nora, sam, involve):
    invitation = invite(nora, involve)
    ned = invitation.person
    assert may.can_resend_invitation(nora, ned)
    assert may.can_edit_person(nora, ned)
    assert not may.can_resend_invitation(sam, ned)
    assert not may.can_edit_person(sam, ned)
    accept_invitation(invitation=invitation)
    ned = Person.objects.get(pk=ned.pk)
    assert not may.can_resend_invitation(nora, ned)
    assert not may.can_edit_person(nora, ned)


def test_an_administrator_is_on_no_side(somebody):
    ada = somebody(RoleKind.ADMINISTRATOR)
    assert may.side_kept_by(ada) is None
    assert not any(may.is_on_side(ada, side) for side in Side)


def test_one_role_in_common_does_not_open_the_other_sides_invitation(sam, nora, bis, involve):
    """Whoever may set the address is let in with every role, so must be able to give every one."""
    invitation = invite_person(
        by=sam, email="vic@example.org", name="Vic", kind=RoleKind.OFFICIAL, organisation=bis
    )
    give_role(by=nora, person=invitation.person, kind=RoleKind.NETWORK_MEMBER, organisation=involve)
    vic = Person.objects.get(email="vic@example.org")
    for keeper in (sam, nora):
        assert not may.can_edit_person(keeper, vic)
        assert not may.can_resend_invitation(keeper, vic)
