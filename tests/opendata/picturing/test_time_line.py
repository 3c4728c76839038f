"""Milestones on a line of time."""

import datetime as dt
import itertools

import pytest

from commitments import actions
from commitments.models import Precision, PrintedDate
from opendata.picturing.ground import Ground
from opendata.picturing.time_line import EDGE, Scale, milestones_on_a_time_line, time_line
from tests.cast import NO_DATE, commitment_of

pytestmark = pytest.mark.django_db

SUMMER = PrintedDate("Summer 2014", Precision.SEASON, None, dt.date(2014, 8, 31))


def on(day):
    return PrintedDate(f"{day.day} {day:%B %Y}", Precision.DAY, day, day)


@pytest.fixture
def tracks(plan, bis):
    """What each kind of milestone becomes, by reference."""
    one = commitment_of(plan, "7", "Open contracting", bis)
    facts = {
        "1": (on(dt.date(2014, 1, 1)), {}),
        "2": (SUMMER, {}),
        "3": (NO_DATE, {}),
        "4": (on(dt.date(2030, 1, 1)), {}),
        "5": (
            on(dt.date(2014, 3, 1)),
            {"status": "completed", "evidence": "x", "completed_on": dt.date(2014, 3, 31)},
        ),
    }
    for number, (ref, (due, more)) in enumerate(facts.items()):
        actions.add_milestone(
            by=None, commitment=one, due=due, ref=ref, order=number, title="A step", **more
        )
    moved = one.milestones.get(ref="1")
    for day in (dt.date(2014, 2, 1), dt.date(2014, 4, 1)):
        actions.change_milestone_date(by=None, milestone=moved, due=on(day), reason="Late")
    (group,) = time_line(Ground(plan)).groups
    return {track.slip.milestone.ref: track for track in group.tracks}


def kinds(track):
    return [mark.kind for mark in track.marks]


def test_a_moved_date_keeps_every_date_it_had(tracks):
    moved = tracks["1"]
    assert kinds(moved) == ["published", "moved", "in_force"]
    xs = [mark.x for mark in moved.marks]
    assert xs == sorted(xs)
    assert moved.span == (xs[0], xs[-1])
    assert "First published: 1 January 2014. Now: 1 April 2014." in moved.words
    assert "Moved twice, 90 days later than first published." in moved.words


def test_what_fixes_no_day_is_said_in_words(tracks):
    assert (kinds(tracks["2"]), tracks["2"].span) == ([], None)
    assert tracks["2"].words == "Date: Summer 2014."
    assert (kinds(tracks["3"]), tracks["3"].words) == ([], "The plan gives no date.")


def test_a_day_far_away_is_an_arrow_and_takes_no_room_from_others(tracks):
    assert kinds(tracks["4"]) == ["beyond", "beyond"]
    assert {mark.x for mark in tracks["4"].marks} == {100 - EDGE}
    assert tracks["1"].span is not None
    assert tracks["1"].span[1] - tracks["1"].span[0] > 8  # 90 of about 790 days


def test_the_day_of_completion_has_its_own_mark(tracks):
    assert kinds(tracks["5"]) == ["published", "in_force", "completed"]
    assert "Completed on 31 March 2014." in tracks["5"].words


def test_the_sentence_counts_what_moved_and_what_is_late(plan, tracks):
    assert milestones_on_a_time_line(Ground(plan)).sentence == (
        "The date of 1 of 5 milestones moved; late against the date first published: 2"
    )


@pytest.mark.parametrize("days", [10, 90, 400, 800, 2000, 9000])
def test_the_axis_never_has_more_words_than_there_is_room_for(days):
    first = dt.date(2013, 10, 31)
    ticks = Scale([first, first + dt.timedelta(days=days)], []).ticks()
    assert len(ticks) <= 5
    xs = [x for x, _words in ticks]
    assert all(later - sooner >= 15 for sooner, later in itertools.pairwise(xs))


def test_two_hundred_milestones_take_no_more_queries(plan, bis, django_assert_num_queries):
    one = commitment_of(plan, "7", "Open contracting", bis)
    for number in range(200):
        day = dt.date(2014, 1, 1) + dt.timedelta(days=number)
        actions.add_milestone(
            by=None, commitment=one, due=on(day), ref=f"7.{number}", order=number, title="A step"
        )
    with django_assert_num_queries(3):
        line = time_line(Ground(plan))
    assert not line.is_open
    assert len(line.groups[0].tracks) == 200
