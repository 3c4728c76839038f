"""Reporting how a milestone is going."""

import datetime as dt

import pytest

from network.workflow import RoleKind
from tests.cast import TODAY, client_for, organisation, person
from tests.commitments.views.working import (
    WHY,
    assert_refused,
    errors_of,
    filled,
    opened,
    recorded,
    send,
    why,
)

pytestmark = pytest.mark.django_db
LINK = "https://www.legislation.gov.uk/"


@pytest.fixture
def milestone(commitment):
    return commitment.milestones.get(ref="7.02")


@pytest.fixture
def url(milestone):
    return f"/milestones/{milestone.pk}/report/"


def test_the_relationship_manager_reports(rae, milestone, url):
    day = dt.date(2014, 11, 1)
    response = send(rae, url, status="behind_schedule", forecast_on=day, reason=WHY)
    assert response["Location"] == milestone.commitment.get_absolute_url()
    milestone.refresh_from_db()
    assert (milestone.status, milestone.forecast_on) == ("behind_schedule", day)
    assert milestone.due.wording == "2014"
    assert why(milestone) == ("Rae Reed", WHY)


def test_the_secretariat_reports_with_evidence(sam, milestone, url):
    send(sam, url, status="completed", evidence_url=LINK, completed_on=TODAY, reason=WHY)
    milestone.refresh_from_db()
    assert (milestone.status, milestone.evidence_url) == ("completed", LINK)
    assert milestone.completed_on == TODAY


def test_what_is_not_so_any_more_can_be_taken_back(rae, milestone, url):
    send(rae, url, status="completed", evidence="Act 12", completed_on=TODAY, reason=WHY)
    send(rae, url, status="on_track", evidence="", reason="The Act was repealed")
    milestone.refresh_from_db()
    assert (milestone.status, milestone.evidence, milestone.completed_on) == ("on_track", "", None)


def test_two_reports_on_different_parts_both_stay(rae, sam, milestone, url):
    send(rae, url, status="on_track", reason=WHY)
    slow = client_for(sam)
    sent = filled(opened(slow, url), evidence="Minutes of May", reason=WHY)
    send(rae, url, status="behind_schedule", reason="Late")
    assert slow.post(url, sent).status_code == 302
    milestone.refresh_from_db()
    assert (milestone.status, milestone.evidence) == ("behind_schedule", "Minutes of May")


def test_two_reports_of_the_same_part_are_shown_side_by_side(rae, sam, milestone, url):
    slow = client_for(sam)
    sent = filled(opened(slow, url), status="on_track", reason=WHY)
    send(rae, url, status="behind_schedule", reason="Late")
    before = recorded()
    response = slow.post(url, sent)
    page = response.content.decode()
    assert (response.status_code, recorded()) == (409, before)
    assert "Rae Reed" in page
    assert "Behind schedule" in page
    assert "On track" in page


def test_only_those_who_keep_track_report(url, milestone, others):
    assert_refused(url, *others, data={"status": "on_track", "reason": WHY})
    elsewhere = person("Rolf Ray", RoleKind.RELATIONSHIP_MANAGER, organisation("Home Office"))
    assert_refused(url, elsewhere, data={"status": "on_track", "reason": WHY})


def test_the_right_ends_with_the_role(rae, url):
    assert client_for(rae).get(url).status_code == 200
    rae.roles.update(ends_on=TODAY)
    assert client_for(rae).post(url, {"status": "on_track", "reason": WHY}).status_code == 403


def test_a_manager_of_a_supporting_department_may_not(rae, commitment, url):
    commitment.participations.update(capacity="support")
    assert client_for(rae).get(url).status_code == 403


def test_a_hidden_milestone_is_not_found_by_others(hidden_plan, url, rae):
    assert client_for(rae).get(url).status_code == 404


def test_completed_needs_evidence(rae, milestone, url):
    errors = errors_of(send(rae, url, status="completed", reason=WHY))
    assert list(errors) == ["evidence"]
    milestone.refresh_from_db()
    assert milestone.status == "not_reported"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"status": None}, "status"),
        ({"status": "not_reported"}, "status"),
        ({"reason": ""}, "reason"),
        ({"evidence_url": "javascript:alert(1)"}, "evidence_url"),
        ({"completed_on": TODAY}, "completed_on"),
        (
            {"status": "completed", "evidence": "E", "completed_on": dt.date(2014, 4, 15)},
            "completed_on",
        ),
    ],
)
def test_nonsense_is_named(rae, url, changes, field):
    usual = {"status": "on_track", "reason": WHY}
    before = recorded()
    assert list(errors_of(send(rae, url, **usual | changes))) == [field]
    assert recorded() == before
