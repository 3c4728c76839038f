"""Late updates, seen by those who keep track of them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from mailroom.delivery.actions import deliver
from mailroom.desk.actions import resend
from mailroom.owing import everything_owed
from network.workflow import RoleKind, Side
from tests import cast
from tests.progress.drafts import key, published, whole_draft
from tests.reminders import plan as plan_on
from tests.reminders import remind, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commitment", "period")]


def after(days: int) -> dt.date:
    return cast.FIRST_DUE + dt.timedelta(days=days)


def reminded(day: dt.date) -> list[str]:
    known = list(sent().values_list("pk", flat=True))
    remind(day)
    return sorted(row.to_email.split("@")[0] for row in sent().exclude(pk__in=known))


def test_the_ladder_climbs(rae, sam, nora, mia):
    remind(after(3))
    climbed = {days: found for days in range(4, 30) if (found := reminded(after(days)))}
    assert climbed == {7: ["rae"], 14: ["sam"]}


def test_all_who_keep_the_department_and_all_on_duty_are_told(rae, sam, bis, cabinet_office, mia):
    remind(after(3))
    cast.person("Ron Reed", RoleKind.RELATIONSHIP_MANAGER, bis)
    cast.person("Sue Shah", RoleKind.SECRETARIAT, cabinet_office)
    # Another department’s.
    cast.person("Ray Ross", RoleKind.RELATIONSHIP_MANAGER, cabinet_office)
    assert reminded(after(7)) == ["rae", "ron"]
    assert reminded(after(14)) == ["sam", "sue"]


def test_the_letter_names_the_missing_signature(rae, commitment, period, gail, cyrus):
    key(gail, Side.GOVERNMENT, whole_draft(gail, cyrus, commitment, period))
    remind(after(7))
    body = " ".join(sent().get(to_email="rae@example.org").body.split())
    assert "Government has signed the draft. The signature of civil society is missing." in body
    assert "For civil society it is owed by Cyrus Cole (Global Witness)." in body
    assert "Gail Green" not in body
    assert f"/commitments/{commitment.slug}/progress/" in body


def test_a_commitment_without_leads_is_told_of(rae, commitment):
    commitment.leads.update(ends_on=after(0))
    remind(after(7))
    body = sent().get(to_email="rae@example.org").body
    assert "Government has no lead for it at the moment." in body


def test_whoever_stands_on_two_rungs_has_both_in_one_letter(rae, cabinet_office):
    """Sent, both rows say so: nothing is entered as not needed that was told."""
    cast.role(rae, RoleKind.SECRETARIAT, cabinet_office)
    remind(after(14))
    assert sent().filter(to_email="rae@example.org").count() == 1
    rows = rae.reminders.filter(message__isnull=False).values_list("days_ahead", "state")
    assert set(rows) == {(-7, "planned"), (-14, "planned")}


def test_a_reminder_sent_again_says_the_same(rae, sam):
    remind(after(7))
    first = sent().get(to_email="rae@example.org")
    with override_settings(TRACKER_TODAY=after(7)):
        resend(by=sam, message=first, reason="It did not arrive", copies_seen=0)
        deliver()
    again = sent().get(resend_of=first)
    assert (again.subject, again.body) == (first.subject, first.body)
    assert rae.reminders.get().state == "planned"


def test_a_copy_of_what_was_done_since_is_not_sent(rae, sam, commitment, period, gail, cyrus):
    remind(after(7))
    first = sent().get(to_email="rae@example.org")
    published(gail, cyrus, commitment, period)
    with override_settings(TRACKER_TODAY=after(7)):
        copy = resend(by=sam, message=first, reason="It did not arrive", copies_seen=0)
        deliver()
    copy.refresh_from_db()
    assert copy.status == "skipped"
    # The first told of it while it was true.
    assert rae.reminders.get().state == "planned"


def test_published_meanwhile_nobody_is_told(rae, commitment, period, gail, cyrus):
    plan_on(after(7))
    published(gail, cyrus, commitment, period)
    assert reminded(after(7)) == []
    assert rae.reminders.get().why == "The update was published before the letter went out."


def test_whoever_left_between_plan_and_claim_is_not_told(rae):
    plan_on(after(7))
    rae.roles.update(ends_on=after(7))
    assert "rae" not in reminded(after(7))


def test_a_closed_period_climbs_no_further(rae, sam, period):
    period.closes_on = after(6)
    period.save()
    assert reminded(after(7)) == []
    assert everything_owed(sam, after(14)) == []


def test_the_longest_late_comes_first(rae, commitment):
    cast.reporting_period(commitment.plan, after(10))
    lines = everything_owed(rae, after(20))
    assert [line.days_left for line in lines] == [-20, -10]


def test_queries_do_not_grow_with_the_commitments(rae, commitment, bis):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            everything_owed(rae, after(8))
        return len(captured)

    with_one = queries()
    for number in range(8, 11):
        cast.commitment_of(commitment.plan, str(number), f"Promise {number}", bis)
    assert len(everything_owed(rae, after(8))) == 4
    assert queries() == with_one
