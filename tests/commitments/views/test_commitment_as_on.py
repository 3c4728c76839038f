"""A commitment as it stood at the end of a day."""

import datetime as dt

import pytest
from django.urls import reverse

from commitments import actions
from commitments.actions import MilestoneReport, record_progress
from commitments.models import LatestReport, Outcome, Precision, PrintedDate
from network.actions import end_role
from network.workflow import RoleKind, Side
from ogp_tracker import history
from tests.cast import (
    END_OF_2014,
    TODAY,
    action_plan,
    assert_same_queries,
    client_for,
    commitment_of,
    organisation,
    person,
)

pytestmark = pytest.mark.django_db
JUNE = dt.date(2014, 6, 30)
MARCH_2015 = PrintedDate("March 2015", Precision.MONTH, dt.date(2015, 3, 31), None)


def address(commitment, day):
    return reverse("commitments:commitment_as_on", args=[commitment.slug, day])


def seen(client, commitment, day):
    response = client.get(address(commitment, day))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def changed(commitment, settings, sam, gail, cyrus, bis):
    """Everything about commitment 7 changed on 30 June 2014."""
    settings.TRACKER_TODAY = JUNE
    step = commitment.milestones.get(ref="7.02")
    actions.change_milestone_date(by=sam, milestone=step, due=MARCH_2015, reason="Late")
    record_progress(
        by=gail, commitment=commitment, until=dt.date(2014, 4, 30), reason="Both sides signed",
        assessments={Side.GOVERNMENT: "substantial", Side.CIVIL_SOCIETY: "limited"},
        reports={step.pk: MilestoneReport(status="behind_schedule")},
        latest=LatestReport("2014-04-30", "/updates/", "2014-06-30T12:00Z", "The bill is in"),
    )  # fmt: skip
    commitment.refresh_from_db()
    text = {"title": "Who owns companies", "summary": "A new wording."}
    decision = actions.Decision("Reprinted")
    actions.amend_commitment(by=sam, commitment=commitment, text=text, decision=decision)
    actions.end_lead(by=sam, lead=commitment.leads.get(person=gail), reason="Left")
    newcomer = person("Gus Grey", RoleKind.OFFICIAL, bis)
    actions.appoint_lead(
        by=sam, commitment=commitment, side=Side.GOVERNMENT, person=newcomer, organisation=bis
    )
    actions.add_participation(
        by=sam, commitment=commitment, organisation=organisation("Article 19"),
        side=Side.CIVIL_SOCIETY, capacity="support",
    )  # fmt: skip
    history.create(
        Outcome, by=None, commitment=commitment, what="A round table was held",
        happened_on=dt.date(2014, 3, 1), confidence="high", source="A note",
    )  # fmt: skip
    actions.take_step(by=sam, commitment=commitment, step_name="withdraw", reason="Dropped")
    settings.TRACKER_TODAY = dt.date(2014, 7, 31)
    return commitment


NEW = (
    "Who owns companies</h1>", "A new wording.", "March 2015", "Moved once, 90 days later",
    "Substantial", "Limited", "Behind schedule", "Gus Grey", "Article 19", "A round table was held",
    "Withdrawn", "The bill is in",
)  # fmt: skip
OLD = (
    "Company beneficial ownership information</h1>", "Gail Green", "No progress update has been",
)  # fmt: skip


def test_before_the_change_everything_stands_as_it_was(client, changed):
    page = seen(client, changed, JUNE - dt.timedelta(days=1))
    assert [words for words in OLD if words not in page] == []
    assert [words for words in NEW if words in page] == []
    assert "As it stood at the end of 29 June 2014." in page
    assert f'href="{changed.get_absolute_url()}">See it today</a>' in page
    assert not client.get(address(changed, JUNE)).cookies


def test_at_the_end_of_the_day_it_has_changed(client, changed):
    page = seen(client, changed, JUNE)
    assert [words for words in NEW if words not in page] == []
    assert [words for words in OLD if words in page] == []


