"""The subject of a reminder names the most urgent thing."""

import datetime as dt

import pytest

from mailroom.owing import everything_owed
from mailroom.reminding.writing import subject_of
from network.workflow import Side
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commitment", "period")]


def subject(gail, days_ahead: int) -> str:
    return subject_of(everything_owed(gail, cast.FIRST_DUE - dt.timedelta(days=days_ahead)))


@pytest.mark.parametrize(
    ("days_ahead", "words"),
    [
        (7, "Progress update for commitment 7 is due in 7 days"),
        (2, "Progress update for commitment 7 is due in 2 days"),
        (1, "Progress update for commitment 7 is due tomorrow"),
        (0, "Progress update for commitment 7 is due today"),
        (-1, "Progress update for commitment 7 was due on 30 April 2014"),
    ],
)
def test_of_one_update(gail, days_ahead, words):
    assert subject(gail, days_ahead) == words


@pytest.mark.parametrize(
    ("days_ahead", "words"),
    [
        (7, "2 progress updates are due by 30 April 2014"),
        (-3, "2 progress updates were due on 30 April 2014"),
    ],
)
def test_of_several_updates(commitment, gail, bis, days_ahead, words):
    another = cast.commitment_of(commitment.plan, "8", "Whistleblowing", bis)
    cast.lead(another, Side.GOVERNMENT, gail, bis)
    assert subject(gail, days_ahead) == words


def test_of_late_and_coming_updates(commitment, gail):
    for due_on in (dt.date(2014, 5, 31), dt.date(2014, 6, 28)):
        cast.reporting_period(commitment.plan, due_on)
    words = "1 progress update is late and 1 is due by 31 May 2014"
    assert subject_of(everything_owed(gail, dt.date(2014, 5, 5))) == words
    words = "2 progress updates are late and 1 is due by 28 June 2014"
    assert subject_of(everything_owed(gail, dt.date(2014, 6, 3))) == words
    words = "3 progress updates are late"
    assert subject_of(everything_owed(gail, dt.date(2014, 6, 29))) == words
