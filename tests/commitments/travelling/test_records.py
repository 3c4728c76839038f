"""Rows as they were at one moment."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments import actions
from commitments.models import Commitment, Milestone, Participation
from commitments.travelling.records import rows_then
from network.workflow import Side
from ogp_tracker import clock
from tests.cast import END_OF_2014, TODAY, commitment_of

pytestmark = pytest.mark.django_db
LATER = TODAY + dt.timedelta(days=10)


def at_the_end_of(day):
    return clock.end_of_day(day, "Europe/London")


def retitle(commitment, title):
    commitment.government_title = title
    actions.edit_row(by=None, row=commitment, changed=["government_title"], reason="A test")


def title_on(commitment, day):
    return [
        row.government_title
        for row in rows_then(Commitment, at_the_end_of(day), "id", [commitment.pk])
    ]


def test_the_last_of_a_day_counts(commitment, settings):
    retitle(commitment, "First")
    retitle(commitment, "Second")
    settings.TRACKER_TODAY = LATER
    retitle(commitment, "Third")
    assert title_on(commitment, TODAY) == ["Second"]
    assert title_on(commitment, LATER - dt.timedelta(days=1)) == ["Second"]
    assert title_on(commitment, LATER) == ["Third"]
    assert title_on(commitment, TODAY - dt.timedelta(days=1)) == []


def test_what_was_taken_away_is_there_until_then(commitment, settings, bis):
    settings.TRACKER_TODAY = LATER
    actions.remove_participation(
        by=None, participation=commitment.participations.get(), reason="A test"
    )

    def there(day):
        ids = [commitment.pk]
        along = ["organisation"]
        return rows_then(Participation, at_the_end_of(day), "commitment_id", ids, along)

    assert [row.organisation for row in there(TODAY)] == [bis]
    assert there(LATER) == []


def test_a_row_that_went_elsewhere_is_in_one_place_at_a_time(commitment, plan, settings):
    other = commitment_of(plan, "8", "Another")
    settings.TRACKER_TODAY = LATER
    step = commitment.milestones.get(ref="7.01")
    step.commitment = other
    actions.edit_row(by=None, row=step, changed=["commitment"], reason="A test")

    def refs(of, day):
        return [row.ref for row in rows_then(Milestone, at_the_end_of(day), "commitment_id", [of])]

    assert refs(commitment.pk, TODAY) == ["7.01", "7.02"]
    assert (refs(commitment.pk, LATER), refs(other.pk, LATER)) == (["7.02"], ["7.01"])
    assert refs(other.pk, TODAY) == []


def test_one_query_however_many_rows(commitment):
    for number in range(3, 6):
        actions.add_milestone(
            by=None, commitment=commitment, due=END_OF_2014, ref=f"7.0{number}", title="A step"
        )
    actions.add_participation(
        by=None, commitment=commitment, organisation=commitment.leads.last().organisation,
        side=Side.CIVIL_SOCIETY, capacity="support",
    )  # fmt: skip
    with CaptureQueriesContext(connection) as captured:
        steps = rows_then(Milestone, at_the_end_of(TODAY), "commitment_id", [commitment.pk])
        assert [step.due.wording for step in steps][1:] == ["2014"] * 4
    assert len(captured) == 1
