"""The public history: one event for one act, in words, with who, when and why."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import MilestoneReport
from commitments.models import (
    Agreement,
    Commitment,
    MilestoneDate,
    Participation,
    Precision,
    PrintedDate,
)
from commitments.public.changes import changes_of, last_change, latest_changes
from commitments.public.telling import Row
from network.workflow import RoleKind, Side
from ogp_tracker import history
from tests.cast import action_plan, commitment_of, organisation, person

pytestmark = pytest.mark.django_db

JUNE = PrintedDate("30 June 2015", Precision.DAY, dt.date(2015, 6, 30), dt.date(2015, 6, 30))


def events(commitment):
    return changes_of([commitment.pk])


def latest(commitment):
    return events(commitment)[0]


def rewrite(commitment, by, reason="Mended", **columns):
    for name, value in columns.items():
        setattr(commitment, name, value)
    actions.edit_row(by=by, row=commitment, changed=list(columns), reason=reason)


def test_all_that_came_with_the_commitment_is_one_event(commitment):
    beginning = events(commitment)[-1]
    assert beginning.title == "Commitment added to the tracker"
    assert beginning.by == "The tracker"
    assert beginning.with_what == "With 2 milestones and 1 organisation."
    assert not [part for part in beginning.shown_parts if part.kind != "lead"]


def test_who_what_and_why(commitment, sam):
    rewrite(commitment, sam, "The plan was reprinted", government_title="Who owns companies")
    event = latest(commitment)
    assert event.title == "Commitment: title the government uses changed"
    assert event.by == "Sam Shah, secretariat, Cabinet Office"
    assert event.reason == "The plan was reprinted"
    assert event.parts[0].rows == [Row("Title the government uses", "", "Who owns companies")]


def test_values_are_labels_names_and_days(commitment, plan, sam):
    theme = actions.add_theme(by=None, plan=plan, name="Open data", order=2)
    rewrite(commitment, sam, theme=theme, technology=True, notes=["One", "Two"])
    rows = latest(commitment).parts[0].rows
    assert Row("Theme", "Government integrity", "Open data") in rows
    assert Row("Technology and innovation", "No", "Yes") in rows
    assert Row("Notes", "", "One\nTwo") in rows


def test_a_stage_is_told_by_its_label(commitment, sam):
    actions.take_step(by=sam, commitment=commitment, step_name="withdraw", reason="Merged")
    assert latest(commitment).parts[0].rows == [Row("Stage", "In the plan", "Withdrawn")]


def test_an_amendment_is_one_event_with_both_wordings_and_who_agreed(commitment, sam):
    decision = actions.Decision("Too vague", Agreement.BOTH, "BIS and Global Witness")
    text = {"title": "Who owns companies"}
    actions.amend_commitment(by=sam, commitment=commitment, text=text, decision=decision)
    event = latest(commitment)
    assert (event.title, event.reason) == ("Commitment changed, and 1 more change", "Too vague")
    assert event.parts[0].rows == [
        Row("Title", "Company beneficial ownership information", "Who owns companies"),
        Row("Stage", "In the plan", "Amended"),
    ]
    assert event.parts[1].title == "Wording 2 recorded: amended"
    assert event.parts[1].note == "Agreed by both sides: BIS and Global Witness."


def test_ancestry_is_told_on_both_commitments(commitment, plan, sam):
    older = commitment_of(action_plan("first", number=1, title="The first plan"), "3", "Owners")
    line = actions.add_ancestry(
        by=sam, earlier=older, later=commitment, kind="promised_before", reason="Same promise"
    )
    assert latest(commitment).title == "Promised before: commitment 3 of The first plan"
    assert latest(commitment).parts[0].note == "Not verified."
    assert latest(older).title == f"Promised again: commitment 7 of {plan}"
    actions.remove_ancestry(by=sam, ancestry=line, reason="Mistaken")
    assert latest(older).title.startswith("No longer said: promised again: commitment 7 of")


def test_ancestry_does_not_tell_of_what_readers_cannot_see(commitment, plan, sam):
    hidden = action_plan("next", number=3, title="The next plan", published_on=None)
    actions.add_ancestry(
        by=sam, earlier=commitment, later=commitment_of(hidden, "1", "Secret"),
        kind="promised_before", reason="Same promise",
    )  # fmt: skip
    assert latest(commitment).title == "Promised again: a commitment not yet public"


def test_a_moved_date_is_told_once_and_from_the_ledger(commitment, rae):
    actions.change_milestone_date(
        by=rae, milestone=commitment.milestones.get(ref="7.02"), due=JUNE, reason="Directive late",
        asked_by="BIS", agreement=MilestoneDate.Agreement.BOTH,
    )  # fmt: skip
    event = latest(commitment)
    assert event.title == "Milestone 7.02: date moved"
    assert event.by.startswith("Rae Reed, relationship manager, ")
    assert event.parts[0].rows == [Row("Date", "2014", "30 June 2015")]
    assert event.parts[0].note == "Agreed by both sides. Asked for by BIS."


def test_a_date_corrected_before_publication_is_told_as_that(commitment, plan, sam):
    plan.published_on = None
    plan.save()
    step = commitment.milestones.get(ref="7.02")
    actions.change_milestone_date(by=sam, milestone=step, due=JUNE, reason="A slip of the pen")
    event = latest(commitment)
    assert event.title == "Milestone 7.02: date corrected before the plan was published"
    assert event.parts[0].rows == [Row("Date", "2014", "30 June 2015")]


def test_the_second_move_begins_where_the_first_ended(commitment, rae):
    step = commitment.milestones.get(ref="7.02")
    for text, day in (("30 June 2015", JUNE.on), ("1 July 2015", dt.date(2015, 7, 1))):
        due = PrintedDate(text, Precision.DAY, day, day)
        actions.change_milestone_date(by=rae, milestone=step, due=due, reason=text)
    assert latest(commitment).parts[0].rows == [Row("Date", "30 June 2015", "1 July 2015")]


def test_a_report_on_a_milestone(commitment, rae):
    report = MilestoneReport(status="behind_schedule", forecast_on=dt.date(2015, 3, 5))
    step = commitment.milestones.get(ref="7.02")
    actions.report_milestone(by=rae, milestone=step, report=report, reason="Heard so")
    event = latest(commitment)
    assert event.title == "Milestone 7.02 changed"
    assert event.parts[0].rows == [
        Row("Status", "Not yet reported", "Behind schedule"),
        Row("Expected on", "", "5 March 2015"),
    ]


def test_a_published_update_is_one_event_with_its_milestones(commitment, cyrus):
    actions.record_progress(
        by=cyrus, commitment=commitment, until=dt.date(2014, 4, 30), reason="Both sides signed",
        assessments={Side.GOVERNMENT: "limited", Side.CIVIL_SOCIETY: "not_started"},
        reports={commitment.milestones.get(ref="7.01").pk: MilestoneReport(status="on_track")},
    )  # fmt: skip
    event = latest(commitment)
    assert event.title == "Progress update to 30 April 2014 published, and 1 more change"
    assert event.by == "Cyrus Cole, civil society lead, Global Witness"
    assert Row("Completion, as government sees it", "", "Limited") in event.parts[0].rows
    assert event.parts[1].title == "Milestone 7.01: status changed"


def test_leads_come_and_go_by_name(commitment, sam, gail, cabinet_office):
    actions.end_lead(by=sam, lead=commitment.leads.get(person=gail), reason="Moved on")
    assert latest(commitment).title == (
        "Gail Green (Department for Business, Innovation and Skills) "
        "is no longer government lead"
    )  # fmt: skip
    hugo = person("Hugo Hall", RoleKind.OFFICIAL, cabinet_office)
    actions.appoint_lead(
        by=sam, commitment=commitment, side=Side.GOVERNMENT, person=hugo,
        organisation=cabinet_office,
    )  # fmt: skip
    assert latest(commitment).title == "Hugo Hall (Cabinet Office) appointed government lead"


def test_organisations_come_and_go_by_name(commitment, sam):
    actions.add_participation(
        by=sam, commitment=commitment, organisation=organisation("Oxfam"), reason="Asked to join",
        side=Side.CIVIL_SOCIETY, capacity="support",
    )  # fmt: skip
    assert latest(commitment).title == "Oxfam supports the commitment for civil society"
    oxfam = Participation.objects.get(organisation__name="Oxfam")
    actions.remove_participation(by=sam, participation=oxfam, reason="Left")
    assert latest(commitment).title == "Oxfam no longer takes part"
    assert latest(commitment).reason == "Left"


def test_no_address_is_ever_told(commitment, sam, rae):
    rewrite(commitment, sam, government_title="x")
    told = str([(event.title, event.by, event.reason, event.parts) for event in events(commitment)])
    assert "@" not in told


def test_columns_for_machines_only_are_no_news(commitment, sam):
    before = len(events(commitment))
    rewrite(commitment, sam, due_sort_on=JUNE.on)
    assert len(events(commitment)) == before


def test_two_reasons_are_two_events(commitment, sam):
    rewrite(commitment, sam, "First", government_title="x")
    rewrite(commitment, sam, "Second", government_title="y")
    assert [event.reason for event in events(commitment)[:2]] == ["Second", "First"]


def test_acts_apart_in_time_are_two_events_even_for_one_reason(commitment, sam, settings):
    rewrite(commitment, sam, "Mended", government_title="x")
    settings.TRACKER_TODAY = dt.date(2014, 4, 15)
    rewrite(commitment, sam, "Mended", government_title="y")
    assert [event.reason for event in events(commitment)].count("Mended") == 2


def test_the_latest_of_a_plan_leave_its_loading_out(commitment, plan, sam):
    eight = commitment_of(plan, "8", "Police records")
    assert not [event for event in latest_changes(plan) if event.of == eight.pk]
    rewrite(eight, sam, government_title="Records of the police")
    assert [event.of for event in latest_changes(plan, 1)] == [eight.pk]


def test_the_last_change_is_that_of_any_of_its_tables(commitment, rae):
    before = last_change(Commitment.objects.all())
    step = commitment.milestones.get(ref="7.02")
    actions.change_milestone_date(by=rae, milestone=step, due=JUNE, reason="Late")
    assert last_change(Commitment.objects.all()) > before
    assert last_change(Commitment.objects.none()) is None


def test_somebody_without_a_role_is_named_alone(commitment, olga):
    history.save(commitment, by=olga, reason="nothing changed")
    commitment.government_title = "x"
    history.save(commitment, by=olga, reason="support")
    assert latest(commitment).by == "Olga Orr"
