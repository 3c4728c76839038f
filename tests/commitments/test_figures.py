"""The plan in numbers, and the chart."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import record_progress
from commitments.public.figures import milestone_chart, next_milestones, plan_in_numbers
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
    assert plan_in_numbers(plan).in_words() == [
        (2, "commitments"),
        (2, "milestones"),
        (1, "government organisation"),
        (1, "civil society organisation"),
        (0, "commitments with a published update"),
    ]


def test_a_commitment_counts_as_reported_from_its_first_update(plan, commitment):
    record_progress(
        by=None, commitment=commitment, until=dt.date(2014, 4, 30), reports={}, reason="",
        assessments={Side.GOVERNMENT: "limited", Side.CIVIL_SOCIETY: "limited"},
    )  # fmt: skip
    assert plan_in_numbers(plan).in_words()[-1] == (1, "commitment with a published update")


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
