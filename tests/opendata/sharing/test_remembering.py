"""An address that once showed something never answers as if nothing had been there."""

import datetime as dt

import pytest
from django.urls import reverse

from ogp_tracker import history
from progress.actions import add_periods
from tests.cast import action_plan, client_for, commitment_of, organisation

pytestmark = pytest.mark.django_db


def renamed(row, slug):
    before = row.slug
    row.slug = slug
    history.save(row, by=None, reason="A shorter address")
    return before


def test_a_commitment_with_another_address_is_found_under_the_old_one(client, commitment):
    old = renamed(commitment, "ownership")
    for name in ("commitments:commitment_detail", "commitments:commitment_history",
                 "progress:commitment_progress", "files:commitment_feed",
                 "opendata:commitment_embed"):  # fmt: skip
        answer = client.get(reverse(name, args=[old]))
        assert answer.status_code == 301
        assert answer["Location"] == reverse(name, args=["ownership"])
        assert client.get(answer["Location"]).status_code == 200


def test_filters_go_along(client, plan):
    old = renamed(plan, "uk-two")
    answer = client.get(f"/plans/{old}/history/?page=1")
    assert answer["Location"] == "/plans/uk-two/history/?page=1"


def test_an_address_given_to_another_thing_is_that_things(client, bis):
    old = renamed(bis, "business")
    second = organisation("Another", abbreviation="BIS")
    assert second.slug == old
    assert client.get(f"/organisations/{old}/").status_code == 200


def test_what_was_removed_says_so(client, db, today):
    gone = organisation("Open Data Friends")
    url = gone.get_absolute_url()
    history.delete(gone, by=None, reason="Entered twice")
    answer = client.get(url)
    assert answer.status_code == 410
    for words in ("This page is gone", "Open Data Friends", "Entered twice", "14 April 2014"):
        assert words in answer.text
    assert f'href="{reverse("commitments:organisation_list")}"' in answer.text
    assert "canonical" not in answer.text
    assert not answer.cookies
    assert client.get(f"/feeds{url.rstrip('/')}.atom").status_code == 410


def test_a_reporting_date_that_was_taken_out(client, sam, commitment):
    (period,) = add_periods(by=None, plan=commitment.plan, due_days=[dt.date(2014, 7, 31)])
    url = reverse("progress:update_detail", args=[commitment.slug, "2014-07-31"])
    history.delete(period, by=sam, reason="Every six months is enough")
    answer = client.get(url)
    assert answer.status_code == 410
    assert "31 July 2014" in answer.text
    assert "Every six months is enough" in answer.text
    never = reverse("progress:update_detail", args=[commitment.slug, "2014-08-31"])
    assert client.get(never).status_code == 404


def test_what_readers_never_saw_was_never_there(client, sam, today):
    plan = action_plan("next", number=3, published_on=None)
    hidden = commitment_of(plan, "1", "Not yet public")
    old = renamed(hidden, "elsewhere")
    plan_was = renamed(plan, "later")
    for url in (f"/commitments/{old}/", "/commitments/elsewhere/", f"/plans/{plan_was}/"):
        assert client.get(url).status_code == 404
    milestone_free = commitment_of(plan, "2", "Never public")
    slug = milestone_free.slug
    history.delete(milestone_free, by=None, reason="A secret")
    answer = client.get(f"/commitments/{slug}/")
    assert answer.status_code == 404
    assert "A secret" not in answer.text
    plan.published_on = today
    history.save(plan, by=sam, reason="The plan is out")
    assert client.get(f"/commitments/{slug}/").status_code == 404


def test_what_nobody_ever_saw_is_not_found(client, db):
    for url in ("/commitments/nothing-here/", "/nowhere/"):
        assert client.get(url).status_code == 404


def test_working_pages_and_forms_are_not_led_on(sam, commitment):
    old = renamed(commitment, "ownership")
    signed_in = client_for(sam)
    assert signed_in.get(f"/commitments/{old}/edit/").status_code == 404
    assert signed_in.post(f"/commitments/{old}/").status_code == 404
