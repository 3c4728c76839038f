"""A plan as it stood at the end of a day."""

import datetime as dt

import pytest
from django.urls import reverse

from commitments import actions
from commitments.actions import MilestoneReport
from tests.cast import (
    PLAN_PUBLISHED,
    TODAY,
    action_plan,
    assert_same_queries,
    client_for,
    commitment_of,
)

pytestmark = pytest.mark.django_db
JUNE = dt.date(2014, 6, 30)


def address(plan, day):
    return reverse("commitments:plan_as_on", args=[plan.slug, day])


def seen(client, plan, day):
    response = client.get(address(plan, day))
    assert response.status_code == 200
    return response.content.decode()


def test_its_commitments_stand_as_they_were(client, settings, plan, commitment, sam, rae):
    settings.TRACKER_TODAY = JUNE
    plan.title = "The renamed plan"
    actions.edit_row(by=sam, row=plan, changed=["title"], reason="A test")
    commitment_of(plan, "8", "A later promise")
    actions.add_theme(by=sam, plan=plan, name="Justice", order=2)
    step = commitment.milestones.get(ref="7.01")
    done = MilestoneReport(status="completed", evidence="The act")
    actions.report_milestone(by=rae, milestone=step, report=done, reason="A test")
    actions.take_step(by=sam, commitment=commitment, step_name="withdraw", reason="A test")
    before = seen(client, plan, JUNE - dt.timedelta(days=1))
    after = seen(client, plan, JUNE)
    for words in (
        "The renamed plan</h1>",
        "A later promise",
        "Justice",
        "Withdrawn",
        "1 of 2",
    ):
        assert words not in before
        assert words in after
    assert "UK National Action Plan 2013 to 2015</h1>" in before
    assert "0 of 2 milestones completed" in before
    assert "As it stood at the end of 29 June 2014." in before
    assert reverse("commitments:commitment_as_on", args=[commitment.slug, JUNE]) in after
    assert f'href="{address(plan, TODAY)}">Earlier change: 14 April 2014' in after
    assert not client.get(address(plan, JUNE)).cookies


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        # Published on paper, but not yet in the tracker.
        (PLAN_PUBLISHED, "On 31 October 2013 this was not yet to be seen in the tracker."),
        (TODAY + dt.timedelta(days=1), "15 April 2014 has not come yet."),
        (dt.date.max, "has not come yet."),
        (dt.date.min, "was not yet to be seen"),
    ],
)
def test_outside_its_past_it_says_so_kindly(client, plan, commitment, day, sentence):
    response = client.get(address(plan, day))
    page = response.content.decode()
    assert response.status_code == 404
    assert sentence in page
    assert plan.get_absolute_url() in page
    assert commitment.title not in page


def test_a_draft_is_not_shown_when_the_plan_is_public(client, settings, today, sam):
    plan = action_plan(published_on=None, title="The secret title")
    commitment_of(plan, "1", "Promise")
    settings.TRACKER_TODAY = JUNE
    plan.title = "The published title"
    actions.edit_row(by=sam, row=plan, changed=["title"], reason="A test")
    actions.publish_plan(by=sam, plan=plan)
    response = client.get(address(plan, TODAY))
    assert response.status_code == 404
    assert "secret" not in response.content.decode()
    assert "The published title</h1>" in seen(client, plan, JUNE)


def test_readers_do_not_find_an_unpublished_plan(client, hidden_plan, gail):
    for reader in (client, client_for(gail)):
        assert "Search the commitments" in reader.get(address(hidden_plan, TODAY)).content.decode()


def test_the_queries_do_not_grow(client, plan):
    url = address(plan, TODAY)
    assert_same_queries(client, url, lambda number: commitment_of(plan, str(number), f"P {number}"))
