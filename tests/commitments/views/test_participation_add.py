"""Saying that an organisation takes part."""

import pytest

from commitments.actions import add_participation
from tests.cast import assert_same_queries, client_for, organisation
from tests.commitments.views.working import (
    WHY,
    assert_refused,
    errors_of,
    recorded,
    send,
    why,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(commitment):
    return f"/commitments/{commitment.slug}/organisations/add/"


@pytest.fixture
def new(involve):
    return {"organisation": involve, "side": "civil_society", "capacity": "support", "reason": WHY}


def test_an_organisation_takes_part(sam, commitment, involve, url, new):
    response = send(sam, url, **new)
    assert response["Location"] == commitment.get_absolute_url()
    row = commitment.participations.get(organisation=involve)
    assert (row.side, row.capacity) == ("civil_society", "support")
    assert why(row) == ("Sam Shah", WHY)


def test_the_page_lists_who_takes_part(sam, commitment, url):
    page = client_for(sam).get(url).content.decode()
    assert "Department for Business, Innovation and Skills (government, leads)" in page
    assert f"/participations/{commitment.participations.get().pk}/remove/" in page


def test_a_second_click_adds_nothing(sam, url, new):
    send(sam, url, **new)
    before = recorded()
    errors = errors_of(send(sam, url, **new))
    assert errors == {"organisation": ["This organisation already takes part in the commitment"]}
    assert recorded() == before


def test_it_asks_the_secretariat_only(url, rae, others, involve, new):
    assert_refused(url, rae, *others, data=new | {"organisation": involve.pk})


def test_a_hidden_commitment_is_not_found_by_others(commitment, hidden_plan, url, gail):
    assert client_for(gail).get(url).status_code == 404


def test_the_number_of_queries_stays(sam, commitment, url):
    def add_row(number):
        add_participation(
            by=None,
            commitment=commitment,
            organisation=organisation(f"Charity {number}"),
            side="civil_society",
            capacity="support",
        )

    assert_same_queries(client_for(sam), url, add_row)


@pytest.mark.parametrize("field", ["organisation", "side", "capacity", "reason"])
def test_each_question_needs_an_answer(sam, commitment, url, new, field):
    assert list(errors_of(send(sam, url, **new | {field: ""}))) == [field]
    assert commitment.participations.count() == 1
