"""The plan in numbers, and the chart."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import record_progress
from commitments.front.figures import (
    longest_late,
    milestone_chart,
    next_milestones,
    plan_in_numbers,
)
from network.workflow import Side
from tests.cast import END_OF_2014, TODAY, commitment_of, organisation

pytestmark = pytest.mark.django_db


def test_each_organisation_counts_once_a_side(plan, commitment, bis):
    eight = commitment_of(plan, "8", "Police records", bis)
    oxfam = organisation("Oxfam")
    for one in (commitment, eight):
        actions.add_participation(
            by=None, commitment=one, organisation=oxfam, side=Side.CIVIL_SOCIETY, capacity="support"
        )
    numbers = plan_in_numbers(plan, TODAY)
    assert (numbers.commitments, numbers.milestones) == (2, 2)
    assert (numbers.government, numbers.civil_society) == (1, 1)
    assert (numbers.completed, numbers.late, numbers.overdue, numbers.reported) == (0, 0, 0, 0)
    assert numbers.how_far == "By 14 April 2014 no progress update has been published."


def test_each_side_says_for_itself_how_far_a_commitment_is(plan, commitment, bis):
    commitment_of(plan, "8", "Police records", bis)
    record_progress(
        by=None, commitment=commitment, until=dt.date(2014, 4, 30), reports={}, reason="",
        assessments={Side.GOVERNMENT: "substantial", Side.CIVIL_SOCIETY: "limited"},
    )  # fmt: skip
    numbers = plan_in_numbers(plan, TODAY)
    assert (numbers.reported, numbers.far_for_government, numbers.far_for_civil_society) == (
        1,
        1,
        0,
    )
    assert numbers.how_far == (
        "By 14 April 2014, 1 of them is substantial or complete as government sees it, "
        "and 0 as civil society sees it."
    )


def test_what_is_late_is_counted_on_the_day(plan, commitment):
    assert plan_in_numbers(plan, dt.date(2014, 12, 31)).late == 0
    assert plan_in_numbers(plan, dt.date(2015, 1, 1)).late == 1
    assert longest_late(plan, dt.date(2014, 12, 31)) == []
    assert [one.ref for one in longest_late(plan, dt.date(2015, 1, 1))] == ["7.02"]


def test_the_chart_divides_each_theme_by_state(plan, commitment):
    actions.add_theme(by=None, plan=plan, name="A theme without milestones", order=2)
    chart = milestone_chart(plan, TODAY)
    assert [label for label, _tone in chart.keys] == [
        "Completed",
        "On track",
        "Date passed, not reported",
        "Behind schedule",
        "Not yet due",
        "No fixed date",
    ]
    assert chart.bars == [
        ("Government integrity", [0, 0, 0, 0, 1, 1], "/commitments/?theme=government-integrity")
    ]


def test_the_chart_knows_the_day(plan, commitment):
    assert milestone_chart(plan, dt.date(2014, 12, 31)).bars[0][1] == [0, 0, 0, 0, 1, 1]
    assert milestone_chart(plan, dt.date(2015, 1, 1)).bars[0][1] == [0, 0, 1, 0, 0, 1]


def test_rare_states_join_the_chart_when_there_are_any(plan, commitment):
    actions.add_milestone(
        by=None, commitment=commitment, due=END_OF_2014, ref="7.03", title="x", status="closed"
    )
    chart = milestone_chart(plan, TODAY)
    assert chart.keys[-1] == ("Closed", "closed")
    assert chart.bars[0][1] == [0, 0, 0, 0, 1, 1, 1]


def test_next_milestones_are_open_and_ahead(plan, commitment):
    assert [milestone.ref for milestone in next_milestones(plan, TODAY)] == ["7.02"]
    assert [milestone.ref for milestone in next_milestones(plan, dt.date(2014, 12, 31))] == ["7.02"]
    assert next_milestones(plan, dt.date(2015, 1, 1)) == []