def test_it_leads_from_change_to_change(client, changed):
    page = seen(client, changed, JUNE)
    assert f'href="{address(changed, TODAY)}">Earlier change: 14 April 2014' in page
    assert "Later change" not in page
    assert f'href="{address(changed, JUNE)}">Later change' in seen(client, changed, TODAY)


def test_late_is_said_as_on_that_day(client, commitment, settings, sam):
    settings.TRACKER_TODAY = dt.date(2015, 6, 1)
    page = seen(client, commitment, dt.date(2015, 1, 10))
    assert "10 days late: nobody has reported it done." in page
    assert "Date passed" in page
    assert "late:" not in seen(client, commitment, dt.date(2014, 12, 31))


def test_a_lead_whose_role_had_ended_is_no_lead(client, commitment, settings, sam, gail):
    settings.TRACKER_TODAY = JUNE
    end_role(by=sam, role=gail.roles.get(), reason="Left")
    assert "Gail Green" in seen(client, commitment, JUNE - dt.timedelta(days=1))
    assert "Gail Green" not in seen(client, commitment, JUNE)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2014-04-13", "On 13 April 2014 this was not yet to be seen in the tracker."),
        ("0001-01-01", "On 1 January 0001 this was not yet to be seen in the tracker."),
        ("2014-04-15", "15 April 2014 has not come yet."),
        ("9999-12-31", "31 December 9999 has not come yet."),
    ],
)
def test_outside_its_past_it_says_so_kindly(client, commitment, day, sentence):
    response = client.get(address(commitment, day))
    page = response.content.decode()
    assert response.status_code == 404
    assert sentence in page
    assert "See it today" in page
    assert address(commitment, TODAY) in page
    assert commitment.summary not in page


def test_no_such_day(client, commitment):
    assert client.get(f"/commitments/{commitment.slug}/as-on/2014-02-30/").status_code == 404
    assert client.get("/commitments/nothing-here/as-on/2014-04-14/").status_code == 404


def test_a_draft_is_not_shown_when_the_plan_is_public(client, settings, today, sam):
    plan = action_plan(published_on=None)
    draft = commitment_of(plan, "1", "Promise", summary="The secret wording.")
    settings.TRACKER_TODAY = JUNE
    draft.summary = "The published wording."
    actions.edit_row(by=sam, row=draft, changed=["summary"], reason="A test")
    actions.publish_plan(by=sam, plan=plan)
    for reader in (client, client_for(sam)):
        response = reader.get(address(draft, JUNE - dt.timedelta(days=1)))
        assert response.status_code == 404
        assert "secret" not in response.content.decode()
    assert "The published wording." in seen(client, draft, JUNE)


def test_readers_do_not_find_an_unpublished_plan_s(client, commitment, hidden_plan, gail):
    for reader in (client, client_for(gail)):
        response = reader.get(address(commitment, TODAY))
        assert response.status_code == 404
        assert commitment.title not in response.content.decode()


def test_hostile_text_stays_text(client, commitment, sam):
    text = {"summary": "<script>alert(1)</script>"}
    decision = actions.Decision("A test")
    actions.amend_commitment(by=sam, commitment=commitment, text=text, decision=decision)
    assert "<script>alert" not in seen(client, commitment, TODAY)


def test_the_queries_do_not_grow(client, commitment, bis):
    def add_row(number):
        actions.add_milestone(
            by=None, commitment=commitment, due=END_OF_2014, ref=f"7.1{number}", title="A step"
        )
        charity = organisation(f"Charity {number}")
        actions.add_participation(
            by=None, commitment=commitment, organisation=charity,
            side=Side.CIVIL_SOCIETY, capacity="support",
        )  # fmt: skip
        history.create(
            Outcome, by=None, commitment=commitment, what=f"Outcome {number}",
            confidence="high", source="A note",
        )  # fmt: skip

    assert_same_queries(client, address(commitment, TODAY), add_row)


def test_a_public_plan_is_not_called_one_in_preparation(client, commitment, plan, settings):
    settings.TRACKER_TODAY = JUNE
    page = seen(client, commitment, TODAY.isoformat())
    assert "in preparation" not in page
    assert f'<a class="govuk-link" href="{plan.get_absolute_url()}">' in page
