"""The public history of a plan, and of what came of commitments."""

import datetime as dt

import pytest

from commitments import actions
from commitments.models import Outcome
from commitments.public.changes import changes_of, changes_of_plan
from commitments.public.telling import Row
from ogp_tracker import history
from tests.cast import action_plan, commitment_of

pytestmark = pytest.mark.django_db


def rewrite(row, by, reason="Mended", **columns):
    for name, value in columns.items():
        setattr(row, name, value)
    actions.edit_row(by=by, row=row, changed=list(columns), reason=reason)


def titles(plan):
    return [event.title for event in changes_of_plan(plan)]


def test_a_loaded_plan_begins_with_what_came_along(plan):
    commitment_of(plan, "8", "Police records")
    [beginning] = changes_of_plan(plan)
    assert beginning.title == "Plan added to the tracker"
    assert beginning.with_what == "With 1 theme and 1 commitment."
    assert beginning.shown_parts == []


def test_an_import_is_one_act_wherever_each_row_comes_from(plan):
    reason = "Imported from plan.json"
    commitment = commitment_of(plan, "8", "Police records", reason=f"{reason}; source: page 9")
    fields = {"commitment": commitment, "what": "The register opened", "confidence": "high"}
    history.create(Outcome, by=None, reason=f"{reason}; source: the press", **fields)
    [beginning] = changes_of([commitment.pk])
    assert beginning.reason == f"{reason}; source: page 9"
    assert beginning.with_what == "With 1 outcome."


def test_values_are_names_and_days(plan, sam, bis):
    rewrite(plan, sam, coordinator=bis, ends_on=dt.date(2016, 6, 30))
    event = changes_of_plan(plan)[0]
    assert event.title == "Plan changed"
    assert Row("Coordinated by, for government", "", bis.name) in event.parts[0].rows
    assert Row("Ends on", "31 December 2015", "30 June 2016") in event.parts[0].rows


def test_themes_and_commitments_come_by_name(plan, sam, settings):
    theme = actions.add_theme(by=sam, plan=plan, name="Open data", reason="Asked for")
    assert titles(plan)[0] == "Theme “Open data” added"
    rewrite(theme, sam, "Clearer", name="Open local data")
    event = changes_of_plan(plan)[0]
    assert event.title == "Theme “Open local data” changed"
    assert event.parts[0].rows == [Row("Name", "Open data", "Open local data")]
    settings.TRACKER_TODAY = dt.date(2014, 5, 1)
    nine = commitment_of(plan, "9", "Open contracting")
    assert titles(plan)[0] == "Commitment 9 added: Open contracting"
    rewrite(nine, sam, "Told in its own history", ogp_id="UK0049")
    assert titles(plan)[0] == "Commitment 9 added: Open contracting"


def test_before_its_publication_only_the_beginning_is_told(today, sam, settings):
    plan = action_plan(published_on=None)
    rewrite(plan, sam, "Still drafting", title="A working title")
    assert titles(plan) == ["Plan: title changed", "Plan added to the tracker"]
    settings.TRACKER_TODAY = dt.date(2014, 5, 1)
    commitment_of(plan, "7", "Company ownership")
    actions.publish_plan(by=sam, plan=plan, reason="Launched by the minister")
    assert titles(plan) == ["Plan published", "Plan added to the tracker"]
    assert changes_of_plan(plan)[0].reason == "Launched by the minister"


def test_no_news_of_another_plan(plan, sam):
    rewrite(action_plan("next", number=3), sam, title="Another")
    assert titles(plan) == ["Plan added to the tracker"]


def test_an_outcome_is_told_with_what_it_says(commitment, sam):
    outcome = history.create(
        Outcome, by=sam, reason="Seen", commitment=commitment, what="The register opened",
        confidence="medium", source="Press notice",
    )  # fmt: skip
    event = changes_of([commitment.pk])[0]
    assert event.title == "Outcome “The register opened” added"
    outcome.confidence = "high"
    history.save(outcome, by=sam, reason="Confirmed")
    event = changes_of([commitment.pk])[0]
    assert event.parts[0].rows == [Row("Confidence", "Medium", "High")]
    history.delete(outcome, by=sam, reason="It was not so")
    assert changes_of([commitment.pk])[0].title == "Outcome “The register opened” removed"
