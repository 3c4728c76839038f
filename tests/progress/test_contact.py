"""What counts as contact between the two sides, and when a commitment has gone cold."""

import datetime as dt
from importlib import import_module

import pytest
from django.db import connection

from commitments.actions import take_step
from commitments.models import COLD_DAYS, Commitment
from network.workflow import Side
from tests.cast import PLAN_PUBLISHED, TODAY, action_plan, commitment_of, lead, person
from tests.progress.drafts import draft, key, whole_draft
from tests.progress.notes import note_of

pytestmark = pytest.mark.django_db


def last_contact(commitment) -> dt.date | None:
    return Commitment.objects.get(pk=commitment.pk).last_contact_on


def test_one_side_writing_alone_is_no_contact(gail, commitment, period):
    draft(gail, Side.GOVERNMENT, commitment, period)
    assert last_contact(commitment) is None


def test_saving_on_top_of_the_other_sides_text_is(gail, cyrus, commitment, period):
    whole_draft(gail, cyrus, commitment, period)
    assert last_contact(commitment) == TODAY


def test_signing_what_the_other_side_wrote_is(settings, gail, cyrus, commitment, period):
    version = whole_draft(gail, cyrus, commitment, period)
    settings.TRACKER_TODAY = dt.date(2014, 4, 20)
    key(cyrus, Side.CIVIL_SOCIETY, version)  # their own words: nobody has answered
    assert last_contact(commitment) == TODAY
    settings.TRACKER_TODAY = dt.date(2014, 4, 21)
    key(gail, Side.GOVERNMENT, version)
    assert last_contact(commitment) == dt.date(2014, 4, 21)


def test_a_note_is_contact_and_an_earlier_day_changes_nothing(settings, gail, commitment):
    note_of(gail, commitment)
    settings.TRACKER_TODAY = dt.date(2014, 4, 1)
    note_of(gail, commitment, text="Another thing.", happened_on=dt.date(2014, 4, 1))
    assert last_contact(commitment) == TODAY


def test_it_is_not_told_in_the_public_history(client, gail, cyrus, commitment, period):
    whole_draft(gail, cyrus, commitment, period)
    page = client.get(f"/commitments/{commitment.slug}/history/").content.decode()
    assert "ontact" not in page
    assert "Progress update saved" not in page


# --- Cold -----------------------------------------------------------------------------------
def is_cold(commitment, day: dt.date) -> bool:
    return Commitment.objects.cold(day).filter(pk=commitment.pk).exists()


def test_the_silence_counts_from_publication(plan, bis):
    quiet = commitment_of(plan, "8", "Open policing", bis)
    last_warm_day = PLAN_PUBLISHED + dt.timedelta(days=COLD_DAYS - 1)
    assert not is_cold(quiet, last_warm_day)
    assert is_cold(quiet, last_warm_day + dt.timedelta(days=1))


def test_contact_or_a_new_lead_begins_it_anew(settings, gail, commitment, bis):
    cold_on = PLAN_PUBLISHED + dt.timedelta(days=COLD_DAYS)
    assert is_cold(commitment, cold_on)
    note_of(gail, commitment)
    assert not is_cold(commitment, TODAY + dt.timedelta(days=COLD_DAYS - 1))
    assert is_cold(commitment, TODAY + dt.timedelta(days=COLD_DAYS))
    newcomer = lead(commitment, Side.GOVERNMENT, person("Una Usher"), bis)
    newcomer.starts_on = TODAY + dt.timedelta(days=10)
    newcomer.save()
    assert not is_cold(commitment, TODAY + dt.timedelta(days=COLD_DAYS + 9))


def test_what_is_closed_or_not_public_is_never_cold(sam, commitment, bis):
    hidden = action_plan("next", number=3, published_on=None)
    assert not is_cold(commitment_of(hidden, "1", "Not yet public", bis), dt.date(2020, 1, 1))
    take_step(by=sam, commitment=commitment, step_name="withdraw", reason="No money")
    assert not is_cold(commitment, dt.date(2020, 1, 1))


def test_the_migration_finds_the_contacts_so_far(gail, cyrus, commitment, period, plan, bis):
    version = whole_draft(gail, cyrus, commitment, period)
    key(gail, Side.GOVERNMENT, version)
    silent = commitment_of(plan, "8", "Open policing", bis)
    Commitment.objects.update(last_contact_on=None)
    with connection.cursor() as cursor:
        cursor.execute(import_module("progress.migrations.0015_contact_so_far").FILL)
    assert last_contact(commitment) == TODAY
    assert last_contact(silent) is None
