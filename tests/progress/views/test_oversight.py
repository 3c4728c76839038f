"""The oversight page: everything that waits, most urgent first."""

import datetime as dt

import pytest

from commitments.actions import end_lead
from network.workflow import RoleKind, Side
from ogp_tracker import clock
from progress.models import Frequency, ScheduleDecision
from progress.schedule.closing import close_periods
from tests.cast import (
    assert_same_queries,
    client_for,
    commitment_of,
    lead,
    organisation,
    person,
    queries_of,
)
from tests.progress.drafts import draft, key, published, whole_draft

pytestmark = pytest.mark.django_db
URL = "/oversight/"


def page_of(somebody, query="") -> str:
    return client_for(somebody).get(f"{URL}{query}").content.decode()


def first_of(page: str) -> str:
    return page.split("Start here", 1)[1].split("</section>", 1)[0]


def test_a_late_update_comes_first_with_what_to_do(settings, rae, gail, commitment, period):
    settings.TRACKER_TODAY = dt.date(2014, 5, 12)
    first = first_of(page_of(rae))
    assert "Update 12 days late: it was due on 30 April 2014" in first
    assert (
        "Waits for Gail Green (BIS), Cyrus Cole (Global Witness). Nothing has been written yet."
        in first
    )
    assert f"/commitments/{commitment.slug}/updates/2014-04-30/remind/" in first


def test_it_says_which_signature_is_missing(settings, rae, gail, cyrus, commitment, period):
    key(cyrus, Side.CIVIL_SOCIETY, whole_draft(gail, cyrus, commitment, period))
    page = page_of(rae)
    assert "Update due in 16 days, on 30 April 2014" in page
    assert (
        "Waits for Gail Green (BIS). Civil society has signed the draft, government has not."
        in page
    )
    assert "Open the draft" in page


def test_every_kind_is_there(settings, sam, rae, gail, cyrus, plan, commitment, period, bis):
    left = commitment_of(plan, "8", "Open policing", bis)
    una = lead(left, Side.GOVERNMENT, gail, bis)
    end_lead(by=sam, lead=una, reason="Moved on", note="Ask the Home Office.")
    draft(gail, Side.GOVERNMENT, commitment, period)
    settings.TRACKER_TODAY = dt.date(2014, 7, 1)
    close_periods()
    page = page_of(sam)
    assert "No contact between the two sides for 243 days" in page
    assert "No update to 30 April 2014 ever came" in page
    assert "Nobody leads for government or civil society" in page
    assert "Gail Green (BIS) led until 14 April 2014." in page
    assert "Read the note of Gail Green" in page
    assert "Appoint a lead" in page


def test_a_milestone_that_nobody_spoke_of(settings, rae, commitment):
    settings.TRACKER_TODAY = dt.date(2015, 1, 2)
    milestone = commitment.milestones.get(ref="7.02")
    page = page_of(rae)
    assert "Milestone 7.02 is past the date, and nobody has said what became of it" in page
    assert f"/milestones/{milestone.pk}/report/" in page


def test_the_dates_of_a_plan_that_is_over_wait_for_nobody(settings, sam, rae, plan, commitment):
    ScheduleDecision.objects.create(
        plan=plan, number=1, frequency=Frequency.QUARTERLY, first_due_on=dt.date(2014, 6, 30),
        decided_on=dt.date(2013, 11, 1), decided_by="Both sides", reason="Agreed",
        review_on=plan.ends_on, recorded_at=clock.now(), recorded_by=sam,
    )  # fmt: skip
    words = "The reporting dates are to be looked at again by 31 December 2015"
    for day, is_listed in (
        (plan.ends_on - dt.timedelta(days=29), False),
        (plan.ends_on - dt.timedelta(days=28), True),
        (plan.ends_on, True),
        (plan.ends_on + dt.timedelta(days=1), False),
    ):
        settings.TRACKER_TODAY = day
        assert [words in page_of(who) for who in (sam, rae)] == [is_listed, is_listed], day


def test_nothing_waits(settings, rae, gail, cyrus, commitment, period):
    published(gail, cyrus, commitment, period)
    assert "Nothing waits: every update is in" in page_of(rae)


