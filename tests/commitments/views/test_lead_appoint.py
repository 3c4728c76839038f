"""Appointing leads: each keeper for their own side."""

import pytest

from mailroom.models import OutboxMessage
from network.workflow import RoleKind, Side
from tests.cast import (
    TODAY,
    assert_same_queries,
    client_for,
    commitment_of,
    lead,
    person,
    role,
)
from tests.commitments.views.working import (
    WHY,
    assert_refused,
    errors_of,
    opened,
    recorded,
    send,
    why,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacant(plan, bis):
    """A commitment that nobody leads."""
    return commitment_of(plan, "8", "Open contracting", bis)


@pytest.fixture
def url(vacant):
    return f"/commitments/{vacant.slug}/leads/appoint/"


def test_the_secretariat_appoints_for_government(sam, gail, bis, vacant, url):
    response = send(sam, url, role=gail.roles.get(), reason=WHY)
    assert response["Location"] == vacant.get_absolute_url()
    appointed = vacant.leads.get()
    assert (appointed.side, appointed.person, appointed.organisation) == ("government", gail, bis)
    assert (appointed.starts_on, appointed.ends_on) == (TODAY, None)
    assert why(appointed) == ("Sam Shah", WHY)
    assert OutboxMessage.objects.get().to_email == gail.email


def test_the_coordinator_appoints_for_civil_society(nora, cyrus, vacant, url):
    send(nora, url, role=cyrus.roles.get())
    assert vacant.leads.get().side == "civil_society"


def test_only_people_of_the_side_are_offered_each_once(sam, nora, gail, cyrus, mia, bis, url):
    role(gail, RoleKind.RELATIONSHIP_MANAGER, bis)
    offered = [text for _, text in opened(client_for(sam), url).fields["role"].choices][1:]
    assert offered == [
        "Gail Green, Department for Business, Innovation and Skills",
        "Sam Shah, Cabinet Office",
    ]
    offered = [text for _, text in opened(client_for(nora), url).fields["role"].choices][1:]
    assert offered == ["Cyrus Cole, Global Witness", "Mia Moss, Involve", "Nora Nash, Involve"]


def test_a_second_click_appoints_once(sam, gail, vacant, url):
    send(sam, url, role=gail.roles.get())
    before = recorded()
    errors = errors_of(send(sam, url, role=gail.roles.get()))
    assert errors == {"__all__": ["Gail Green already leads this commitment."]}
    assert (recorded(), OutboxMessage.objects.count()) == (before, 1)


def test_keepers_only(url, rae, gail, cyrus, mia, olga):
    assert_refused(url, rae, gail, cyrus, mia, olga, data={"role": 1})


def test_nobody_appoints_for_the_other_side(sam, nora, gail, cyrus, vacant, url):
    assert list(errors_of(send(sam, url, role=cyrus.roles.get()))) == ["role"]
    assert list(errors_of(send(nora, url, role=gail.roles.get()))) == ["role"]
    assert not vacant.leads.exists()


def test_one_person_never_holds_both_sides(sam, commitment, global_witness, bis):
    both = person("Bo Both", RoleKind.OFFICIAL, bis)
    role(both, RoleKind.NETWORK_MEMBER, global_witness)
    commitment.leads.filter(side="civil_society").update(person=both)
    url = f"/commitments/{commitment.slug}/leads/appoint/"
    errors = errors_of(send(sam, url, role=both.roles.get(kind="official")))
    assert "one person cannot hold both sides" in errors["__all__"][0]


def test_a_role_that_has_ended_is_not_offered(sam, gail, vacant, url):
    gail.roles.update(ends_on=TODAY)
    assert list(errors_of(send(sam, url, role=gail.roles.get()))) == ["role"]
    assert not vacant.leads.exists()


def test_a_hidden_commitment_is_not_found_by_others(vacant, hidden_plan, url, gail):
    assert client_for(gail).get(url).status_code == 404


def test_the_number_of_queries_stays(sam, vacant, bis, url):
    def add_row(number):
        somebody = person(f"Person{number} Test", RoleKind.OFFICIAL, bis)
        lead(vacant, Side.GOVERNMENT, somebody, bis)

    assert_same_queries(client_for(sam), url, add_row)


@pytest.mark.parametrize("nonsense", ["", "999999", "Gail"])
def test_nonsense_is_named(sam, vacant, url, nonsense):
    assert list(errors_of(send(sam, url, role=nonsense))) == ["role"]
    assert not vacant.leads.exists()
