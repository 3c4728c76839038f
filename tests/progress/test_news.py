"""What followers are told of updates, and what they never are."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import transaction

from commitments.models import ActionPlan
from mailroom.models import Announcement
from network.workflow import Side
from ogp_tracker import history
from progress.actions import begun_update
from progress.announcing import news
from progress.content import Content
from progress.schedule.closing import close_periods
from progress.signing.actions import publish_alone, sign, withdraw_signature
from tests.cast import FIRST_DUE
from tests.progress.drafts import draft, key, published, published_as, whole_draft

pytestmark = pytest.mark.django_db
GOV, CIV = Side.GOVERNMENT, Side.CIVIL_SOCIETY
TOPICS = [
    "commitment:company-beneficial-ownership-information",
    "theme:uk-nap-2013-15/government-integrity",
    "plan:uk-nap-2013-15",
    "organisation:bis",
]


def kinds() -> list[str]:
    return list(Announcement.objects.order_by("pk").values_list("kind", flat=True))


def signed(by, side, version, reservation=""):
    return sign(
        by=by,
        side=side,
        update=version.update,
        number=version.number,
        content_hash=version.content_hash,
        reservation=reservation,
    )


def test_a_published_update_is_told_with_its_call_for_help(gail, cyrus, commitment, period):
    update = published(gail, cyrus, commitment, period)
    told, help_wanted = Announcement.objects.order_by("pk")
    assert kinds() == ["update", "call_for_help"]
    assert told.topics == help_wanted.topics == TOPICS
    assert told.path == update.get_absolute_url()
    assert told.headline == (
        "Commitment 7, Company beneficial ownership information: update published "
        "(to 30 April 2014)"
    )
    assert told.summary == "The draft law was shared with the network."
    assert help_wanted.summary == "A decision on the fee by the Treasury."


def test_drafts_and_single_keys_are_told_to_nobody(gail, cyrus, commitment, period):
    version = whole_draft(gail, cyrus, commitment, period)
    signed(gail, GOV, version, "The fee is missing.")
    assert not Announcement.objects.exists()


def test_without_a_wish_for_help_there_is_no_call(gail, cyrus, commitment, period):
    published_as(gail, cyrus, commitment, period, Content(done="All of it."))
    assert kinds() == ["update"]


def test_a_reservation_is_told_when_the_update_is_published(gail, cyrus, commitment, period):
    version = whole_draft(gail, cyrus, commitment, period)
    signed(gail, GOV, version)
    signed(cyrus, CIV, version, "The register is not open enough.")
    told = Announcement.objects.get(kind="reservation")
    assert told.topics == [*TOPICS, "reservations"]
    assert told.summary == "The register is not open enough."
    assert "civil society signed with a reservation" in told.headline


def test_a_reservation_that_was_withdrawn_is_never_told(gail, cyrus, commitment, period):
    version = whole_draft(gail, cyrus, commitment, period)
    signed(cyrus, CIV, version, "Said in anger.")
    withdraw_signature(by=cyrus, update=version.update)
    signed(gail, GOV, version)
    signed(cyrus, CIV, version)
    assert "reservation" not in kinds()
    assert not Announcement.objects.filter(summary__contains="anger").exists()


def test_a_correction_is_told_with_its_reason(gail, cyrus, commitment, period):
    update = published(gail, cyrus, commitment, period)
    content = replace(update.latest_version().content, done="Two drafts were shared.")
    from progress.updates.actions import save_draft

    version = save_draft(
        by=gail, side=GOV, commitment=commitment, period=period, base=2,
        content=content, reason="A number was wrong",
    )  # fmt: skip
    assert "correction" not in kinds()
    key(gail, GOV, version)
    key(cyrus, CIV, version)
    assert kinds() == ["update", "call_for_help", "correction"]
    told = Announcement.objects.get(kind="correction")
    assert told.summary == "Why it was corrected: A number was wrong"


def test_an_update_that_comes_late_is_a_delay(gail, cyrus, commitment, period, settings):
    settings.TRACKER_TODAY = FIRST_DUE + dt.timedelta(days=2)
    published(gail, cyrus, commitment, period)
    told = Announcement.objects.get(kind="delay")
    assert told.topics == [*TOPICS, "delays"]
    assert "published 2 days late" in told.headline


def test_one_side_alone_is_a_delay_and_the_late_reservation_is_told(
    gail, cyrus, commitment, period, settings
):
    settings.TRACKER_TODAY = FIRST_DUE + dt.timedelta(days=1)
    version = draft(
        gail,
        GOV,
        commitment,
        period,
        Content(
            "Done.", government_completion="limited", challenges="The fee", help_wanted="Money"
        ),
    )
    key(gail, GOV, version)
    settings.TRACKER_TODAY = FIRST_DUE + dt.timedelta(days=20)
    publish_alone(
        by=gail, side=GOV, update=version.update, number=version.number,
        content_hash=version.content_hash,
    )  # fmt: skip
    assert kinds() == ["update", "delay", "call_for_help"]
    assert "by government alone" in Announcement.objects.get(kind="update").headline
    assert "20 days late, without civil society" in Announcement.objects.get(kind="delay").headline
    signed(cyrus, CIV, version, "We were not asked.")
    signed(cyrus, CIV, version, "We were not asked.")
    assert kinds()[3:] == ["reservation"]


def test_what_was_not_reported_is_told_once(commitment, period):
    day = FIRST_DUE + dt.timedelta(days=61)
    close_periods(day)
    close_periods(day)
    told = Announcement.objects.get()
    assert (told.kind, told.topics) == ("delay", [*TOPICS, "delays"])
    assert "not reported" in told.headline
    assert "29 June 2014" in told.summary


def test_nothing_of_an_unpublished_plan_is_told(gail, cyrus, commitment, period):
    plan = ActionPlan.objects.get()
    plan.published_on = None
    history.save(plan, by=None, reason="For the test")
    commitment.refresh_from_db()
    published(gail, cyrus, commitment, period)
    assert not Announcement.objects.exists()


def test_nor_that_nothing_was_reported_on_it(commitment, period):
    plan = ActionPlan.objects.get()
    plan.published_on = None
    history.save(plan, by=None, reason="For the test")
    commitment.refresh_from_db()
    with transaction.atomic():
        update = begun_update(by=None, commitment=commitment, period=period, reason="None yet")
    news.tell_not_reported(update, FIRST_DUE)
    assert not Announcement.objects.exists()