def test_a_manager_sees_their_departments_only(settings, rae, sam, plan, commitment, period):
    elsewhere = commitment_of(plan, "9", "Open policing", organisation("Home Office"))
    settings.TRACKER_TODAY = dt.date(2014, 5, 12)
    assert elsewhere.title not in page_of(rae)
    assert elsewhere.title in page_of(sam)
    assert commitment.title in page_of(rae)


def test_a_manager_without_a_portfolio_is_shown_the_way(plan, commitment):
    una = person("Una Usher", RoleKind.RELATIONSHIP_MANAGER, organisation("DfID"))
    assert "You look after no open commitment today." in page_of(una)


def test_the_coordinator_sees_civil_societys_side_and_changes_nothing(
    settings, nora, gail, cyrus, commitment, period
):
    settings.TRACKER_TODAY = dt.date(2014, 5, 12)
    page = page_of(nora)
    assert "Update 12 days late" in page
    assert "/remind/" not in page
    assert "/extend/" not in page
    key(cyrus, Side.CIVIL_SOCIETY, whole_draft(gail, cyrus, commitment, period))
    assert "Update 12 days late" not in page_of(nora)  # it is government's move


@pytest.mark.parametrize(
    ("query", "sees"),
    [
        ("?kind=update", True),
        ("?kind=blocker", False),
        ("?late=yes", True),
        ("?side=civil_society", True),
        ("?department=bis", True),
        ("?department=home-office", False),
        ("?plan=uk-nap-2013-15", True),
    ],
)
def test_it_is_narrowed_down_by_the_address(
    settings, sam, rae, plan, commitment, period, query, sees
):
    commitment_of(plan, "9", "Open policing", organisation("Home Office"))
    settings.TRACKER_TODAY = dt.date(2014, 5, 12)
    assert ("7. Company" in page_of(sam, query)) == sees


def test_the_secretariat_chooses_a_managers_portfolio(settings, sam, rae, plan, commitment, period):
    home_office = organisation("Home Office")
    commitment_of(plan, "9", "Open policing", home_office)
    other = person("Una Usher", RoleKind.RELATIONSHIP_MANAGER, home_office)
    settings.TRACKER_TODAY = dt.date(2014, 5, 12)
    page = page_of(sam, f"?manager={other.pk}")
    assert "9. Open policing" in page
    assert "7. Company" not in page


def test_nonsense_in_the_address_is_named_and_filters_nothing(rae, commitment, period):
    page = page_of(rae, "?kind=martians&page=many&plan=x&manager=1%27")
    assert "There is a problem" in page
    assert "7. Company" in page


def test_one_line_a_commitment_for_the_meeting(settings, rae, commitment, period):
    settings.TRACKER_TODAY = dt.date(2015, 1, 2)
    page = page_of(rae, "?view=meeting")
    assert page.count('scope="row"') == 1
    assert "1 milestone past the date" in page
    assert "Cold for 428 days" in page
    assert "Keep in mind" in page


def test_it_requires_signing_in(client):
    assert client.get(URL)["Location"].startswith("/account/login/")


def test_it_is_for_those_who_keep_track(gail, cyrus, mia, olga, commitment):
    for somebody in (gail, cyrus, mia, olga):
        assert client_for(somebody).get(URL).status_code == 403


def test_the_number_of_queries_stays(settings, sam, gail, cyrus, global_witness, plan, period, bis):
    def add(number: int) -> None:
        one = commitment_of(plan, str(number), f"Promise {number}", bis)
        lead(one, Side.GOVERNMENT, gail, bis)
        lead(one, Side.CIVIL_SOCIETY, cyrus, global_witness)
        commitment_of(plan, f"{number}x", f"Vacant {number}", bis)

    assert assert_same_queries(client_for(sam), URL, add) < 40


def test_two_hundred_commitments_take_no_more(settings, sam, gail, plan, period, bis):
    commitment_of(plan, "1", "Promise 1", bis)
    browser = client_for(sam)
    browser.get(URL)
    few = len(queries_of(browser, URL))
    for number in range(2, 201):
        commitment_of(plan, str(number), f"Promise {number}", bis)
    assert len(queries_of(browser, URL)) == few
