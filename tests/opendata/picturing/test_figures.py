"""The figures of the pictures, against plans small enough to count by hand."""

import datetime as dt

import pytest
from django.utils.html import escape

from commitments import actions
from commitments.actions import record_progress
from network.workflow import Side
from ogp_tracker.templatetags.charts import scaled_shares
from opendata.picturing.figures import code_of
from opendata.picturing.ground import Ground
from opendata.picturing.pictures import PICTURES, pictures_of
from progress.content import Content
from progress.schedule.actions import grant_extension
from progress.schedule.closing import close_periods
from progress.signing.actions import publish_alone
from tests.cast import NO_DATE, action_plan, commitment_of
from tests.progress.blocking import blocker_of
from tests.progress.drafts import draft, key, published

pytestmark = pytest.mark.django_db


def picture(plan, name):
    return PICTURES[name](Ground(plan))


def codes(plan, name):
    """The table of a picture as its file has it."""
    return [[code_of(value) for value in row] for row in picture(plan, name).table.rows]


def say(commitment, government, civil_society):
    record_progress(
        by=None, commitment=commitment, until=dt.date(2014, 4, 30), reports={}, reason="",
        assessments={Side.GOVERNMENT: government, Side.CIVIL_SOCIETY: civil_society},
    )  # fmt: skip


def test_completion_is_counted_once_for_each_side(plan, commitment, bis):
    say(commitment, "complete", "limited")
    say(commitment_of(plan, "8", "Police records", bis), "limited", "limited")
    commitment_of(plan, "9", "Open contracting")
    found = picture(plan, "completion-by-theme")
    assert found.sentence == (
        "1 of 3 commitments is substantial or complete as government sees it, "
        "and 0 as civil society sees it"
    )
    # complete, substantial, limited, not started, nothing said, all
    assert codes(plan, "completion-by-theme") == [
        ["government-integrity", "government", 1, 0, 1, 0, 1, 3],
        ["government-integrity", "civil_society", 0, 0, 2, 0, 1, 3],
    ]
    assert codes(plan, "completion-by-organisation") == [
        ["bis", "government", 1, 0, 1, 0, 0, 2],
        ["bis", "civil_society", 0, 0, 2, 0, 0, 2],
    ]


def test_assessments_stand_side_by_side_and_say_where_they_differ(plan, commitment, bis):
    say(commitment, "complete", "limited")
    say(commitment_of(plan, "8", "Police records", bis), "limited", "limited")
    commitment_of(plan, "9", "Open contracting")
    found = picture(plan, "assessments")
    assert found.sentence == "Both sides have assessed 2 commitments; they differ on 1"
    assert [row[1:] for row in codes(plan, "assessments")] == [
        ["complete", "limited", "true"],
        ["limited", "limited", "false"],
        ["", "", "false"],
    ]
    differ, same, empty = found.drawing.rows
    assert [place.x for place in differ.places] == [37.5, 87.5]
    assert differ.line == (37.5, 87.5)
    assert [place.letters for place in same.places] == [[("G", -14), ("C", 14)]]
    assert (same.line, empty.is_empty, empty.places) == (None, True, [])


def test_milestones_are_counted_by_state(plan, commitment, settings):
    actions.add_milestone(
        by=None, commitment=commitment, due=NO_DATE, ref="7.03", order=3, title="Done",
        status="completed", evidence="The register",
    )  # fmt: skip
    settings.TRACKER_TODAY = dt.date(2015, 1, 1)
    found = picture(plan, "milestones-by-theme")
    assert found.sentence == (
        "1 of 3 milestones is completed; behind schedule or past their date: 1"
    )
    # completed, on track, date passed, behind, not yet due, no date, all
    row = [1, 0, 1, 0, 0, 1, 3]
    assert codes(plan, "milestones-by-theme") == [["government-integrity", *row]]
    assert codes(plan, "milestones-by-organisation") == [["bis", *row]]
    assert codes(plan, "milestones-by-quarter") == [
        ["2014-Q4", 0, 0, 1, 0, 0, 0, 1],
        ["", 1, 0, 0, 0, 0, 1, 2],
    ]
    by_quarter = picture(plan, "milestones-by-quarter")
    assert by_quarter.sentence == "0 of the 1 milestones that were due by now are completed"


def test_the_numbers_are_those_of_the_lists_behind_them(client, plan, commitment, bis):
    commitment_of(plan, "8", "Police records", bis)
    for name in ("completion-by-theme", "milestones-by-theme"):
        found = picture(plan, name)
        expected = {commitment.theme.slug: 2}
        for bar in found.drawing.bars:
            page = client.get(bar.url).content.decode()
            assert f"{expected[bar.heads[0].code]} commitments" in page


