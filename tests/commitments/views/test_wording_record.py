"""Keeping the words of a commitment before readers see it."""

import pytest

from commitments.actions import publish_plan
from tests.cast import TODAY, client_for, commitment_of
from tests.commitments.views.working import WHY, assert_refused, errors_of, recorded, send, why

pytestmark = pytest.mark.django_db
AGREED = {"kind": "agreed", "agreed_by": "BIS and Global Witness", "reason": WHY}


@pytest.fixture
def new(hidden_plan):
    return commitment_of(hidden_plan, "9", "Open contracting")


@pytest.fixture
def url(new):
    return f"/commitments/{new.slug}/wordings/record/"


def test_a_draft_and_an_agreed_wording_are_kept(sam, new, url):
    send(sam, url, kind="draft", reason="First try")
    response = send(sam, url, **AGREED)
    assert response["Location"] == f"/commitments/{new.slug}/wordings/"
    draft, agreed = new.wordings.order_by("number")
    assert (draft.kind, draft.agreement, draft.title) == ("draft", "unknown", "Open contracting")
    assert (agreed.kind, agreed.agreement, agreed.effective_on) == ("agreed", "both", TODAY)
    assert why(agreed) == ("Sam Shah", WHY)


def test_what_was_agreed_is_published_as_agreed(sam, new, url):
    send(sam, url, **AGREED)
    publish_plan(by=sam, plan=new.plan)
    published = new.wordings.last()
    assert (published.kind, published.agreed_by) == ("published", "BIS and Global Witness")


def test_other_words_than_those_agreed_on_are_published_without_agreement(sam, new, url):
    send(sam, url, **AGREED)
    send(sam, f"/commitments/{new.slug}/edit/", title="Contracts", reason=WHY)
    publish_plan(by=sam, plan=new.plan)
    assert new.wordings.last().agreement == "unknown"


def test_it_shows_the_words_first(sam, new, url):
    page = client_for(sam).get(url).content.decode()
    assert "What open contracting promises." in page
    assert not new.wordings.exists()


def test_it_asks_the_secretariat_only(nora, url):
    assert_refused(url, nora, data=AGREED)


def test_others_do_not_find_it(gail, url):
    assert client_for(gail).get(url).status_code == 404


def test_what_readers_see_is_amended_instead(sam, commitment):
    url = f"/commitments/{commitment.slug}/wordings/record/"
    before = recorded()
    assert "Readers see this commitment already" in client_for(sam).get(url).content.decode()
    assert "amend its wording" in client_for(sam).post(url, AGREED).content.decode()
    assert recorded() == before


def test_a_second_click_records_nothing_more(sam, new, url):
    send(sam, url, **AGREED)
    assert list(errors_of(send(sam, url, **AGREED))) == ["__all__"]
    assert new.wordings.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "amended"}, "kind"),
        ({"agreed_by": ""}, "agreed_by"),
        ({"reason": ""}, "reason"),
    ],
)
def test_nonsense_is_named(sam, new, url, changes, field):
    assert list(errors_of(send(sam, url, **AGREED | changes))) == [field]
    assert not new.wordings.exists()
