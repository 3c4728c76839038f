"""What followers are told of plans and commitments themselves."""

import datetime as dt

import pytest

from commitments.actions import (
    Decision,
    amend_commitment,
    change_milestone_date,
    publish_plan,
    take_step,
)
from commitments.models import Precision, PrintedDate
from mailroom.models import Announcement
from tests import cast

pytestmark = pytest.mark.django_db
END_OF_2015 = PrintedDate("2015", Precision.YEAR, dt.date(2015, 12, 31), dt.date(2015, 12, 31))
END_OF_2013 = PrintedDate("2013", Precision.YEAR, dt.date(2013, 12, 31), dt.date(2013, 12, 31))
ONGOING = PrintedDate("Ongoing", Precision.ONGOING, None, None)


def move(milestone, due, by):
    change_milestone_date(by=by, milestone=milestone, due=due, reason="The law took longer")


@pytest.fixture
def dated(commitment):
    return commitment.milestones.get(ref="7.02")


@pytest.mark.parametrize("later", [END_OF_2015, ONGOING])
def test_a_date_that_moves_to_later_is_a_delay(rae, dated, later):
    move(dated, later, rae)
    told = Announcement.objects.get()
    assert told.kind == "delay"
    assert "delays" in told.topics
    assert "organisation:bis" in told.topics
    assert told.headline == (
        "Commitment 7, Company beneficial ownership information: the date of milestone 7.02 moved"
    )
    assert told.summary == f"From “2014” to “{later.text}”. Why: The law took longer"


def test_a_date_that_comes_sooner_is_none(rae, dated):
    move(dated, END_OF_2013, rae)
    told = Announcement.objects.get()
    assert told.kind == "plan"
    assert "delays" not in told.topics


def test_a_date_where_there_was_none_is_no_delay(rae, commitment):
    move(commitment.milestones.get(ref="7.01"), END_OF_2015, rae)
    assert Announcement.objects.get().kind == "plan"


def test_what_a_file_brings_is_no_news(dated):
    move(dated, END_OF_2015, None)
    assert not Announcement.objects.exists()


def test_a_date_before_publication_is_no_news(rae, bis):
    plan = cast.action_plan("uk-nap-2016-18", 3, published_on=None)
    nine = cast.commitment_of(plan, "9", "Open contracting", bis)
    from commitments.actions import add_milestone

    milestone = add_milestone(by=None, commitment=nine, due=END_OF_2013, ref="9.1", title="Publish")
    move(milestone, END_OF_2015, rae)
    assert not Announcement.objects.exists()


def test_a_step_in_its_life_is_told(sam, commitment):
    take_step(by=sam, commitment=commitment, step_name="withdraw", reason="Overtaken by a law")
    take_step(by=sam, commitment=commitment, step_name="reopen", reason="A mistake")
    withdrawn, reopened = Announcement.objects.order_by("pk")
    assert withdrawn.headline.endswith(": withdrawn")
    assert withdrawn.summary.endswith("Why: Overtaken by a law")
    assert reopened.headline.endswith(": in the plan")
    assert withdrawn.path == commitment.get_absolute_url()


def test_a_step_that_readers_do_not_see_is_not_told(sam, bis):
    plan = cast.action_plan("uk-nap-2016-18", 3, published_on=None)
    nine = cast.commitment_of(plan, "9", "Open contracting", bis)
    take_step(by=sam, commitment=nine, step_name="withdraw", reason="Dropped in the talks")
    assert not Announcement.objects.exists()


def test_an_amended_wording_is_told(sam, commitment):
    decision = Decision("Too vague", "both", "Both sides")
    words = {"summary": "Say who owns."}
    amend_commitment(by=sam, commitment=commitment, text=words, decision=decision)
    told = Announcement.objects.get()
    assert told.headline.endswith("the wording was amended")
    assert told.summary == "Why: Too vague"


def test_a_published_plan_is_told_to_followers_of_those_who_take_part(sam, bis):
    plan = cast.action_plan("uk-nap-2016-18", 3, published_on=None, title="UK plan 2016 to 2018")
    cast.commitment_of(plan, "9", "Open contracting", bis)
    publish_plan(by=sam, plan=plan)
    told = Announcement.objects.get()
    assert (told.headline, told.topics) == (
        "Published: UK plan 2016 to 2018",
        ["plan:uk-nap-2016-18", "organisation:bis"],
    )
