"""The ledger of a period's reminders, for those who work with the plan."""

import datetime as dt

import pytest
from django.urls import reverse

from mailroom.models import OutboxMessage
from network.workflow import RoleKind, Side
from tests import cast
from tests.progress.drafts import key, whole_draft
from tests.reminders import plan as plan_on
from tests.reminders import remind

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def url(plan, period):
    return reverse("progress:reminder_list", args=[plan.slug, period.due_on])


def read(somebody, url: str) -> str:
    response = cast.client_for(somebody).get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_shows_what_became_of_each_and_what_is_to_come(sam, gail, commitment, url, settings):
    assert "Nobody has been reminded yet." in read(sam, url)
    settings.TRACKER_TODAY = cast.FIRST_DUE - 14 * DAY
    remind(settings.TRACKER_TODAY)
    page = read(gail, url)
    assert "Gail Green" in page
    assert "Overtaken by a later one" in page
    assert "14 days before" in page
    assert ">Sent<" in page
    assert "23 April 2014: the leads of both sides, 7 days before" in page
    assert "7 May 2014: the relationship managers, 7 days after" in page
    assert "16 April 2014: the leads" not in page
    assert "until 31 December 2028" in page


def test_it_says_why_one_was_skipped(sam, gail, cyrus, commitment, period, url):
    version = whole_draft(gail, cyrus, commitment, period)
    plan_on(cast.FIRST_DUE - 7 * DAY)
    key(gail, Side.GOVERNMENT, version)
    remind(cast.FIRST_DUE - 7 * DAY)
    page = read(sam, url)
    assert "Not needed any more" in page
    assert "Their side had signed" in page


def test_it_says_which_missed_their_day_or_failed(sam, gail, cyrus, commitment, url):
    remind(cast.FIRST_DUE - 7 * DAY)
    of_gail, of_cyrus = (OutboxMessage.objects.filter(recipient=who) for who in (gail, cyrus))
    of_gail.update(status="skipped", failure="It was too late.", sent_at=None)
    of_cyrus.update(status="failed", failure="No such person", sent_at=None)
    page = read(sam, url)
    assert "It was too late." in page
    assert ">Failed<" in page


def test_a_day_moved_by_a_bank_holiday_says_so(sam, plan, commitment):
    period = cast.reporting_period(plan, dt.date(2014, 5, 16))
    page = read(sam, reverse("progress:reminder_list", args=[plan.slug, period.due_on]))
    assert (
        "17 April 2014: the leads of both sides, 28 days before (moved because of a bank holiday)"
        in page
    )


def test_the_list_of_dates_leads_to_it_for_those_who_may(client, sam, olga, plan, url):
    dates = reverse("progress:period_list", args=[plan.slug])
    assert url in read(sam, dates)
    assert url not in read(olga, dates)
    assert url not in client.get(dates).content.decode()
    assert "Who is reminded, and when" in client.get(dates).content.decode()


def test_queries_do_not_grow(plan, sam, commitment, bis, involve, url):
    def add(number: int) -> None:
        somebody = cast.person(f"Member{number} Moss")
        another = cast.commitment_of(plan, f"M{number}", f"Promise {number}", bis)
        cast.role(somebody, RoleKind.NETWORK_MEMBER, involve)
        cast.lead(another, Side.CIVIL_SOCIETY, somebody, involve)
        remind(cast.FIRST_DUE - (28 - number) * DAY)

    cast.assert_same_queries(cast.client_for(sam), url, add)


def test_it_asks_who_you_are(client, url):
    assert client.get(url).status_code == 302


@pytest.mark.parametrize(
    ("who", "status"),
    [("cyrus", 200), ("rae", 200), ("nora", 200), ("mia", 403), ("olga", 403)],
)
def test_only_those_who_work_with_the_plan(request, commitment, url, who, status):
    somebody = request.getfixturevalue(who)
    assert cast.client_for(somebody).get(url).status_code == status


def test_what_is_not_there_is_not_found(sam, rae, plan, period, url):
    elsewhere = reverse("progress:reminder_list", args=[plan.slug, period.due_on + DAY])
    assert cast.client_for(sam).get(elsewhere).status_code == 404
    plan.published_on = None
    plan.save()
    assert cast.client_for(rae).get(url).status_code == 404


def test_managers_and_leads_see_the_rows_of_their_commitments_alone(
    sam, nora, rae, gail, commitment, plan, url
):
    home_office = cast.organisation("Home Office")
    other = cast.commitment_of(plan, "9", "Open policing", home_office)
    una = cast.person("Una Usher", RoleKind.RELATIONSHIP_MANAGER, home_office)
    hal = cast.person("Hal Hill", RoleKind.OFFICIAL, home_office)
    cast.lead(other, Side.GOVERNMENT, hal, home_office)
    remind(cast.FIRST_DUE - 7 * DAY)
    for somebody, names in (
        *((sam, "GH"), (nora, "GH"), (rae, "G"), (gail, "G")),
        *((una, "H"), (hal, "H")),
    ):
        page = read(somebody, url).split("<main", 1)[1]
        assert ("Gail Green" in page, "Hal Hill" in page) == ("G" in names, "H" in names)
