"""The public history of a commitment."""

import pytest
from django.urls import reverse

from commitments import actions
from commitments.actions import MilestoneReport
from commitments.public.changes import latest_changes
from tests.cast import assert_same_queries, client_for, commitment_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(commitment):
    return reverse("commitments:commitment_history", args=[commitment.slug])


def retitle(commitment, by, title, reason="Reprinted"):
    commitment.government_title = title
    actions.edit_row(by=by, row=commitment, changed=["government_title"], reason=reason)


def test_it_says_who_changed_what_when_and_why(client, commitment, url, sam):
    retitle(commitment, sam, "Owners")
    retitle(commitment, sam, "Who owns companies", "The plan was reprinted")
    response = client.get(url)
    page = response.content.decode()
    assert "Commitment: title the government uses changed" in page
    assert "Sam Shah, secretariat, Cabinet Office" in page
    assert "14 April 2014, " in page
    assert "Reason: The plan was reprinted" in page
    assert "<del>Owners</del>" in page
    assert "<ins>Who owns companies</ins>" in page
    assert "Commitment added to the tracker" in page
    assert "With 2 milestones and 1 organisation." in page
    assert "@example.org" not in page
    assert reverse("commitments:commitment_day", args=[commitment.slug]) in page
    assert not response.cookies


def test_hostile_text_stays_text(client, commitment, url, sam):
    retitle(commitment, sam, "<script>alert(1)</script>", "<img src=x onerror=alert(2)>")
    page = client.get(url).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_twenty_five_events_to_a_page(client, commitment, url, sam):
    for number in range(26):
        retitle(commitment, sam, f"Title {number}", f"Reason {number}")
    first = client.get(url).content.decode()
    assert "Reason: Reason 25<" in first
    assert "Reason: Reason 0<" not in first
    assert "Reason: Reason 0<" in client.get(url, {"page": "2"}).content.decode()


def test_readers_do_not_find_that_of_an_unpublished_plan(client, hidden_plan, url, sam, gail):
    for reader in (client, client_for(gail)):
        assert reader.get(url).status_code == 404
    assert client_for(sam).get(url).status_code == 200


def test_what_was_done_to_a_proposal_stays_with_those_who_prepared_it(client, plan, sam):
    words = {"stage": "proposed", "summary": "First words"}
    proposal = commitment_of(plan, "9", "A proposal", **words)
    proposal.summary = "Second words"
    actions.edit_row(by=sam, row=proposal, changed=["summary"], reason="Refused inside")
    actions.record_wording(by=sam, commitment=proposal, kind="draft", reason="Not yet agreed")
    actions.put_in_plan(by=sam, commitment=proposal, decision=actions.Decision("Both asked for it"))
    address = reverse("commitments:commitment_history", args=[proposal.slug])
    page, prepared = client.get(address), client_for(sam).get(address)
    for told in ("First words", "Refused inside", "Not yet agreed"):
        assert told not in page.content.decode()
    wordings = reverse("commitments:commitment_wordings", args=[proposal.slug])
    assert "Not yet agreed" not in client.get(wordings).content.decode()
    assert "Not yet agreed" in client_for(sam).get(wordings).content.decode()
    assert "Refused inside" in prepared.content.decode()
    assert "Commitment added to the tracker" in page.content.decode()
    assert "Both asked for it" in page.content.decode()
    assert [event.title for event in latest_changes(plan) if event.of == proposal.pk] == [
        event.title for event in page.context["page"] if not event.is_beginning
    ]


def test_the_queries_do_not_grow(client, commitment, url, sam, rae):
    statuses = {1: "not_started", 2: "on_track", 3: "behind_schedule"}

    def add_row(number):
        retitle(commitment, sam, f"Title {number}", f"Reason {number}")
        report = MilestoneReport(status=statuses[number])
        step = commitment.milestones.get(ref="7.01")
        actions.report_milestone(by=rae, milestone=step, report=report, reason=f"Heard {number}")

    assert_same_queries(client, url, add_row)
