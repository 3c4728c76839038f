"""Changing a milestone's words and place."""

import pytest

from tests.cast import client_for
from tests.commitments.views.working import (
    WHY,
    assert_refused,
    errors_of,
    opened,
    send,
    why,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestone(commitment):
    return commitment.milestones.get(ref="7.02")


@pytest.fixture
def url(milestone):
    return f"/milestones/{milestone.pk}/edit/"


def test_a_milestone_gets_other_words(sam, milestone, url):
    response = send(sam, url, title="Finish the assessment", reason=WHY)
    assert response["Location"] == milestone.commitment.get_absolute_url()
    milestone.refresh_from_db()
    assert milestone.title == "Finish the assessment"
    assert why(milestone) == ("Sam Shah", WHY)


def test_neither_date_nor_status_is_changed_here(sam, milestone, url):
    client = client_for(sam)
    assert not {"due_text", "due_on", "status"} & set(opened(client, url).fields)
    began = milestone.history.first().pk
    sneaked = {"status": "completed", "due_on": "2020-01-01", "due_text": "2020"}
    typed = {"ref": "7.02", "title": "T", "order": 2, "reason": WHY, "began_from": began}
    client.post(url, typed | sneaked)
    old_due = milestone.due
    milestone.refresh_from_db()
    assert (milestone.title, milestone.status, milestone.due) == ("T", "not_reported", old_due)


def test_it_asks_the_secretariat_only(url, rae, others):
    assert_refused(url, rae, *others, data={"title": "Mine", "reason": WHY})


def test_a_hidden_milestone_is_not_found_by_others(hidden_plan, url, gail):
    assert client_for(gail).get(url).status_code == 404


def test_an_unknown_milestone_is_not_found(sam):
    assert client_for(sam).get("/milestones/999999/edit/").status_code == 404


def test_the_reference_of_another_milestone_is_refused(sam, url):
    errors = errors_of(send(sam, url, ref="7.01", reason=WHY))
    assert errors == {"ref": ["The commitment already has a milestone with this reference"]}


@pytest.mark.parametrize(("changes", "field"), [({"ref": ""}, "ref"), ({"order": "x"}, "order")])
def test_nonsense_is_named(sam, url, changes, field):
    assert list(errors_of(send(sam, url, **changes, reason=WHY))) == [field]
