"""P3: nobody is reminded of what was done, or of what is no longer theirs, before the claim."""

import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from commitments.actions import end_lead
from commitments.models import Commitment
from mailroom.models import OutboxMessage
from mailroom.reminding import planning
from mailroom.tasks import deliver
from network.actions import end_role
from network.models import Person
from network.workflow import RoleKind, Side
from progress.models import UpdateVersion
from tests import cast
from tests.progress.drafts import key, whole_draft
from tests.promises.sizes import size

RACES = size(24, 200)
WAYS = ("sign", "stand down", "end the role")


def undo(way: str, person: Person, commitment: Commitment, period, sam: Person) -> None:
    """Let the duty end, as somebody on a page would."""
    if way == "sign":
        key(
            person,
            Side.GOVERNMENT,
            UpdateVersion.objects.filter(update__commitment=commitment).latest("number"),
        )
    elif way == "stand down":
        end_lead(by=sam, lead=commitment.leads.get(person=person), reason="Moved on")
    else:
        end_role(by=sam, role=person.roles.get(), reason="Left")


def at_once(act: Callable[[], object], claim: Callable[[], object], chance: random.Random):
    """Do both beside each other; when the one was committed, and when the other began."""
    start, pauses = Barrier(2), [chance.uniform(0, 0.03) for _ in range(2)]

    def run(job: Callable[[], object], pause: float) -> tuple[float, float]:
        start.wait(30)
        time.sleep(pause)
        try:
            began = time.perf_counter()
            job()
            return began, time.perf_counter()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done, claimed = (
            pool.submit(run, job, pause) for job, pause in zip((act, claim), pauses, strict=True)
        )
        return done.result()[1], claimed.result()[0]


def race(number: int, way: str, world, chance: random.Random) -> str:
    """The end of one duty against the claim of its letter; how it went."""
    plan, period, bis, cyrus, sam, global_witness = world
    person = cast.person(f"Lead{number} Lamb", RoleKind.OFFICIAL, bis)
    commitment = cast.commitment_of(plan, f"R{number}", f"Race {number}", bis)
    cast.lead(commitment, Side.GOVERNMENT, person, bis)
    cast.lead(commitment, Side.CIVIL_SOCIETY, cyrus, global_witness)
    if way == "sign":
        whole_draft(person, cyrus, commitment, period)
    planning.plan()
    others = OutboxMessage.objects.exclude(recipient=person).filter(status="planned")
    others.update(status="held")
    done_at, claimed_at = at_once(
        lambda: undo(way, person, commitment, period, sam), deliver, chance
    )
    letter = OutboxMessage.objects.get(recipient=person, kind="reminder")
    assert letter.status in {"sent", "skipped"}, letter.failure
    if letter.status == "sent" and done_at < claimed_at:
        return "wrong"
    row = person.reminders.get(message=letter)
    is_told = {"sent": "planned", "skipped": "skipped"}[letter.status] == row.state
    return letter.status if is_told else "wrong"


@pytest.mark.django_db(transaction=True)
def test_p3_reminders(plan, period, bis, cyrus, sam, global_witness, capsys, mailoutbox):
    """In the middle of each other, either order is right; one after the other, only one is."""
    chance, ends = random.Random(3), Counter()  # noqa: S311 - pauses, no secrets
    world = (plan, period, bis, cyrus, sam, global_witness)
    for number in range(RACES):
        ends[race(number, WAYS[number % len(WAYS)], world, chance)] += 1
    with capsys.disabled():
        told = f"{ends['sent']} sent before, {ends['skipped']} skipped"
        print(f"\nP3 {RACES} races {ends['wrong']} wrong ({told})")
    assert ends["wrong"] == 0
    # Races that all end one way show nothing of the other.
    assert ends["sent"]
    assert ends["skipped"]
