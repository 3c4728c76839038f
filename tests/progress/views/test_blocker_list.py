"""The public register of blockers."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from network.workflow import Side
from progress.blockers.actions import close_blocker
from progress.models import Blocker
from tests import cast
from tests.progress.blocking import SECRET, answered, blocker_of

pytestmark = pytest.mark.django_db
URL = reverse("progress:blocker_list")


def words_of(response) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


def test_readers_see_with_whom_since_when_and_what_comes_next(client, cyrus, commitment, settings):
    blocker_of(cyrus, commitment)
    settings.TRACKER_TODAY = cast.TODAY + dt.timedelta(days=3)
    response = client.get(URL)
    words = words_of(response)
    assert "Leads of the other side: 1 open" in words
    assert "Nobody pays for the register" in words
    assert "Open 3 days, with the government leads for 3." in words
    assert "It goes up on 24 April 2014 unless it is answered before." in words
    assert SECRET not in response.content.decode()
    assert not response.cookies


def test_the_open_ones_come_first_and_the_oldest_on_top(client, gail, cyrus, commitment, settings):
    first = blocker_of(cyrus, commitment, title="First of all")
    settings.TRACKER_TODAY = cast.TODAY + dt.timedelta(days=1)
    blocker_of(gail, commitment, title="Second")
    blocker_of(cyrus, commitment, title="Third")
    close_blocker(by=cyrus, blocker=first, words="Solved.")
    page = client.get(URL).content.decode()
    assert page.index("Second") < page.index("Third") < page.index("First of all")
    assert "It was open for 1 day, and closed on 15 April 2014." in page


def test_it_is_narrowed_down(client, gail, cyrus, commitment, plan):
    blocker_of(cyrus, commitment, title="By civil society")
    answered(cyrus, blocker_of(gail, commitment, title="By government"))
    for query, shown, hidden in (
        ("side=government", "By government", "By civil society"),
        ("state=answered", "By government", "By civil society"),
        ("state=waiting&rung=leads", "By civil society", "By government"),
        (f"state=open&side=civil_society&plan={plan.slug}", "By civil society", "By government"),
    ):
        page = client.get(f"{URL}?{query}").content.decode()
        assert f">{shown}</a>" in page
        assert f">{hidden}</a>" not in page


def test_empty_it_says_what_to_do(client, db):
    assert "Nobody has raised a blocker yet." in words_of(client.get(URL))
    assert "No blocker fits these filters." in words_of(client.get(f"{URL}?state=closed"))


def test_a_value_that_is_not_on_offer_is_named_and_filters_nothing(client, cyrus, commitment):
    blocker_of(cyrus, commitment)
    response = client.get(f"{URL}?rung=heaven")
    assert response.status_code == 200
    assert "Nobody pays for the register" in response.content.decode()
    assert "from the list" in words_of(response)


def test_a_hidden_plan_hides_its_blockers(client, cyrus, plan, commitment):
    blocker_of(cyrus, commitment)
    plan.published_on = None
    plan.save()
    assert "Nobody pays" not in client.get(URL).content.decode()


def test_as_many_queries_for_one_as_for_many(client, cyrus, global_witness, plan, commitment):
    def add(number: int) -> Blocker:
        one = cast.commitment_of(plan, str(20 + number), f"Promise {number}")
        cast.lead(one, Side.CIVIL_SOCIETY, cyrus, global_witness)
        return blocker_of(cyrus, one, title=f"Blocker {number}")

    assert cast.assert_same_queries(client, URL, add) < 12
