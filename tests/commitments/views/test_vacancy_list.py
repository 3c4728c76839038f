"""The public register of vacancies."""

import pytest

from commitments.actions import end_lead, take_step
from network.actions import end_role
from network.workflow import Side
from tests.cast import action_plan, assert_same_queries, client_for, commitment_of, lead

pytestmark = pytest.mark.django_db
URL = "/vacancies/"


def page_of(client, query="") -> str:
    return client.get(f"{URL}{query}").content.decode().split("<h1", 1)[1]


@pytest.fixture
def vacant(sam, commitment):
    """Commitment 7 after its government lead went."""
    facts = {"reason": "Moved on", "note": "Secret", "public_line": "Named in June"}
    end_lead(by=sam, lead=commitment.leads.get(side="government"), **facts)
    return commitment


def test_readers_see_since_when_and_whose_it_is(client, vacant):
    response = client.get(URL)
    page = response.content.decode()
    assert "Vacant since 14 April 2014" in page
    assert "Department for Business, Innovation and Skills" in page
    assert "Named in June" in page
    assert "Secret" not in page
    assert not response.cookies


def test_a_role_that_ends_leaves_one_too(client, settings, sam, gail, commitment):
    end_role(by=sam, role=gail.roles.get(), reason="Left the department")
    settings.TRACKER_TODAY = settings.TRACKER_TODAY.replace(day=20)
    assert "Vacant since 14 April 2014" in page_of(client)


def test_those_that_had_a_lead_come_first(client, plan, bis, vacant):
    commitment_of(plan, "1", "Never led", bis)
    page = page_of(client)
    assert page.index("7. Company") < page.index("1. Never led")
    assert "No lead yet" in page


def test_one_side_at_a_time(client, plan, bis, vacant):
    assert "7. Company" in page_of(client, "?side=government")
    page = page_of(client, "?side=civil_society")
    assert "7. Company" not in page
    assert "Every open commitment has a lead for civil society." in page


def test_nothing_is_vacant(client, commitment):
    assert "Every open commitment has a lead on both sides." in page_of(client)


def test_what_is_closed_or_not_public_is_not_in_it(client, sam, vacant, bis):
    commitment_of(action_plan("next", number=3, published_on=None), "2", "Not yet public", bis)
    take_step(by=sam, commitment=vacant, step_name="withdraw", reason="No money")
    page = page_of(client)
    assert "Not yet public" not in page
    assert vacant.title not in page


def test_nonsense_in_the_address_shows_everything(client, vacant):
    assert "7. Company" in page_of(client, "?side=martians&page=many")


def test_the_number_of_queries_stays(sam, plan, bis, gail, today):
    def add_row(number):
        one = commitment_of(plan, str(number), f"Promise {number}", bis)
        end_lead(by=sam, lead=lead(one, Side.GOVERNMENT, gail, bis), reason="Moved on")

    assert assert_same_queries(client_for(), URL, add_row) < 10
