"""At least one row in every accountable table, each written by the application itself."""

import datetime as dt
import hashlib

from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from commitments.actions import add_ancestry, write_hand_over
from commitments.models import Ancestry, Commitment
from mailroom.delivery.addresses import note_undeliverable
from mailroom.desk.actions import hold_kind
from mailroom.models import Pace
from mailroom.reminding.actions import choose_pace
from network.circulation.actions import draft_circulation, send_circulation
from network.models import Organisation, Person
from network.workflow import Side
from ogp_tracker import clock, history
from ogp_tracker.overtaking import latest_change
from opendata.intake.actions import hand_in
from opendata.ogp_database import load, plan_import
from progress.demonstration.people import load_people
from progress.models import EvidenceFile, Extension, ReportingPeriod, ScheduleDecision
from progress.models.periods import Frequency
from progress.oversight.actions import remind_by_hand
from tests import cast
from tests.network.letters import invite
from tests.opendata import ogp_rows
from tests.plan_files import REAL
from tests.progress.blocking import answered, blocker_of
from tests.progress.drafts import draft, published
from tests.progress.notes import note_of
from tests.records import Watch


def import_plan() -> Watch:
    """Import the real plan; returns what was recorded of it."""
    watch = Watch()
    call_command("import_action_plan", str(REAL), verbosity=0)
    return watch


def act() -> Person:
    """People, a published update, a draft, an invitation and rights; returns who did the rest.

    A new table that stays empty here makes P9 fail: add what writes to it.
    """
    load_people()
    people = {person.name.split()[0].lower(): person for person in Person.objects.all()}
    sam, gail = people["sam"], people["gail"]
    first = ReportingPeriod.objects.get(number=1)
    commitment = Commitment.objects.get(number="7")
    published(gail, people["cyrus"], commitment, first)
    draft(gail, Side.GOVERNMENT, Commitment.objects.get(number="11"), first)
    _decide(sam, first, commitment)
    eleven = Commitment.objects.get(number="11")
    remind_by_hand(by=sam, commitment=eleven, period=first, reason="The committee asks")
    choose_pace(by=gail, pace=Pace.WEEKLY)
    add_ancestry(
        by=sam,
        earlier=commitment,
        later=eleven,
        kind=Ancestry.Kind.PROMISED_BEFORE,
        reason="Read in both",
    )
    note_of(gail, commitment, is_public=True)
    _mind_the_mail(sam)
    write_hand_over(by=gail, lead=commitment.leads.get(person=gail), note="Ask Cyrus first.")
    answered(gail, blocker_of(people["cyrus"], commitment))
    invite(sam, Organisation.objects.get(slug="involve"), "una@example.org", "Una Usher")
    _circulate(people["nora"])
    hand_in(by=sam, name="plan.json", content=REAL.read_bytes())
    load(plan_import(ogp_rows.read(ogp_rows.row())), by=sam)
    newcomer = Person.objects.create_user("ivo@example.org", "Ivo Ingram")
    readers, _ = [Group.objects.create(name=name) for name in ("Readers", "Writers")]
    with history.acting(sam, "Rights given"):
        newcomer.groups.add(readers)
        newcomer.user_permissions.add(Permission.objects.order_by("pk")[0])
    return sam


def _mind_the_mail(sam: Person) -> None:
    hold_kind(by=sam, kind="published", reason="A mistake in the letter")
    note_undeliverable("gone@example.org", "550 No such person")


def _circulate(nora: Person) -> None:
    draft = draft_circulation()
    assert draft is not None
    send_circulation(by=nora, circulation=draft, began_from=latest_change(draft).pk)


def _decide(sam: Person, period: ReportingPeriod, commitment: Commitment) -> None:
    day = cast.TODAY
    decision = ScheduleDecision(
        plan=period.plan, number=1, frequency=Frequency.SIX_MONTHLY, first_due_on=period.due_on,
        decided_on=day, decided_by="Both sides", reason="Agreed", recorded_by=sam,
        review_on=day + dt.timedelta(days=365), recorded_at=clock.now(),
    )  # fmt: skip
    extension = Extension(
        period=period, commitment=commitment, previous_due_on=period.due_on, granted_on=day,
        due_on=period.due_on + dt.timedelta(days=7), asked_by="BIS", reason="Illness",
        granted_at=clock.now(), granted_by=sam,
    )  # fmt: skip
    content = b"Minutes of the meeting"
    evidence = EvidenceFile(
        update=commitment.updates.get(), milestone=commitment.milestones.all()[0],
        name="minutes.pdf", content_type="application/pdf", content=content, size=len(content),
        side=Side.GOVERNMENT,
        sha256=hashlib.sha256(content).hexdigest(), uploaded_by=sam, uploaded_at=clock.now(),
    )  # fmt: skip
    for row in (decision, extension, evidence):
        history.save(row, by=sam, reason="Decided together")
