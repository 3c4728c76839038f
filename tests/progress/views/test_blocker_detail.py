"""One blocker's public page, and what more those involved see."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from commitments.actions import take_step
from progress.blockers.actions import close_blocker, comment_on_blocker, pass_blocker_up
from tests import cast
from tests.progress.blocking import SECRET, answered, blocker_of, silent_until

pytestmark = pytest.mark.django_db


def words_of(response) -> str:
    return " ".join(strip_tags(response.content.decode()).split())


@pytest.fixture
def blocker(cyrus, commitment):
    return blocker_of(cyrus, commitment, milestone=commitment.milestones.first())


def test_readers_see_the_clock_and_every_step(client, gail, cyrus, rae, sam, blocker, settings):
    blocker = silent_until(settings, cast.TODAY + dt.timedelta(days=10), blocker)
    blocker = pass_blocker_up(by=rae, blocker=blocker, words="This needs a decision above us.")
    settings.TRACKER_TODAY = cast.TODAY + dt.timedelta(days=15)
    response = client.get(blocker.get_absolute_url())
    words = words_of(response)
    assert "Open 15 days, with the secretariat for 5." in words
    assert "It goes to the steering committee on 8 May 2014 unless it is answered before." in words
    assert "This needs a decision above us." in words
    assert "Rae Reed (relationship manager, BIS)" in words
    assert "No answer in 10 days." in words
    assert words.index("Passed up") < words.index("Went up unanswered") < words.index("Raised Cyr")
    assert "7.01 Amend company law" in words
    assert not response.cookies


def test_the_private_detail_is_for_those_involved(
    client, gail, cyrus, rae, sam, nora, mia, olga, blocker
):
    url = blocker.get_absolute_url()
    for reader in (gail, cyrus, rae, sam):
        assert SECRET in cast.client_for(reader).get(url).content.decode()
    for browser in (client, *map(cast.client_for, (nora, mia, olga))):
        page = browser.get(url).content.decode()
        assert SECRET not in page
        assert "Private detail" not in page


@pytest.mark.parametrize(
    ("name", "doors"),
    [
        ("gail", {"answer", "comment", "pass-up"}),
        ("cyrus", {"comment", "pass-up", "close"}),
        ("rae", {"comment"}),
        ("sam", {"comment", "close"}),
        ("nora", set()),
    ],
)
def test_each_sees_what_they_can_do(request, name, doors, blocker):
    url = blocker.get_absolute_url()
    page = cast.client_for(request.getfixturevalue(name)).get(url).content.decode()
    names = ("answer", "comment", "pass-up", "close", "reopen")
    assert {door for door in names if f'href="{url}{door}/"' in page} == doors


def test_once_closed_it_says_for_how_long_it_was_open(client, gail, cyrus, blocker, settings):
    blocker = answered(gail, blocker)
    assert "It waits for civil society to say" in words_of(client.get(blocker.get_absolute_url()))
    settings.TRACKER_TODAY = cast.TODAY + dt.timedelta(days=43)
    close_blocker(by=cyrus, blocker=blocker, words="They pay.")
    settings.TRACKER_TODAY = cast.TODAY + dt.timedelta(days=90)
    words = words_of(client.get(blocker.get_absolute_url()))
    assert "It was open for 43 days, and closed on 27 May 2014." in words
    assert "They pay." in words


def test_a_withdrawn_commitment_stops_the_clock_in_public(
    client, sam, commitment, blocker, settings
):
    take_step(by=sam, commitment=commitment, step_name="withdraw", reason="Overtaken")
    silent_until(settings, cast.TODAY, blocker)
    words = words_of(client.get(blocker.get_absolute_url()))
    assert "Its clock has stopped, because the commitment is “withdrawn”." in words


def test_no_public_page_shows_the_private_detail(client, gail, cyrus, rae, commitment, blocker):
    comment_on_blocker(by=gail, blocker=blocker, words="Heard.")
    slug = commitment.slug
    pages = [
        blocker.get_absolute_url(),
        *(reverse(f"progress:{name}") for name in ("blocker_list", "update_list")),
        *(
            reverse(f"progress:{name}", args=[slug])
            for name in ("commitment_progress", "diary_list")
        ),
        reverse("commitments:commitment_detail", args=[slug]),
        reverse("commitments:commitment_history", args=[slug]),
        reverse("commitments:plan_history", args=[commitment.plan.slug]),
        "/",
    ]
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200
        assert "confidentially" not in response.content.decode()


def test_another_commitments_address_is_not_its_own(client, plan, bis, blocker):
    other = cast.commitment_of(plan, "8", "Another promise", bis)
    url = reverse("progress:blocker_detail", args=[other.slug, blocker.pk])
    assert client.get(url).status_code == 404


def test_a_hidden_commitment_hides_it(client, plan, blocker):
    plan.published_on = None
    plan.save()
    assert client.get(blocker.get_absolute_url()).status_code == 404


def test_as_many_queries_for_one_step_as_for_many(client, gail, blocker):
    def add(number: int) -> None:
        comment_on_blocker(by=gail, blocker=blocker, words=f"Comment {number}")

    cast.assert_same_queries(client, blocker.get_absolute_url(), add)
    cast.assert_same_queries(cast.client_for(gail), blocker.get_absolute_url(), add)
