"""A commitment's page."""

import datetime as dt

import pytest
from django.urls import reverse

from commitments import actions
from commitments.actions import MilestoneReport, record_due_day, record_progress
from commitments.models import Changed, LatestReport, Outcome, Precision, PrintedDate, Signed
from network.workflow import Side
from ogp_tracker import history
from tests.cast import END_OF_2014, assert_same_queries, client_for, organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(commitment):
    return commitment.get_absolute_url()


def outcome(commitment, what, happened_on):
    history.create(
        Outcome, by=None, commitment=commitment, what=what, happened_on=happened_on,
        confidence="high", source="A note",
    )  # fmt: skip


def test_it_shows_both_sides_and_the_milestones(client, commitment, url):
    response = client.get(url)
    page = response.content.decode()
    assert "<strong>Gail Green</strong>" in page
    assert "<strong>Cyrus Cole</strong>" in page
    assert 'id="milestone-7.01"' in page
    assert "No date given" in page
    assert "No progress update has been published yet" in page
    assert "Last updated 14 April 2014" in page
    assert "@example.org" not in page
    assert not response.cookies


def test_a_side_without_a_lead_is_said_to_have_none(client, commitment, url, sam, cyrus):
    actions.end_lead(by=sam, lead=commitment.leads.get(person=cyrus), reason="Left")
    page = client.get(url).content.decode()
    assert "vacant since 14 April 2014" in page
    assert "Cyrus Cole" not in page


def test_the_two_views_stand_side_by_side(client, commitment, url, gail):
    record_progress(
        by=gail, commitment=commitment, until=dt.date(2014, 4, 30), reason="Both sides signed",
        assessments={Side.GOVERNMENT: "substantial", Side.CIVIL_SOCIETY: "limited"},
        reports={commitment.milestones.get(ref="7.02").pk: MilestoneReport(
            status="behind_schedule", forecast_on=dt.date(2015, 3, 5),
            evidence="The draft", evidence_url="https://example.org/draft",
        )},
    )  # fmt: skip
    page = client.get(url).content.decode()
    assert page.index("Substantial") < page.index("Limited")
    assert "As each side last said, up to 30 April 2014." in page
    assert "Behind schedule" in page
    assert "5 March 2015" in page
    assert 'href="https://example.org/draft"' in page


def test_a_moved_date_shows_both_and_how_far(client, commitment, url, sam):
    day = dt.date(2015, 3, 31)
    due = PrintedDate("March 2015", Precision.MONTH, day, day)
    step = commitment.milestones.get(ref="7.02")
    actions.change_milestone_date(by=sam, milestone=step, due=due, reason="Late")
    page = client.get(url).content.decode()
    assert "<dd>2014</dd>" in page
    assert "<dd>March 2015</dd>" in page
    assert "Moved once, 90 days later than first published." in page
    assert reverse("commitments:milestone_dates", args=[step.pk]) in page


def test_a_passed_date_is_said_to_have_passed(client, settings, url):
    settings.TRACKER_TODAY = dt.date(2014, 12, 31)
    assert "Date passed" not in client.get(url).content.decode()
    settings.TRACKER_TODAY = dt.date(2015, 1, 1)
    assert "Date passed" in client.get(url).content.decode()


def test_nothing_of_the_future_is_told(client, commitment, url):
    outcome(commitment, "A round table was held", None)
    outcome(commitment, "The bill was announced", dt.date(2014, 4, 14))
    outcome(commitment, "The act was passed", dt.date(2015, 3, 26))
    page = client.get(url).content.decode()
    assert "A round table was held" in page
    assert "The bill was announced" in page
    assert "The act was passed" not in page


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("sam", {"commitment_edit", "milestone_add", "lead_appoint"}),
        ("nora", {"lead_appoint"}),
        ("gail", set()),
        ("mia", set()),
        ("olga", set()),
    ],
)
def test_each_is_offered_what_they_may_do(request, commitment, url, who, offered):
    page = client_for(request.getfixturevalue(who)).get(url).content.decode()
    doors = ("commitment_edit", "milestone_add", "lead_appoint")
    shown = {d for d in doors if reverse(f"commitments:{d}", args=[commitment.slug]) in page}
    assert shown == offered
    assert ("Write or sign the update" in page) == (who == "gail")


def test_relationship_managers_report_on_milestones(client, commitment, url, rae):
    step = commitment.milestones.get(ref="7.01")
    door = reverse("commitments:milestone_report", args=[step.pk])
    assert door in client_for(rae).get(url).content.decode()
    assert door not in client.get(url).content.decode()


def test_hostile_text_stays_text(client, commitment, url, sam):
    text = {"summary": "<script>alert(1)</script>"}
    decision = actions.Decision("A test")
    actions.amend_commitment(by=sam, commitment=commitment, text=text, decision=decision)
    assert "<script>alert" not in client.get(url).content.decode()


def test_readers_do_not_find_what_an_unpublished_plan_holds(
    client, commitment, hidden_plan, url, gail, sam
):
    for reader in (client, client_for(gail)):
        assert reader.get(url).status_code == 404
    assert "This plan is not yet public" in client_for(sam).get(url).content.decode()


def test_the_queries_do_not_grow(client, commitment, url):
    def add_row(number):
        actions.add_milestone(
            by=None, commitment=commitment, due=END_OF_2014, ref=f"7.1{number}", title="A step"
        )
        outcome(commitment, f"Outcome {number}", None)
        actions.add_participation(
            by=None, commitment=commitment, organisation=organisation(f"Charity {number}"),
            side=Side.CIVIL_SOCIETY, capacity="support",
        )  # fmt: skip

    assert_same_queries(client, url, add_row)


def test_the_last_update_is_told_with_who_says_so_and_how_late(client, commitment, url, settings):
    latest = LatestReport(
        due_on="2014-04-30",
        url="/commitments/x/updates/2014-04-30/",
        published_at="2014-05-06T10:00:00+00:00",
        done="- The draft law was *shared*",
        days_late=6,
        silent_side="civil_society",
        signed=(Signed("Gail Green", "government", "2014-05-05T10:00:00+00:00", "Not on the fee"),),
        since="2014-01-31",
        changes=(Changed("What was done", "Nothing", "Something"),),
    )
    record_progress(
        by=None,
        commitment=commitment,
        until=dt.date(2014, 4, 30),
        assessments={Side.GOVERNMENT: "substantial"},
        reports={},
        latest=latest,
        reason="Joint update",
    )
    page = client.get(url).content.decode()
    assert "<li>The draft law was <em>shared</em></li>" in page
    assert "6 days late" in page
    assert "Civil society had not answered." in page
    assert "Gail Green, for government, 5 May 2014" in page
    assert "Not on the fee" in page
    assert "What changed since the update to 31 January 2014" in page


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (30, "The next update is due by the end of 30 April 2014."),
        (29, "The next update is due by the end of 30 April 2014."),
    ],
)
def test_the_next_due_day_is_told(client, commitment, url, settings, day, words):
    record_due_day(commitment=commitment, due_on=dt.date(2014, 4, 30), reason="Schedule")
    settings.TRACKER_TODAY = dt.date(2014, 4, day)
    assert words in client.get(url).content.decode()


def test_an_overdue_update_is_told_from_the_day_after(client, commitment, url, settings):
    record_due_day(commitment=commitment, due_on=dt.date(2014, 4, 30), reason="Schedule")
    settings.TRACKER_TODAY = dt.date(2014, 5, 1)
    page = client.get(url).content.decode()
    assert "The next update was due on 30 April 2014, 1 day ago." in page
