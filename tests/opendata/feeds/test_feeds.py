"""Feeds tell what readers may know, under names that stay, and break on no text."""

import datetime as dt

import pytest
from django.urls import reverse

from commitments.actions import end_lead
from commitments.workflow import Stage
from mailroom.actions import announce
from mailroom.models import Announcement
from opendata.feeds.atom import LATEST, Feed, News, write
from tests.cast import action_plan, client_for, commitment_of, queries_of
from tests.opendata.feeds.reading import assert_atom, feed_at
from tests.progress.blocking import blocker_of
from tests.progress.drafts import published
from tests.progress.notes import change_in_public, note_of

pytestmark = pytest.mark.django_db
HOSTILE = "a\x08b ]]> </entry> <script>alert(1)</script> & \u202egnirts \ufffe é 日本"


def address(name, *args):
    return reverse(f"files:{name}", args=args)


@pytest.fixture
def every_feed(gail, cyrus, commitment, period):
    published(gail, cyrus, commitment, period)
    blocker_of(cyrus, commitment)
    change_in_public(gail, note_of(gail, commitment, is_public=True))
    plan = commitment.plan
    return [
        *(address(f"{name}_feed") for name in ("news", "commitments", "organisations", "plans")),
        *(address(f"{name}_feed") for name in ("updates", "blockers", "lateness", "vacancies")),
        address("circulations_feed"),
        address("commitment_feed", commitment.slug),
        address("commitment_history_feed", commitment.slug),
        address("diary_feed", commitment.slug),
        address("plan_feed", plan.slug),
        address("plan_history_feed", plan.slug),
        address("theme_feed", plan.slug, "government-integrity"),
        address("organisation_feed", "bis"),
    ]


def test_every_feed_can_be_read_by_a_stranger(every_feed):
    told = {url: len(feed_at(url).entries) for url in every_feed}
    nothing_yet = {url for url, number in told.items() if not number}
    assert nothing_yet == {
        "/feeds/plans.atom",
        "/feeds/lateness.atom",
        "/feeds/vacancies.atom",
        "/feeds/circulations.atom",
    }


def test_an_empty_feed_is_a_feed(plan):
    assert feed_at(address("plan_feed", plan.slug)).entries == []


def test_a_published_update_is_told_with_who_says_it(gail, cyrus, commitment, period):
    update = published(gail, cyrus, commitment, period)
    (entry,) = feed_at(address("updates_feed")).entries
    assert "update published" in entry.title
    assert entry.link == f"http://localhost:8000{update.get_absolute_url()}"
    assert entry.author == "Government and civil society"
    assert entry.id == f"tag:localhost,2014-02-01:news/publication:{update.publications.get().pk}"
    assert "Open Government Licence" in entry.rights


def test_the_filters_of_the_page_are_those_of_its_feed(gail, cyrus, commitment, period):
    published(gail, cyrus, commitment, period)
    assert feed_at(address("commitments_feed") + "?q=beneficial").entries
    assert not feed_at(address("commitments_feed") + "?q=nothinglikeit").entries
    assert not feed_at(address("blockers_feed") + "?state=closed").entries


def test_a_feed_knows_its_own_address_and_its_page(commitment):
    found = feed_at(address("commitments_feed") + "?theme=government-integrity&q=")
    links = {link.rel: link.href for link in found.feed.links}
    assert links["self"].endswith("/feeds/commitments.atom?theme=government-integrity")
    assert links["alternate"].startswith("http://localhost:8000/commitments/?")


def test_what_readers_may_not_see_has_no_feed(client, today):
    plan = action_plan("next", number=3, published_on=None)
    hidden = commitment_of(plan, "1", "Not yet public")
    for url in (
        address("commitment_feed", hidden.slug),
        address("commitment_history_feed", hidden.slug),
        address("diary_feed", hidden.slug),
        address("plan_feed", plan.slug),
        address("plan_history_feed", plan.slug),
        address("theme_feed", plan.slug, "government-integrity"),
    ):
        assert client.get(url).status_code == 404


def test_who_may_see_more_gets_the_same_feed(sam, plan):
    proposed = commitment_of(plan, "8", "Only proposed", stage=Stage.PROPOSED)
    signed_in = client_for(sam)
    assert signed_in.get(address("commitment_feed", proposed.slug)).status_code == 404
    assert "Only proposed" not in signed_in.get(address("plan_history_feed", plan.slug)).text


def test_private_notes_stay_private(gail, commitment):
    note_of(gail, commitment)
    assert not feed_at(address("diary_feed", commitment.slug)).entries


def test_what_did_not_change_is_not_sent_again(client, gail, cyrus, commitment, period):
    url = address("commitment_feed", commitment.slug)
    first = client.get(url)
    again = client.get(url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    published(gail, cyrus, commitment, period)
    changed = client.get(url, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    since = {"if-modified-since": changed["Last-Modified"]}
    assert client.get(url, headers=since).status_code == 304


def test_it_takes_no_form(client, plan):
    assert client.post(address("plan_feed", plan.slug)).status_code == 405


@pytest.mark.parametrize("text", [HOSTILE, "\n\n", "x" * 10_000])
def test_no_text_breaks_a_feed(text):
    moment = dt.datetime(2014, 4, 14, 12, tzinfo=dt.UTC)
    news = News(("news", "a b"), text, "/", text, moment, by=text, kind="Update")
    written = write(Feed(("feeds", "x"), text, "/", text, [news]), "http://localhost:8000/x")
    assert_atom(written)
    assert b"<script>" not in written
    assert "\u202e" not in written.decode()


def test_a_feed_has_an_end(commitment):
    for number in range(LATEST + 5):
        announce(
            key=f"blocker:{number}", kind=Announcement.Kind.BLOCKER, topics=["blockers"],
            headline=f"Number {number}", path="/blockers/",
        )  # fmt: skip
    entries = feed_at(address("news_feed")).entries
    assert len(entries) == LATEST
    assert entries[0].title == f"Number {LATEST + 4}"


@pytest.mark.parametrize("name", ["news_feed", "commitments_feed", "organisations_feed"])
def test_more_news_take_no_more_queries(client, commitment, name):
    def tell(number):
        announce(
            key=f"publication:{number}", kind="update", topics=["organisation:bis"],
            headline="Told", path="/",
        )  # fmt: skip

    url = address(name)
    tell(1)
    client.get(url)
    one = len(queries_of(client, url))
    tell(2)
    tell(3)
    assert len(queries_of(client, url)) == one


def test_the_site_may_move_and_its_names_stay(client, settings, commitment):
    settings.PERMANENT_NAME = "first.example.org"
    settings.SITE_URL = "https://second.example.org"
    text = client.get(address("commitment_feed", commitment.slug)).text
    assert "<id>tag:first.example.org,2014-02-01:feeds/commitment/" in text
    assert f'href="https://second.example.org{commitment.get_absolute_url()}"' in text


def test_vacancies_of_one_side(sam, gail, commitment):
    end_lead(by=sam, lead=commitment.leads.get(person=gail), reason="Left")
    assert feed_at(address("vacancies_feed") + "?side=government").entries
    assert not feed_at(address("vacancies_feed") + "?side=civil_society").entries
