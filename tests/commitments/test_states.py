"""One word for a milestone, from what was reported and its date."""

import datetime as dt

import pytest

from commitments.actions import add_milestone
from commitments.models import Milestone, Precision, PrintedDate
from commitments.public.states import MilestoneState, with_states
from tests.cast import NO_DATE, TODAY

pytestmark = pytest.mark.django_db

YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("status", "due_on", "state"),
    [
        ("not_reported", YESTERDAY, MilestoneState.DATE_PASSED),
        ("on_track", YESTERDAY, MilestoneState.DATE_PASSED),
        ("not_started", YESTERDAY, MilestoneState.DATE_PASSED),
        ("behind_schedule", YESTERDAY, MilestoneState.BEHIND_SCHEDULE),
        ("completed", YESTERDAY, MilestoneState.COMPLETED),
        ("closed", YESTERDAY, MilestoneState.CLOSED),
        ("not_reported", TODAY, MilestoneState.NOT_YET_DUE),  # the day itself still counts
        ("on_track", TODAY, MilestoneState.ON_TRACK),
        ("not_started", TODAY, MilestoneState.NOT_STARTED),
        ("behind_schedule", TODAY, MilestoneState.BEHIND_SCHEDULE),
        ("not_reported", None, MilestoneState.NO_DATE),
        ("on_track", None, MilestoneState.ON_TRACK),
    ],
)
def test_the_state_of_a_milestone(commitment, status, due_on, state):
    due = PrintedDate("soon", Precision.DAY, due_on, due_on) if due_on else NO_DATE
    milestone = add_milestone(
        by=None, commitment=commitment, due=due, ref="x", title="A step",
        status=status, evidence="A link",
    )  # fmt: skip
    assert with_states(Milestone.objects.all(), TODAY).get(pk=milestone.pk).state == state


def test_a_season_is_never_called_passed(commitment):
    due = PrintedDate("Summer 2013", Precision.SEASON, None, dt.date(2013, 8, 31))
    step = add_milestone(by=None, commitment=commitment, due=due, ref="x", title="A step")
    assert with_states(Milestone.objects.all(), TODAY).get(pk=step.pk).state == "no_date"
