"""What each lead owes, by when, and whom it waits for: asked by their page and by the reminders."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from django.db.models import QuerySet

from commitments.lifetimes import Lifetimes
from commitments.models import ActionPlan, Commitment, Lead
from network.models import Person
from network.workflow import Side
from progress.deadlines import Deadline, Deadlines
from progress.models import ProgressUpdate, ReportingPeriod, Signature, UpdateVersion
from progress.workflow import Status


class State(Enum):
    """Where a duty stands, seen by the one who has it."""

    NOT_STARTED = "Not started"
    DRAFT = "Draft to review"
    YOUR_SIGNATURE = "Waiting for your signature"
    OTHER_SIDE = "Waiting for the other side"


@dataclass(frozen=True)
class Duty:
    """One joint update that one lead has to bring about."""

    lead: Lead
    period: ReportingPeriod
    update: ProgressUpdate | None
    # The text in force; its content is read only when it is asked for.
    version: UpdateVersion | None
    state: State
    # Whether something was published before that may still hold.
    has_earlier: bool
    deadline: Deadline
    # Days until the due day in force: 0 on it, negative after it.
    days_left: int
    # Who holds the other side's key today.
    others: Sequence[Lead]

    @property
    def person(self) -> Person:
        """Who owes it."""
        return self.lead.person

    @property
    def commitment(self) -> Commitment:
        """What it is about."""
        return self.lead.commitment

    @property
    def due_on(self) -> dt.date:
        """The due day in force, extensions counted."""
        return self.deadline.due_on

    @property
    def is_done(self) -> bool:
        """Whether nothing more is asked of this person: their side has signed."""
        return self.state is State.OTHER_SIDE

    @property
    def is_late(self) -> bool:
        """Whether the due day is over."""
        return self.days_left < 0


def owed_by(
    person: Person | None = None,
    today: dt.date | None = None,
    commitments: Collection[Commitment] | None = None,
) -> list[Duty]:
    """What `person` (everybody who is active, if None) has to do, most urgent first.

    On `commitments` where they are given, else on all that there are.

    A lead owes an update of each open, public commitment for each period that has opened, until
    the update is published or the period closes. Who was appointed after the due day in force owes
    nothing for it, and nobody does for a day on which the commitment was not public or not open.
    `today` stands in for each plan's own day. The number of queries is the same however many
    people, commitments and periods there are.
    """
    plans_by_day: dict[dt.date, list[ActionPlan]] = defaultdict(list)
    # An early start is public before its plan is.
    reported_on = Commitment.objects.public().reported_on()
    if commitments is not None:
        reported_on = reported_on.filter(pk__in=[row.pk for row in commitments])
    for plan in ActionPlan.objects.filter(pk__in=reported_on.values("plan")):
        plans_by_day[today or plan.today()].append(plan)
    duties = [
        duty
        for day, plans in plans_by_day.items()
        for duty in _owed_on(day, plans, reported_on, person)
    ]
    duties.sort(key=lambda duty: (duty.days_left, duty.commitment.order, duty.lead.pk))
    return duties


def _owed_on(
    day: dt.date,
    plans: Sequence[ActionPlan],
    commitments: QuerySet[Commitment],
    person: Person | None,
) -> Iterable[Duty]:
    leads_of: dict[int, list[Lead]] = defaultdict(list)
    for lead in _leads(day, commitments.filter(plan__in=plans), person):
        leads_of[lead.commitment_id].append(lead)
    periods_of: dict[int, list[ReportingPeriod]] = defaultdict(list)
    for period in ReportingPeriod.objects.opened_by(day).filter(plan__in=plans):
        periods_of[period.plan_id].append(period)
    periods = [period for row in periods_of.values() for period in row]
    texts, deadlines = Texts(day, leads_of), Deadlines(periods, leads_of)
    for leads in leads_of.values():
        for lead in leads:
            if lead.person.is_active and (person is None or lead.person_id == person.pk):
                others = [other for other in leads if other.side != lead.side]
                for period in periods_of[lead.commitment.plan_id]:
                    deadline = deadlines.of(lead.commitment_id, period)
                    if texts.is_owed(lead, deadline):
                        yield texts.duty(lead, deadline, others)


def _leads(day: dt.date, commitments: QuerySet[Commitment], person: Person | None) -> list[Lead]:
    """The leads of both sides of the commitments in question, with what a page shows of them."""
    if person is not None:
        commitments = commitments.filter(pk__in=person.leads.values("commitment"))
    leads = Lead.objects.current(day).filter(commitment__in=commitments)
    return list(leads.select_related("person", "organisation", "commitment__plan"))


class Texts:
    """The updates of some commitments, their latest versions, and which sides have signed them."""

    def __init__(self, day: dt.date, commitment_ids: Iterable[int]) -> None:
        self.day = day
        self.lifetimes = Lifetimes(commitment_ids)
        updates = ProgressUpdate.objects.filter(commitment__in=list(commitment_ids))
        updates = updates.select_related("period")
        self.updates = {(update.commitment_id, update.period_id): update for update in updates}
        drafts = updates.exclude(status=Status.PUBLISHED)
        latest = UpdateVersion.objects.filter(update__in=drafts)
        latest = latest.order_by("update_id", "-number").distinct("update_id")
        # The texts are long, and a list does not show them.
        self.versions = {version.update_id: version for version in latest.defer("canonical")}
        self.signed: dict[int, set[str]] = defaultdict(set)
        for signature in Signature.objects.standing(day).filter(
            version__in=[version.pk for version in self.versions.values()]
        ):
            self.signed[signature.version_id].add(signature.side)

    def version_of(self, commitment_id: int, period_id: int) -> UpdateVersion | None:
        """The draft in force; None where nothing was written, or it was published."""
        update = self.updates.get((commitment_id, period_id))
        return self.versions.get(update.pk) if update else None

    def is_owed(self, lead: Lead, deadline: Deadline) -> bool:
        """Whether this lead still has to bring it about."""
        update = self.updates.get((lead.commitment_id, deadline.period.pk))
        is_settled = update is not None and (update.is_published or update.is_closed)
        is_theirs = lead.starts_on <= deadline.due_on
        if not is_theirs or is_settled or deadline.is_closed(self.day):
            return False
        lifetime = self.lifetimes.of(lead.commitment, self.day)
        return lifetime.first_open(deadline.kept_days) is not None

    def duty(self, lead: Lead, deadline: Deadline, others: Sequence[Lead]) -> Duty:
        """What this lead has to bring about, together with `others`."""
        period = deadline.period
        update = self.updates.get((lead.commitment_id, period.pk))
        version = self.versions.get(update.pk) if update else None
        if update:
            update.commitment, update.period = lead.commitment, period
        return Duty(
            lead=lead,
            period=period,
            update=update,
            version=version,
            state=self._state(version, Side(lead.side)),
            deadline=deadline,
            has_earlier=self._has_earlier(lead, period),
            days_left=(deadline.due_on - self.day).days,
            others=others,
        )

    def _has_earlier(self, lead: Lead, period: ReportingPeriod) -> bool:
        """Whether an update of an earlier period was published: only then can nothing be new."""
        return any(
            update.is_published and update.period.due_on < period.due_on
            for (commitment, _), update in self.updates.items()
            if commitment == lead.commitment_id
        )

    def _state(self, version: UpdateVersion | None, side: Side) -> State:
        if version is None:
            return State.NOT_STARTED
        if side in self.signed[version.pk]:
            return State.OTHER_SIDE
        return State.YOUR_SIGNATURE if side.other in self.signed[version.pk] else State.DRAFT
