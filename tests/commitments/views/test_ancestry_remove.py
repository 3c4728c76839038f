"""Taking back that a commitment came of another."""

import pytest

from commitments.actions import add_ancestry
from commitments.models import Ancestry
from tests.cast import action_plan, client_for, commitment_of
from tests.commitments.views.working import WHY, assert_refused, errors_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(commitment, sam):
    older = commitment_of(action_plan("first", number=1, title="The first plan"), "3", "Owners")
    return add_ancestry(
        by=sam, earlier=older, later=commitment, kind="promised_before", reason="Same promise"
    )


@pytest.fixture
def url(line):
    return f"/ancestry/{line.pk}/remove/"


def test_it_is_gone_and_the_history_keeps_it(sam, line, url):
    response = send(sam, url, reason=WHY)
    assert response["Location"] == line.later.get_absolute_url()
    assert not Ancestry.objects.exists()
    last = Ancestry.history.first()
    assert (last.history_type, last.history_user, last.history_change_reason) == ("-", sam, WHY)


def test_it_asks_first(sam, url):
    page = client_for(sam).get(url).content.decode()
    assert "is said to have come of “Owners” of The first plan" in page
    assert Ancestry.objects.exists()


def test_it_asks_the_secretariat_only(url, rae, others):
    assert_refused(url, rae, *others, data={"reason": WHY})


def test_a_second_click_is_not_found(sam, url):
    send(sam, url, reason=WHY)
    assert client_for(sam).post(url, {"reason": WHY}).status_code == 404


def test_a_reason_is_asked_for(sam, url):
    assert errors_of(send(sam, url)) == {"reason": ["Say why"]}
