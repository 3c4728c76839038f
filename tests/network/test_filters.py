"""Finding people."""

import pytest

from network.actions import accept_invitation, end_role
from network.filters import PersonFilter
from network.workflow import RoleKind
from tests import cast
from tests.network.letters import invite


@pytest.fixture
def everybody(gail, cyrus, rae, sam, nora, mia, olga):
    """The cast."""


def found(**chosen):
    return {person.name.split()[0] for person in PersonFilter(chosen).found()}


def test_nothing_chosen_finds_everybody(everybody):
    assert found() == {"Gail", "Cyrus", "Rae", "Sam", "Nora", "Mia", "Olga"}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("gail", {"Gail"}),
        ("GREEN gail", {"Gail"}),
        ("green nora", set()),
        ("olga@example", {"Olga"}),
        ("bis", {"Gail", "Rae"}),
        ("witness", {"Cyrus"}),
        ("involve moss", {"Mia"}),
        ("%", set()),
        ("_", set()),
    ],
)
def test_each_word_is_in_the_name_the_address_or_an_organisation(everybody, words, names):
    assert found(q=words) == names


def test_by_side(everybody):
    assert found(side="government") == {"Gail", "Rae", "Sam"}
    assert found(side="civil_society") == {"Cyrus", "Nora", "Mia"}


def test_by_role(everybody):
    assert found(role=RoleKind.NETWORK_MEMBER) == {"Cyrus", "Mia"}
    assert found(role=RoleKind.NETWORK_MEMBER, q="mia") == {"Mia"}
    assert found(role=RoleKind.OFFICIAL, side="civil_society") == set()


def test_by_standing(everybody, nora, mia, involve, settings, today):
    end_role(by=nora, role=mia.roles.get(), reason="Left")
    invitation = invite(nora, involve)
    assert found(state="none") == {"Mia", "Olga"}
    assert "Mia" not in found(state="current")
    assert found(state="invited") == {"Ned"}
    assert found(state="expired") == set()
    settings.TRACKER_TODAY = today.replace(day=29)
    assert found(state="invited") == set()
    assert found(state="expired") == {"Ned"}
    settings.TRACKER_TODAY = today
    accept_invitation(invitation=invitation)
    assert found(state="invited") == set()


def test_nobody_is_found_twice_for_two_roles(everybody, mia, bis):
    cast.role(mia, RoleKind.OFFICIAL, bis)
    assert [person.name for person in PersonFilter({"q": "mia"}).found()] == ["Mia Moss"]
    assert len(PersonFilter({"q": "mia"}).found()[0].roles_today) == 2


@pytest.mark.parametrize("name", ["side", "role", "state"])
def test_a_value_that_makes_no_sense_filters_nothing(everybody, name):
    form = PersonFilter({name: "sideways"})
    assert form.found().count() == 7
    assert name in form.errors
    assert form.number_chosen == 0
