"""Appointing leads and standing them down."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from commitments.actions import appoint_lead, end_lead
from mailroom.models import Announcement, OutboxMessage
from network.actions import end_role, give_role
from network.workflow import RoleKind, Side
from tests.cast import action_plan, commitment_of, lead, person, role

pytestmark = pytest.mark.django_db
GOV, CIV = Side.GOVERNMENT, Side.CIVIL_SOCIETY


@pytest.fixture
def vacant(plan, bis):
    return commitment_of(plan, "8", "Open contracting", bis)


def appoint(by, commitment, side, person, at):
    return appoint_lead(by=by, commitment=commitment, side=side, person=person, organisation=at)


def test_the_letter_says_what_and_where(sam, gail, vacant, bis):
    appoint(sam, vacant, GOV, gail, bis)
    letter = OutboxMessage.objects.get()
    assert letter.to_email == "gail@example.org"
    assert vacant.title in letter.subject + letter.body
    assert "http://localhost:8000/commitments/open-contracting/" in letter.body
    assert "/your-work/" in letter.body


def test_somebody_without_a_role_on_the_side_gets_no_key(sam, cyrus, vacant, bis):
    with pytest.raises(ValidationError, match="has no role on the government side"):
        appoint(sam, vacant, GOV, cyrus, bis)
    assert not OutboxMessage.objects.exists()


def test_nobody_leads_what_they_cannot_see(sam, gail, plan, vacant, bis):
    plan.published_on = None
    plan.save()
    with pytest.raises(ValidationError, match="Publish the plan first"):
        appoint(sam, vacant, GOV, gail, bis)
    assert not vacant.leads.exists()


def test_nobody_holds_both_keys(sam, gail, commitment, global_witness):
    role(gail, RoleKind.NETWORK_MEMBER, global_witness)
    with pytest.raises(ValidationError, match="one person cannot hold both sides"):
        appoint(sam, commitment, CIV, gail, global_witness)


def test_the_database_refuses_both_keys_too(gail, commitment, global_witness):
    with pytest.raises(IntegrityError), transaction.atomic():
        lead(commitment, CIV, gail, global_witness)


def test_who_stood_down_can_be_appointed_again(sam, gail, commitment, bis):
    end_lead(by=sam, lead=commitment.leads.get(side=GOV), reason="Moved on")
    appoint(sam, commitment, GOV, gail, bis)
    assert commitment.leads.filter(side=GOV).count() == 2


def test_an_appointment_ends_once(sam, commitment):
    held = commitment.leads.get(side=GOV)
    end_lead(by=sam, lead=held, reason="Moved on")
    with pytest.raises(ValidationError, match="no longer leads"):
        end_lead(by=sam, lead=held, reason="Moved on")


def test_of_a_plan_that_is_not_public_no_vacancy_is_told(sam, gail, bis):
    plan = action_plan("uk-nap-2016-18", 3, published_on=None)
    held = lead(commitment_of(plan, "9", "Open contracting", bis), GOV, gail, bis)
    end_lead(by=sam, lead=held, reason="Moved on")
    assert not Announcement.objects.exists()


def test_nobody_appoints_themselves(sam, commitment, cabinet_office):
    with pytest.raises(ValidationError, match="Nobody appoints themselves"):
        appoint_lead(
            by=sam, commitment=commitment, side=Side.GOVERNMENT, person=sam,
            organisation=cabinet_office,
        )  # fmt: skip


def test_a_later_role_does_not_bring_an_old_appointment_back(
    settings, today, sam, gail, bis, commitment
):
    end_role(by=sam, role=gail.roles.get(), reason="Left")
    assert not commitment.leads.current(today).filter(person=gail)
    settings.TRACKER_TODAY = today.replace(month=9)
    give_role(by=sam, person=gail, kind=RoleKind.OFFICIAL, organisation=bis)
    assert not commitment.leads.current(today.replace(month=9)).filter(person=gail)


def test_who_is_appointed_across_midnight_may_act(
    settings, monkeypatch, sam, plan, commitment, bis
):
    """At one in the morning in London it is still the day before in New York."""
    settings.TRACKER_TODAY = None
    plan.time_zone = "America/New_York"
    plan.save()
    commitment.refresh_from_db()
    night = dt.datetime(2014, 6, 15, 0, 0, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: night)
    late = person("Lena Late")
    give_role(by=sam, person=late, kind=RoleKind.OFFICIAL, organisation=bis)
    appointed = appoint(sam, commitment, GOV, late, bis)
    assert appointed.starts_on == dt.date(2014, 6, 14)
    for day in (dt.date(2014, 6, 14), dt.date(2014, 6, 20)):
        monkeypatch.setattr(timezone, "now", lambda day=day: night + (day - dt.date(2014, 6, 14)))
        assert appointed in commitment.leads.current(day)
