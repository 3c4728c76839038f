"""Changing what a commitment says, also while somebody else does."""

import datetime as dt

import pytest

from commitments.actions import add_milestone
from commitments.models import Precision
from network.workflow import RoleKind
from tests.cast import NO_DATE, assert_same_queries, client_for, commitment_of, person
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


@pytest.fixture
def url(commitment):
    return f"/commitments/{commitment.slug}/edit/"


@pytest.fixture
def second(cabinet_office):
    """A second member of the secretariat."""
    return person("Suki Stone", RoleKind.SECRETARIAT, cabinet_office)


def test_a_commitment_is_changed_and_keeps_its_address(sam, commitment, url):
    slug = commitment.slug
    response = send(sam, url, government_title="Who owns companies", technology=True, reason=WHY)
    assert response["Location"] == commitment.get_absolute_url()
    commitment.refresh_from_db()
    assert (commitment.government_title, commitment.technology, commitment.slug) == (
        "Who owns companies",
        True,
        slug,
    )
    assert why(commitment) == ("Sam Shah", WHY)


def test_words_that_readers_see_are_amended_elsewhere(sam, commitment, url):
    form = opened(client_for(sam), url)
    assert not {"title", "summary", "problem", "how_it_helps"} & set(form.fields)
    page = client_for(sam).get(url).content.decode()
    assert f"/commitments/{commitment.slug}/amend/" in page


def test_before_publication_everything_is_changed_here(sam, plan, hidden_plan):
    new = commitment_of(hidden_plan, "9", "Open contracting")
    url = f"/commitments/{new.slug}/edit/"
    send(sam, url, title="Contracts in the open", reason=WHY)
    new.refresh_from_db()
    assert new.title == "Contracts in the open"
    assert f"/commitments/{new.slug}/wordings/record/" in client_for(sam).get(url).content.decode()


def test_the_end_of_a_commitment_is_one_thing(sam, commitment, url):
    day = dt.date(2014, 9, 30)
    send(sam, url, due_precision="day", due_on=day, reason=WHY)
    commitment.refresh_from_db()
    assert commitment.due_text == "30 September 2014"
    assert (commitment.due_on, commitment.due_sort_on) == (day, day)
    assert commitment.due_precision == Precision.DAY


def test_the_page_leads_to_what_belongs_to_the_commitment(sam, commitment, url):
    page = client_for(sam).get(url).content.decode()
    pk = commitment.milestones.get(ref="7.02").pk
    for address in (
        f"/milestones/{pk}/edit/",
        f"/milestones/{pk}/date/",
        f"/milestones/{pk}/report/",
        f"/commitments/{commitment.slug}/milestones/add/",
        f"/commitments/{commitment.slug}/leads/appoint/",
        f"/commitments/{commitment.slug}/organisations/add/",
        f"/commitments/{commitment.slug}/close-incomplete/",
    ):
        assert address in page
    assert f"/commitments/{commitment.slug}/reopen/" not in page


def test_the_number_of_queries_stays(sam, commitment, url):
    def add_row(number):
        add_milestone(by=None, commitment=commitment, due=NO_DATE, ref=f"7.1{number}", title="New")

    assert_same_queries(client_for(sam), url, add_row)


def test_two_people_change_different_words_and_both_stay(sam, second, commitment, url):
    slow = client_for(sam)
    sent = filled(opened(slow, url), ogp_id="UK0048", reason=WHY)
    send(second, url, government_title="Suki’s title", reason="Clearer")
    assert slow.post(url, sent).status_code == 302
    commitment.refresh_from_db()
    assert (commitment.government_title, commitment.ogp_id) == ("Suki’s title", "UK0048")
    # Nor may the history say that Sam put the old title back.
    titles = commitment.history.order_by("-pk").values_list("government_title", flat=True)
    assert list(titles[:2]) == ["Suki’s title"] * 2


def test_two_people_change_the_same_words_and_see_both(sam, second, commitment, url):
    slow = client_for(sam)
    sent = filled(opened(slow, url), government_title="Sam’s title", reason=WHY)
    send(second, url, government_title="Suki’s title", ogp_id="UK0001", reason="Clearer")
    before = recorded()
    response = slow.post(url, sent)
    assert (response.status_code, recorded()) == (409, before)
    page = response.content.decode()
    assert "Somebody else changed this while you were writing" in page
    assert "Suki Stone, 14 April 2014" in page
    assert '<a href="#id_government_title">Title the government uses</a>' in page
    again = filled(response.context["form"])
    assert (again["government_title"], again["reason"]) == ("Sam’s title", WHY)
    assert again["ogp_id"] == "UK0001"
    assert slow.post(url, again).status_code == 302
    commitment.refresh_from_db()
    assert (commitment.government_title, commitment.ogp_id) == ("Sam’s title", "UK0001")


def test_a_second_click_records_nothing_more(sam, commitment, url):
    client = client_for(sam)
    sent = filled(opened(client, url), government_title="Who owns companies", reason=WHY)
    client.post(url, sent)
    before = recorded()
    assert client.post(url, sent).status_code == 302
    assert recorded() == before


def test_it_asks_the_secretariat_only(url, commitment, rae, others):
    assert_refused(url, rae, *others, data={"title": "Mine", "reason": WHY})


def test_a_hidden_commitment_is_not_found_by_others(commitment, hidden_plan, url, gail):
    assert client_for(gail).post(url, {"title": "Mine"}).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"),
        ({"ogp_id": "x" * 21}, "ogp_id"),
        ({"due_precision": "ongoing", "due_on": dt.date(2014, 9, 30)}, "due_on"),
        ({"began_from": "first"}, "began_from"),
    ],
)
def test_nonsense_is_named(sam, commitment, url, changes, field):
    assert field in errors_of(send(sam, url, **changes, reason=WHY))
    commitment.refresh_from_db()
    assert commitment.title == "Company beneficial ownership information"
