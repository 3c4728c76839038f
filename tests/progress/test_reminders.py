"""What `plan` decides on one day: who is reminded of what, and who is left alone."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.actions import take_step
from mailroom.delivery.addresses import note_undeliverable
from mailroom.models import OutboxMessage
from mailroom.reminding import planning
from network.workflow import RoleKind, Side
from ogp_tracker import history
from progress.models import Reminder
from tests import cast
from tests.progress.drafts import TEXT, draft, key, published, whole_draft
from tests.reminders import remind

DUE = cast.FIRST_DUE
pytestmark = pytest.mark.usefixtures("commitment", "period")


def ahead(days: int) -> dt.date:
    return DUE - dt.timedelta(days=days)


def reminded() -> list[str]:
    mails = OutboxMessage.objects.filter(kind="reminder")
    return sorted(mails.values_list("to_email", flat=True))


def ledger(person) -> list[tuple[int, str]]:
    rows = Reminder.objects.filter(person=person).order_by("-days_ahead")
    return list(rows.values_list("days_ahead", "state"))


@pytest.fixture
def plan_row(commitment):
    return commitment.plan


BOTH = ["cyrus@example.org", "gail@example.org"]


@pytest.mark.parametrize("days", [28, 14, 7, 1, 0, -3])
def test_both_leads_are_reminded_once_at_each_lead_time(days):
    assert remind(ahead(days)) == 2
    assert remind(ahead(days)) == 0
    assert reminded() == BOTH


def test_nobody_is_reminded_too_early_or_twice_for_one_lead_time(gail):
    assert remind(ahead(29)) == 0
    assert remind(ahead(28)) == 2
    assert remind(ahead(27)) == 0
    assert remind(ahead(15)) == 0
    assert remind(ahead(14)) == 2
    assert ledger(gail) == [(28, "planned"), (14, "planned")]


def test_a_late_run_reminds_of_the_most_urgent_only(gail):
    assert remind(ahead(5)) == 2
    assert ledger(gail) == [(28, "superseded"), (14, "superseded"), (7, "planned")]
    assert remind(ahead(4)) == 0


@pytest.mark.parametrize(("days_after", "mails"), [(10, 2), (11, 0)])
def test_after_a_long_outage_old_reminders_are_let_go(days_after, mails):
    assert remind(ahead(-days_after)) == mails


def test_the_day_is_the_plans_own_by_default(settings):
    settings.TRACKER_TODAY = ahead(29)
    assert planning.plan() == 0
    settings.TRACKER_TODAY = ahead(28)
    assert planning.plan() == 2


def test_a_side_that_has_signed_is_left_alone(commitment, period, gail, cyrus):
    key(gail, Side.GOVERNMENT, whole_draft(gail, cyrus, commitment, period))
    remind(ahead(7))
    assert reminded() == ["cyrus@example.org"]
    assert "Government has signed the draft" in OutboxMessage.objects.get(kind="reminder").body


def test_an_edit_brings_the_reminders_back(commitment, period, gail, cyrus):
    key(gail, Side.GOVERNMENT, whole_draft(gail, cyrus, commitment, period))
    remind(ahead(7))
    draft(cyrus, Side.CIVIL_SOCIETY, commitment, period, TEXT)
    assert remind(ahead(6)) == 1
    assert reminded() == BOTH


def test_a_published_update_reminds_nobody(commitment, period, gail, cyrus):
    assert published(gail, cyrus, commitment, period).is_published
    assert remind(ahead(7)) == 0


def test_who_was_appointed_after_the_due_day_owes_nothing_for_it(commitment, mia, involve):
    late = cast.lead(commitment, Side.CIVIL_SOCIETY, mia, involve)
    late.starts_on = ahead(-1)
    late.save()
    remind(ahead(-3))
    assert reminded() == BOTH


def test_who_has_left_is_not_reminded(commitment, gail, cyrus):
    commitment.leads.filter(person=gail).update(ends_on=ahead(20))
    cyrus.roles.update(ends_on=ahead(20))
    assert remind(ahead(7)) == 0


def test_an_account_that_is_not_active_gets_no_mail(gail):
    gail.is_active = False
    gail.save()
    remind(ahead(7))
    assert reminded() == ["cyrus@example.org"]


def test_a_plan_that_is_not_public_reminds_nobody(plan_row):
    plan_row.published_on = None
    plan_row.save()
    assert remind(ahead(7)) == 0


def test_a_closed_commitment_reminds_nobody(commitment, sam):
    take_step(by=sam, commitment=commitment, step_name="withdraw", reason="Overtaken by the law")
    assert remind(ahead(7)) == 0


def test_a_moved_due_day_has_reminders_of_its_own(period, gail):
    remind(ahead(7))
    period.due_on = DUE + dt.timedelta(days=7)
    history.save(period, by=None, reason="Extended")
    assert remind(DUE) == 2
    assert Reminder.objects.filter(person=gail, days_ahead=7).count() == 2


def test_a_mail_that_missed_its_day_is_planned_again(gail):
    remind(ahead(7))
    OutboxMessage.objects.filter(recipient=gail).update(
        status=OutboxMessage.Status.SKIPPED, failure="It was too late.", sent_at=None
    )
    assert remind(ahead(6)) == 1
    assert remind(ahead(5)) == 0
    again = Reminder.objects.get(person=gail, days_ahead=7)
    assert again.planned_on == ahead(6)
    assert again.message.subject.endswith("is due in 6 days")


def test_a_mail_to_an_address_that_is_refused_is_not_planned_again(gail):
    remind(ahead(7))
    OutboxMessage.objects.filter(recipient=gail).update(
        status=OutboxMessage.Status.FAILED, failure="No such person", sent_at=None
    )
    note_undeliverable(gail.email, "No such person")
    assert remind(ahead(6)) == 0


def test_what_is_new_after_the_days_mail_waits_for_tomorrow(plan_row, period, gail, bis):
    assert remind(ahead(7)) == 2
    another = cast.commitment_of(plan_row, "8", "Whistleblowing", bis)
    cast.lead(another, Side.GOVERNMENT, gail, bis)
    assert remind(ahead(7)) == 0
    assert remind(ahead(6)) == 1
    assert Reminder.objects.filter(person=gail, commitment=another, days_ahead=7).exists()


def test_one_mail_lists_all_a_person_owes(plan_row, period, gail, bis):
    for number in range(8, 11):
        another = cast.commitment_of(plan_row, str(number), f"Promise {number}", bis)
        cast.lead(another, Side.GOVERNMENT, gail, bis)
    remind(ahead(7))
    mail = OutboxMessage.objects.get(recipient=gail)
    assert mail.subject == "4 progress updates are due by 30 April 2014"
    assert [f"Commitment {number}, " in mail.body for number in range(7, 11)] == [True] * 4
    assert Reminder.objects.filter(message=mail).count() == 4


def test_queries_do_not_grow_with_the_commitments(plan_row, commitment, period, gail, bis):
    def queries_of_an_idle_look(day: dt.date) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert planning.plan(day) == 0
        return len(captured)

    draft(gail, Side.GOVERNMENT, commitment, period)
    remind(ahead(28))
    with_one = queries_of_an_idle_look(ahead(28))
    for number in range(8, 11):
        another = cast.commitment_of(plan_row, str(number), f"Promise {number}", bis)
        cast.lead(another, Side.GOVERNMENT, gail, bis)
        draft(gail, Side.GOVERNMENT, another, period)
    assert remind(ahead(27)) == 1
    assert queries_of_an_idle_look(ahead(27)) == with_one


def test_a_lead_with_another_role_only_is_no_lead(commitment, cyrus, global_witness):
    """A role on the other side does not keep a key."""
    cyrus.roles.update(ends_on=ahead(20))
    cast.role(cyrus, RoleKind.OFFICIAL, global_witness)
    remind(ahead(7))
    assert reminded() == ["gail@example.org"]
