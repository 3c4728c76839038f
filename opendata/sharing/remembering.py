"""What an address once showed: the address it has now, or that it is gone, when and why."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.urls import ResolverMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments.models import ActionPlan, Commitment
from commitments.workflow import Stage
from network.models import Organisation
from progress.models import ReportingPeriod

# The kind of thing that an address names, in the form in which a urls.py writes it.
NAMED = re.compile(r"\b(plans|commitments|organisations)/<\w+:slug>")


@dataclass(frozen=True)
class Moved:
    """The thing has another address now."""

    path: str


@dataclass(frozen=True)
class Gone:
    """The thing is no longer there. `near` is the page from which to go on."""

    kind: str | Promise
    title: str
    went_at: dt.datetime
    why: str
    near: str


def remembered(match: ResolverMatch | None) -> Moved | Gone | None:
    """What was at the public address that `match` names, where readers once saw something."""
    if match is None or getattr(match.func, "login_required", True):
        return None
    found = NAMED.search(match.route)
    return (_named(found[1], match) or _reporting_date(match)) if found else None


def _named(kind: str, match: ResolverMatch) -> Moved | Gone | None:
    model, public, label, pages = KINDS[kind]
    records = model.history.filter(slug=match.kwargs["slug"])
    record = records.order_by("-history_date", "-history_id").first()
    if record is None:
        return None
    slugs = public().filter(pk=record.id).values_list("slug", flat=True)
    if slugs:
        if slugs[0] == match.kwargs["slug"]:
            return None
        return Moved(reverse(match.view_name, kwargs={**match.kwargs, "slug": slugs[0]}))
    last = model.history.filter(id=record.id).order_by("history_date", "history_id").last()
    if last.history_type != "-" or not WAS_PUBLIC[kind](last):
        return None
    return _gone(label, str(getattr(last, "title", "") or last.name), last, reverse(pages))


def _reporting_date(match: ResolverMatch) -> Gone | None:
    """A reporting date that a later decision took out of the schedule."""
    day = match.kwargs.get("day")
    commitment = Commitment.objects.public().filter(slug=match.kwargs["slug"]).first()
    if not isinstance(day, dt.date) or commitment is None:
        return None
    periods = ReportingPeriod.objects.filter(plan=commitment.plan_id, due_on=day)
    taken_out = ReportingPeriod.history.filter(
        plan_id=commitment.plan_id, due_on=day, history_type="-"
    )
    record = taken_out.order_by("history_date").last()
    if record is None or periods.exists():
        return None
    near = reverse("progress:commitment_progress", args=[commitment.slug])
    return _gone(_("Reporting date"), f"{day:%-d %B %Y}", record, near)


def _gone(kind: str | Promise, title: str, record: Any, near: str) -> Gone:
    return Gone(kind, title, record.history_date, record.history_change_reason or "", near)


def _commitment_was_public(record: Any) -> bool:
    if record.started_early_on is not None:
        return True
    # A plan that came out later never showed what had gone by then.
    shown = ActionPlan.history.filter(
        id=record.plan_id, published_on__isnull=False, history_date__lte=record.history_date
    )
    return bool(record.stage != Stage.PROPOSED and shown.exists())


KINDS: dict[str, tuple[Any, Any, str | Promise, str]] = {
    "plans": (ActionPlan, ActionPlan.objects.public, _("Action plan"), "commitments:plan_list"),
    "commitments": (
        *(Commitment, Commitment.objects.public, _("Commitment")),
        "commitments:commitment_list",
    ),
    "organisations": (
        *(Organisation, Organisation.objects.all, _("Organisation")),
        "commitments:organisation_list",
    ),
}
# Whether readers had seen what a row of history, the last of its thing, tells of.
WAS_PUBLIC: dict[str, Any] = {
    "plans": lambda record: record.published_on is not None,
    "commitments": _commitment_was_public,
    "organisations": lambda record: True,
}
