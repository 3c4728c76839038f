"""Saying that an organisation no longer takes part."""

import pytest

from tests.cast import client_for
from tests.commitments.views.working import WHY, assert_refused, errors_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(commitment):
    return commitment.participations.get()


@pytest.fixture
def url(row):
    return f"/participations/{row.pk}/remove/"


def test_an_organisation_is_removed_and_the_history_keeps_it(sam, commitment, row, url):
    records = row.history.model.objects.filter(id=row.pk)
    assert send(sam, url, reason=WHY)["Location"] == commitment.get_absolute_url()
    assert not commitment.participations.exists()
    last = records.order_by("-pk").first()
    assert (last.history_type, last.history_user, last.history_change_reason) == ("-", sam, WHY)


def test_it_asks_first(sam, commitment, url):
    page = client_for(sam).get(url).content.decode()
    assert "Remove Department for Business, Innovation and Skills" in page
    assert commitment.participations.exists()


def test_it_asks_the_secretariat_only(url, rae, others):
    assert_refused(url, rae, *others, data={"reason": WHY})


def test_a_hidden_commitment_is_not_found_by_others(hidden_plan, url, gail):
    assert client_for(gail).post(url, {"reason": WHY}).status_code == 404


def test_what_was_removed_is_not_found(sam, url):
    send(sam, url, reason=WHY)
    assert client_for(sam).post(url, {"reason": WHY}).status_code == 404


def test_a_reason_is_asked_for(sam, commitment, url):
    assert errors_of(send(sam, url)) == {"reason": ["Say why"]}
    assert commitment.participations.exists()
