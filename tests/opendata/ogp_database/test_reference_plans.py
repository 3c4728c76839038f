"""A plan that is kept for reference asks nothing of anybody, whoever publishes it."""

import datetime as dt

import pytest

from commitments.actions import publish_plan
from commitments.models import ActionPlan, Commitment
from mailroom.models import Announcement
from opendata.ogp_database import load, plan_import
from tests import cast
from tests.opendata.ogp_rows import read, row

pytestmark = pytest.mark.django_db


def published_elsewhere(day=dt.date(2014, 2, 1)) -> Commitment:
    load(plan_import(read(row(1))), by=None, published_on=day)
    return Commitment.objects.get(ogp_id="AT0001")


def test_with_a_day_it_comes_before_readers_in_the_words_it_had(client, today):
    commitment = published_elsewhere()
    assert commitment.is_public
    wording = commitment.wordings.get()
    assert (wording.kind, wording.effective_on) == ("published", dt.date(2014, 2, 1))
    assert wording.text["title"] == commitment.title
    page = client.get(commitment.get_absolute_url())
    assert page.status_code == 200
    assert "OGP’s database of commitments" in page.content.decode()


def test_without_one_readers_do_not_see_it(client, today):
    load(plan_import(read(row(1))), by=None)
    commitment = Commitment.objects.get()
    assert client.get(commitment.get_absolute_url()).status_code == 404


def test_it_owes_no_updates_and_is_never_cold(today):
    commitment = published_elsewhere()
    assert not commitment.owes_updates
    assert not Commitment.objects.reported_on().exists()
    assert not Commitment.objects.cold(dt.date(2015, 1, 1)).exists()
    assert not Announcement.objects.exists()


def test_the_home_page_stays_with_the_plan_carried_out_here(client, today):
    ours = cast.action_plan()
    published_elsewhere(day=today)
    page = client.get("/")
    assert page.context["plan"] == ours


def test_a_site_with_nothing_else_shows_it(client, today):
    published_elsewhere()
    assert client.get("/").context["plan"] == ActionPlan.objects.get()


def test_the_secretariat_may_publish_it_and_nobody_is_told(today):
    load(plan_import(read(row(1))), by=None)
    sam = cast.person("Sam Secretary")
    plan = publish_plan(by=sam, plan=ActionPlan.objects.get(), reason="To be read")
    assert plan.is_public
    assert not Announcement.objects.exists()
    assert not Commitment.objects.reported_on().exists()
