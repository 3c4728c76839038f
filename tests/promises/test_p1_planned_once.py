"""P1: each reminder that is due is planned exactly once, however many plan and whenever."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import time_machine
from django.db import connection, transaction
from hypothesis import HealthCheck, given, strategies
from hypothesis import settings as hypothesis_settings

from commitments.models import Lead
from mailroom.models import OutboxMessage, Pace
from mailroom.reminding import planning
from mailroom.reminding.actions import choose_pace
from network.models import Person, Role
from network.workflow import RoleKind, Side
from ogp_tracker import clock, history
from progress.models import Reminder
from tests import cast
from tests.promises.reference_ladder import CLOCK_CHANGES, LEAP_DAYS, Reference, london_day
from tests.promises.sizes import size

PLANNERS, KEYS, HISTORIES = 3, size(300, 3000), size(20, 300)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("period")
def test_p1_planners_at_once(plan, bis, global_witness, capsys):
    people(plan, bis, global_witness)
    start = Barrier(PLANNERS)

    def run() -> int:
        start.wait(30)
        try:
            return planning.plan()
        finally:
            connection.close()

    with ThreadPoolExecutor(PLANNERS) as pool:
        entered = sum(job.result() for job in [pool.submit(run) for _ in range(PLANNERS)])
    letters = list(OutboxMessage.objects.values_list("recipient", flat=True))
    double = len(letters) - len(set(letters))
    missing = KEYS - len(set(letters))
    linked = Reminder.objects.filter(state="planned", message__recipient_id__gt=0).count()
    with capsys.disabled():
        print(f"\nP1 {KEYS} keys {PLANNERS} planners {double} double {missing} missing")
    assert (double, missing, entered, linked) == (0, 0, KEYS, KEYS)


def people(plan, bis, global_witness) -> None:
    """As many leads as there are keys, on both sides of ten commitments."""
    named = [Person(email=f"p{n}@example.org", name=f"Person {n}") for n in range(KEYS)]
    with history.acting(None):
        named = list(history.bulk_create(Person, named, by=None))
    homes = {Side.GOVERNMENT: bis, Side.CIVIL_SOCIETY: global_witness}
    kinds = {Side.GOVERNMENT: RoleKind.OFFICIAL, Side.CIVIL_SOCIETY: RoleKind.NETWORK_MEMBER}
    promises = [cast.commitment_of(plan, str(n), f"Promise {n}", bis) for n in range(10)]
    roles, leads = [], []
    for number, person in enumerate(named):
        side = list(Side)[number % 2]
        facts = {"person": person, "organisation": homes[side], "starts_on": cast.PLAN_PUBLISHED}
        roles.append(Role(kind=kinds[side], **facts))
        leads.append(Lead(commitment=promises[number % 10], side=side, **facts))
    history.bulk_create(Role, roles, by=None)
    history.bulk_create(Lead, leads, by=None)


HOLIDAYS = [dt.date(2014, 4, 18), dt.date(2014, 5, 5), dt.date(2014, 12, 12)]
SPECIAL_DAYS = [*CLOCK_CHANGES, *LEAP_DAYS, *HOLIDAYS]
# Due days within a month of the nights on which clocks change, of a leap day, of bank holidays.
due_days = strategies.builds(
    lambda day, shift: day + dt.timedelta(days=shift),
    strategies.sampled_from(SPECIAL_DAYS),
    strategies.integers(-5, 30),
)
gaps = strategies.lists(strategies.integers(0, 240), min_size=3, max_size=14)


@pytest.mark.django_db
def test_p1_histories(plan, bis, global_witness, gail, cyrus, rae, sam, settings, capsys):
    """Random ticks, up to ten days apart, give what an independent model of the ladder gives."""
    settings.TRACKER_TODAY = None
    commitment = cast.commitment_of(plan, "7", "Company ownership", bis)
    cast.lead(commitment, Side.GOVERNMENT, gail, bis)
    cast.lead(commitment, Side.CIVIL_SOCIETY, cyrus, global_witness)
    roles = {gail: "lead", cyrus: "lead", rae: "manager", sam: "secretariat"}
    told = []

    @hypothesis_settings(
        max_examples=HISTORIES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        due_on=due_days,
        first=strategies.integers(-24 * 18, 24 * 35),
        hours=gaps,
        weekly=strategies.sets(strategies.sampled_from(list(roles))),
    )
    def histories(due_on: dt.date, first: int, hours: list[int], weekly: set[Person]) -> None:
        with transaction.atomic():
            for person in weekly:
                choose_pace(by=person, pace=Pace.WEEKLY)
            follow(plan, due_on, first, hours, Reference(due_on, roles, weekly))
            transaction.set_rollback(True)
        told.append(due_on)

    histories()
    with capsys.disabled():
        print(f"\nP1 {len(told)} histories 0 wrong")


def follow(plan, due_on: dt.date, first: int, hours: list[int], reference: Reference) -> None:
    """One history: at every tick the tracker plans what the reference does, and no more."""
    cast.reporting_period(plan, due_on)
    moment = dt.datetime.combine(due_on, dt.time(), dt.UTC) - dt.timedelta(hours=first)
    for pause in hours:
        moment += dt.timedelta(hours=pause)
        day = london_day(moment)
        planned, superseded = reference.tick(day)
        known = set(Reminder.objects.values_list("pk", flat=True))
        with time_machine.travel(moment, tick=False):
            assert {clock.today(), plan.today()} == {day}, moment
            planning.plan()
        rows = Reminder.objects.exclude(pk__in=known)
        found = set(rows.filter(state="planned").values_list("person", "days_ahead"))
        assert found == {(person.pk, step) for person, step in planned}, day
        assert rows.filter(state="superseded").count() == superseded
        letters = OutboxMessage.objects.filter(useful_until=day)
        receivers = {person.pk for person, _ in reference.planned_on[day]}
        assert sorted(letters.values_list("recipient", flat=True)) == sorted(receivers)
        # As the delivery would.
        letters.update(status="sent", sent_at=moment, is_written=True)
