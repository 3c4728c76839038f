"""Adding a milestone."""

import datetime as dt

import pytest

from tests.cast import client_for
from tests.commitments.views.working import (
    WHY,
    assert_refused,
    errors_of,
    recorded,
    send,
    why,
)

pytestmark = pytest.mark.django_db
NEW = {
    "ref": "7.03",
    "title": "Open the register",
    "due_precision": "month",
    "due_text": "April 2015",
    "due_on": dt.date(2015, 4, 30),
    "reason": WHY,
}


@pytest.fixture
def url(commitment):
    return f"/commitments/{commitment.slug}/milestones/add/"


def test_a_milestone_is_added_and_its_date_opens_the_ledger(sam, commitment, url):
    response = send(sam, url, **NEW)
    milestone = commitment.milestones.get(ref="7.03")
    assert response["Location"] == milestone.commitment.get_absolute_url()
    assert (milestone.order, milestone.due.wording, milestone.status) == (
        3,
        "April 2015",
        "not_reported",
    )
    ledger = milestone.dates.get()
    assert (ledger.number, ledger.due, ledger.recorded_by) == (0, milestone.due, sam)
    assert why(milestone) == ("Sam Shah", WHY)


def test_a_milestone_may_have_no_date(sam, commitment, url):
    send(sam, url, ref="7.03", title="Open the register", due_precision="none")
    assert commitment.milestones.get(ref="7.03").due.wording == "no date given"


def test_a_second_click_adds_nothing(sam, url):
    send(sam, url, **NEW)
    before = recorded()
    errors = errors_of(send(sam, url, **NEW))
    assert errors == {"ref": ["The commitment already has a milestone with this reference"]}
    assert recorded() == before


def test_it_asks_the_secretariat_only(url, rae, others):
    assert_refused(url, rae, *others, data={"ref": "7.03", "title": "Mine"})


def test_a_hidden_commitment_is_not_found_by_others(commitment, hidden_plan, url, gail):
    assert client_for(gail).get(url).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ref": ""}, "ref"),
        ({"title": "x" * 301}, "title"),
        ({"due_precision": "decade"}, "due_precision"),
        ({"due_on": None}, "due_on"),
        ({"due_on": dt.date(2015, 4, 1)}, "due_on"),
        ({"due_text": ""}, "due_text"),
    ],
)
def test_nonsense_is_named(sam, commitment, url, changes, field):
    assert list(errors_of(send(sam, url, **NEW | changes))) == [field]
    assert commitment.milestones.count() == 2