def test_punctuality_is_that_of_the_page_of_late_updates(
    client, plan, gail, cyrus, sam, commitment, period, bis, settings
):
    settings.TRACKER_TODAY = dt.date(2014, 4, 20)
    extended = commitment_of(plan, "9", "Open contracting", bis)
    commitment_of(plan, "8", "Police records", bis)
    facts = {"asked_by": "Both leads", "reason": "Holidays", "due_on": dt.date(2014, 5, 14)}
    grant_extension(by=sam, period=period, commitment=extended, **facts)
    settings.TRACKER_TODAY = dt.date(2014, 5, 6)
    published(gail, cyrus, commitment, period)
    # on time, late, overdue, not reported, closed overdue, waiting, all, alone, extended
    assert codes(plan, "punctuality") == [[period.due_on, 0, 1, 1, 0, 0, 1, 3, 0, 1]]
    assert picture(plan, "punctuality").sentence == "0 of the 2 updates that were due came on time"
    strips = picture(plan, "punctuality-by-commitment").drawing.strips
    assert [strip.cells[0].short for strip in strips] == ["6", "6+", ""]
    late_page = client.get(f"/lateness/?plan={plan.slug}").content.decode()
    assert "</a>, 6 days late" in late_page
    settings.TRACKER_TODAY = dt.date(2014, 8, 1)
    close_periods()
    assert codes(plan, "punctuality") == [[period.due_on, 0, 1, 0, 2, 0, 0, 3, 0, 1]]


def test_blockers_are_counted_by_rung_and_age_as_in_the_register(
    client, plan, commitment, cyrus, settings
):
    blocker_of(cyrus, commitment)
    settings.TRACKER_TODAY = dt.date(2014, 5, 15)
    found = picture(plan, "blockers")
    assert codes(plan, "blockers") == [["leads", 0, 1, 0, 0, 1]]
    assert found.sentence == "1 blocker is open; it has been open for 31 days"
    register = client.get(found.drawing.bars[0].url).content.decode()
    assert "1 blocker<" in register
    assert escape("Nobody pays for the register") in register


def test_every_picture_of_an_empty_plan_says_so(today, db):
    for found in pictures_of(Ground(action_plan())):
        assert found.is_empty
        assert found.sentence
        assert str(found.empty)


def test_what_is_only_proposed_is_in_no_picture(plan, commitment):
    before = [found.table.rows for found in pictures_of(Ground(plan))]
    commitment_of(plan, "9", "Open contracting", stage="proposed")
    assert [found.table.rows for found in pictures_of(Ground(plan))] == before


def test_every_line_of_a_table_is_as_long_as_its_heading(plan, commitment, period, cyrus):
    blocker_of(cyrus, commitment)
    for found in pictures_of(Ground(plan)):
        assert {len(row) for row in found.table.rows} == {len(found.table.columns)}
        assert len({column.code for column in found.table.columns}) == len(found.table.columns)


@pytest.mark.parametrize(
    ("counts", "largest", "widths"),
    [([2, 2], 8, [25, 25]), ([1, 0], 100, [6, 0]), ([50, 1], 100, [45, 6]), ([0, 0], 5, [0, 0])],
)
def test_a_bar_to_scale_is_as_long_as_its_sum(counts, largest, widths):
    assert scaled_shares(counts, largest) == pytest.approx(widths, abs=0.01)


def test_an_update_by_one_side_alone_is_named_beside_the_bar(
    plan, gail, commitment, period, settings
):
    settings.TRACKER_TODAY = dt.date(2014, 5, 1)
    content = Content(done="Consulted.", government_completion="substantial")
    version = draft(gail, Side.GOVERNMENT, commitment, period, content)
    key(gail, Side.GOVERNMENT, version)
    settings.TRACKER_TODAY = dt.date(2014, 5, 16)
    publish_alone(
        by=gail, side=Side.GOVERNMENT, update=version.update, number=version.number,
        content_hash=version.content_hash,
    )  # fmt: skip
    assert codes(plan, "punctuality") == [[period.due_on, 0, 1, 0, 0, 0, 0, 1, 1, 0]]
    assert picture(plan, "punctuality").drawing.bars[0].note == "1 published by one side alone."
    (strip,) = picture(plan, "punctuality-by-commitment").drawing.strips
    assert strip.words == "30 April 2014: Published late, 16 days late, by one side alone"
