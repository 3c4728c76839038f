"""Changing words that readers were promised."""

import datetime as dt

import pytest

from commitments.workflow import Stage
from network.workflow import RoleKind
from tests.cast import TODAY, client_for, commitment_of, person
from tests.commitments.views.working import (
    WHY,
    assert_refused,
    errors_of,
    filled,
    opened,
    recorded,
    send,
    why,
)

pytestmark = pytest.mark.django_db
AGREED = {"agreement": "both", "agreed_by": "BIS and Global Witness", "reason": WHY}


@pytest.fixture
def url(commitment):
    return f"/commitments/{commitment.slug}/amend/"


def test_the_new_words_are_in_force_and_the_old_ones_stay(sam, commitment, url):
    response = send(sam, url, title="Who owns companies", **AGREED)
    assert response["Location"] == commitment.get_absolute_url()
    commitment.refresh_from_db()
    assert (commitment.title, commitment.stage) == ("Who owns companies", Stage.AMENDED)
    assert why(commitment) == ("Sam Shah", WHY)
    first, second = commitment.wordings.order_by("number")
    assert (first.kind, first.title) == ("published", "Company beneficial ownership information")
    assert (second.kind, second.title) == ("amended", "Who owns companies")
    assert (second.agreed, second.effective_on, second.recorded_by) == (
        "Agreed by both sides: BIS and Global Witness.",
        TODAY,
        sam,
    )


def test_the_page_of_the_commitment_says_who_agreed(sam, commitment, url):
    send(sam, url, summary="Say who owns companies.", **AGREED)
    page = client_for().get(commitment.get_absolute_url()).content.decode()
    assert "This wording is in force since 14 April 2014." in page
    assert "Agreed by both sides: BIS and Global Witness." in page


@pytest.mark.parametrize("stage", [Stage.EARLY_START, Stage.COMPLETED, Stage.WITHDRAWN])
def test_an_early_start_and_a_closed_commitment_keep_their_stage(sam, commitment, url, stage):
    commitment.stage, commitment.started_early_on = stage, TODAY
    commitment.save()
    send(sam, url, title="Who owns companies", agreement="unknown", reason=WHY)
    commitment.refresh_from_db()
    assert (commitment.title, commitment.stage) == ("Who owns companies", stage)


def test_it_asks_first(sam, commitment, url):
    page = client_for(sam).get(url).content.decode()
    assert "Readers were promised the words below." in page
    assert commitment.wordings.count() == 1


def test_it_asks_the_secretariat_only(commitment, url, rae, others):
    assert_refused(url, rae, *others, data={"title": "Mine", **AGREED})


def test_what_readers_do_not_see_is_changed_directly(sam, gail, hidden_plan):
    new = commitment_of(hidden_plan, "9", "Open contracting")
    url = f"/commitments/{new.slug}/amend/"
    assert client_for(gail).get(url).status_code == 404
    page = client_for(sam).get(url).content.decode()
    assert f"/commitments/{new.slug}/edit/" in page
    before = recorded()
    sent = filled(opened(client_for(sam), url), title="Mine", **AGREED)
    assert "Readers do not see" in client_for(sam).post(url, sent).content.decode()
    assert recorded() == before


def test_two_people_amend_the_same_words_and_see_both(sam, commitment, cabinet_office, url):
    suki, slow = person("Suki Stone", RoleKind.SECRETARIAT, cabinet_office), client_for(sam)
    sent = filled(opened(slow, url), title="Sam’s title", **AGREED)
    send(suki, url, title="Suki’s title", **AGREED)
    before = recorded()
    response = slow.post(url, sent)
    assert (response.status_code, recorded()) == (409, before)
    again = filled(response.context["form"])
    assert (again["title"], again["agreed_by"]) == ("Sam’s title", "BIS and Global Witness")
    assert slow.post(url, again).status_code == 302
    assert [row.title for row in commitment.wordings.order_by("number")][1:] == [
        "Suki’s title",
        "Sam’s title",
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "__all__"),
        ({"title": ""}, "title"),
        ({"title": "x", "reason": ""}, "reason"),
        ({"title": "x", "agreed_by": ""}, "agreed_by"),
        ({"title": "x", "agreement": "perhaps"}, "agreement"),
        ({"title": "x", "effective_on": TODAY + dt.timedelta(days=1)}, "effective_on"),
    ],
)
def test_nonsense_is_named(sam, commitment, url, changes, field):
    assert list(errors_of(send(sam, url, **AGREED | changes))) == [field]
    assert commitment.wordings.count() == 1
