"""Recording how often a plan is reported on."""

import datetime as dt

import pytest
from django.urls import reverse

from progress.models import ReportingPeriod, ScheduleDecision
from tests.cast import client_for, reporting_period

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(plan):
    return reverse("progress:schedule_decide", args=[plan.slug])


def day(name: str, text: str) -> dict[str, str]:
    parts = text.split() or ["", "", ""]
    names = (f"{name}_{part}" for part in ("day", "month", "year"))
    return dict(zip(names, parts, strict=True))


def typed(first="31 7 2014", **more: str) -> dict[str, str]:
    return {
        "frequency": "quarterly",
        "silence_days": "14",
        "closing_days": "60",
        "decided_by": "Cabinet Office and network",
        "reason": "So that both sides keep up",
        **day("first_due_on", first),
        **day("decided_on", "28 2 2014"),
        **day("review_on", "28 2 2015"),
        **more,
    }


def recorded(browser, url, answers: dict[str, str]):
    """Look at the dates, then record them."""
    seen = browser.post(url, answers).context["seen"]
    return browser.post(url, {**answers, "seen": seen}, follow=True)


def test_the_secretariat_records_a_decision(sam, period, url):
    page = recorded(client_for(sam), url, typed()).content.decode()
    assert "The decision is recorded." in page
    assert "Decision 1: every three months, from 31 July 2014" in page
    assert "Decided by Cabinet Office and network on 28 February 2014." in page
    assert ScheduleDecision.objects.get().recorded_by == sam
    assert ReportingPeriod.objects.count() == 7


def test_it_shows_the_dates_first(sam, period, url):
    response = client_for(sam).post(url, typed())
    page = response.content.decode()
    assert response.status_code == 200
    assert "Nothing is recorded yet" in page
    assert [day.isoformat() for day in response.context["outlook"].coming][:2] == [
        "2014-07-31",
        "2014-10-31",
    ]
    assert "31 October 2015" in page
    assert "Record the decision" in page
    assert "So that both sides keep up</textarea>" in page
    assert not ScheduleDecision.objects.exists()
    assert ReportingPeriod.objects.count() == 1


def test_what_was_not_seen_is_shown_instead_of_recorded(sam, plan, period, url):
    browser = client_for(sam)
    seen = browser.post(url, typed()).context["seen"]
    for answers in (
        typed(first="30 8 2014"),
        typed(**day("until", "1 1 2015")),
        typed(silence_days="15"),
        typed(reason="Another"),
    ):
        page = browser.post(url, {**answers, "seen": seen}).content.decode()
        assert "Nothing is recorded yet" in page
    reporting_period(plan, dt.date(2014, 6, 30))  # meanwhile, somebody else adds a date
    assert (
        "Nothing is recorded yet" in browser.post(url, {**typed(), "seen": seen}).content.decode()
    )
    assert not ScheduleDecision.objects.exists()


def test_opening_it_records_nothing_and_offers_no_blind_recording(sam, period, url):
    page = client_for(sam).get(url).content.decode()
    assert "See the dates" in page
    assert "Record the decision" not in page
    assert not ScheduleDecision.objects.exists()


def test_it_requires_signing_in(client, period, url):
    assert client.post(url, typed())["Location"].startswith("/account/login/")


@pytest.mark.parametrize("name", ["gail", "cyrus", "rae", "nora", "olga"])
def test_others_may_not(request, name, period, url):
    assert client_for(request.getfixturevalue(name)).post(url, typed()).status_code == 403
    assert not ScheduleDecision.objects.exists()


def test_a_plan_that_others_cannot_see_is_not_found(rae, plan, url):
    plan.published_on = None
    plan.save()
    assert client_for(rae).get(url).status_code == 404


def test_a_date_that_is_too_early_is_refused(sam, period, url):
    response = client_for(sam).post(url, typed(first="30 4 2014"))
    assert response.status_code == 422
    assert "30 April 2014 is too early." in response.content.decode()
    assert "Record the decision" not in response.content.decode()
    assert not ScheduleDecision.objects.exists()


def test_own_dates_are_read_in_plain_forms(sam, period, url):
    lines = "30 9 2014\r\n31 January 2015\r\n\r\n30/6/2015\r\n2015-12-31"
    own = {"frequency": "own_dates", "own_days": lines}
    recorded(client_for(sam), url, typed(first="", **own))
    found = ReportingPeriod.objects.values_list("due_on", flat=True)
    assert [day.isoformat() for day in found] == [
        "2014-04-30", "2014-09-30", "2015-01-31", "2015-06-30", "2015-12-31"
    ]  # fmt: skip


def test_nonsense_is_named_line_by_line(sam, period, url):
    own = {"frequency": "own_dates", "own_days": "soon\n31 2 2015\n30 6 2015\n1 Mai 2015\n1 5 15"}
    page = client_for(sam).post(url, typed(first="", **own)).content.decode()
    assert "“soon” in line 1 must be a day, month and year, such as 30 4 2014" in page
    assert "“31 2 2015” in line 2 must be a real date" in page
    assert "in line 3" not in page
    assert "“1 Mai 2015” in line 4 must be a real date" in page
    assert "“1 5 15” in line 5 must have a year of 4 numbers" in page


def test_an_empty_form_names_what_is_missing(sam, period, url):
    page = client_for(sam).post(url, {}).content.decode()
    assert "Select how often updates are due" in page
    assert "Say why it was decided" in page
    assert "Enter who decided this" in page
