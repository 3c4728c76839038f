"""The public history: who changed what of a commitment or a plan, when and why."""

import datetime as dt
from collections.abc import Collection

from django.db.models import CharField, Max, Min, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from commitments import counted
from commitments.models import (
    ActionPlan,
    Ancestry,
    Commitment,
    Lead,
    Milestone,
    MilestoneDate,
    Outcome,
    Participation,
    Theme,
    Wording,
)
from commitments.public.events import Event, Source, Story, events_of
from commitments.workflow import Stage

OF_COMMITMENT = Story(
    "commitment",
    _("Commitment added to the tracker"),
    (
        Source(Commitment, "id", ("theme",)),
        Source(Lead, "commitment_id", ("person", "organisation")),
        Source(Participation, "commitment_id", ("organisation",)),
        Source(Milestone, "commitment_id"),
        Source(MilestoneDate, "milestone__commitment_id", ("milestone",), "milestone_id"),
        Source(Outcome, "commitment_id"),
        Source(Wording, "commitment_id"),
        # Told on both commitments, each of which names the other.
        Source(Ancestry, "later_id", ("earlier__plan", "later__plan")),
        Source(Ancestry, "earlier_id", ("earlier__plan", "later__plan")),
    ),
    (
        ("milestone", counted.MILESTONES),
        ("participation", counted.ORGANISATIONS),
        ("outcome", counted.OUTCOMES),
    ),
)
OF_PLAN = Story(
    "plan",
    _("Plan added to the tracker"),
    (
        Source(ActionPlan, "id", ("coordinator", "civil_society_coordinator")),
        Source(Theme, "plan_id"),
        # What is only proposed is not for readers.
        Source(Commitment, "plan_id", is_told_elsewhere=True, only=~Q(stage=Stage.PROPOSED)),
    ),
    (("theme", counted.THEMES), ("commitment", counted.COMMITMENTS)),
)


def changes_of(commitments: Collection[int]) -> list[Event]:
    """Every event of these commitments (ids), latest first; as many queries, however many rows."""
    return events_of(OF_COMMITMENT, commitments)


def public_changes_of(commitments: Collection[int]) -> list[Event]:
    """The events that readers may see: the beginning, and what came once they saw the commitment.

    With what it began with its reasons and words stay among those who prepared it. Two queries
    more than `changes_of`.
    """
    since = _public_since(commitments)
    return [
        event
        for event in changes_of(commitments)
        if event.of in since and (event.until >= since[event.of] or event.is_beginning)
    ]


def _public_since(commitments: Collection[int]) -> dict[int, dt.datetime]:
    """By id, the moment from which readers saw each commitment that they ever saw."""
    plans = ActionPlan.history.filter(
        published_on__isnull=False,
        id__in=Commitment.objects.filter(pk__in=commitments).values("plan"),
    )
    published = dict(plans.order_by().values_list("id").annotate(Min("history_date")))
    since: dict[int, dt.datetime] = {}
    records = Commitment.history.filter(id__in=commitments).order_by("history_id")
    facts = ("id", "plan_id", "stage", "started_early_on", "history_date")
    for pk, plan, stage, early, when in records.values_list(*facts):
        if early is not None:
            seen = when
        elif stage != Stage.PROPOSED and plan in published:
            seen = max(when, published[plan])
        else:
            continue
        since[pk] = min(since.get(pk, seen), seen)
    return since


def changes_of_plan(plan: ActionPlan) -> list[Event]:
    """Every event of a plan, its themes and the coming of its commitments, latest first.

    Of what was done before the plan was published only the beginning is told; until then whoever
    prepares it sees everything.
    """
    events = events_of(OF_PLAN, [plan.pk])
    public = plan.history.filter(published_on__isnull=False).order_by("history_id")
    since = public.values_list("history_date", flat=True).first()
    if since is None:
        return events
    return [event for event in events if event.when >= since or event.is_beginning]


def latest_changes(plan: ActionPlan, number: int = 5) -> list[Event]:
    """The latest events of a plan's commitments, but for those that loaded it."""
    loaded = Q(history_type="+", history_user=None) & ~Q(model=Lead._meta.model_name)
    rows = [
        source.records()
        .filter(of__in=plan.commitments.public().values("pk"))
        .annotate(model=Value(source.model._meta.model_name, CharField()))
        .exclude(loaded)
        .order_by()
        .values("of")
        .annotate(latest=Max("history_date"))
        for source in OF_COMMITMENT.sources
    ]
    found = rows[0].union(*rows[1:]).order_by("-latest")
    commitments = list(dict.fromkeys(row["of"] for row in found))[:number]
    events = public_changes_of(commitments)
    return [event for event in events if not event.is_beginning][:number]


def last_change(commitments: QuerySet[Commitment]) -> dt.datetime | None:
    """The moment anything about these commitments last changed; one query."""
    rows = [
        source.records()
        .filter(of__in=commitments.values("pk"))
        .order_by("-history_date")
        .values_list("history_date", flat=True)[:1]
        for source in OF_COMMITMENT.sources
    ]
    return max(rows[0].union(*rows[1:]), default=None)
