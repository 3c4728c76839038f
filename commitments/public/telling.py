"""What one history row says to a reader: a title, and before and after in plain words."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst

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
from ogp_tracker.templatetags.tracker import day
from ogp_tracker.words import in_words

# Told elsewhere (a milestone's date by its ledger), or of use to machines only.
UNTOLD: dict[type[Model], set[str]] = {
    ActionPlan: {"slug"},
    Theme: {"slug", "order"},
    Commitment: {
        *("due_sort_on", "slug", "reported_at", "latest_report", "update_due_on"),
        # When leads work on a text that is not public yet is between them.
        "last_contact_on",
    },
    Lead: {"appointed_at", "ended_at"},
    Milestone: {"due_sort_on", "due_text", "due_precision", "due_on"},
}
LABELS = {
    "coordinator": "Coordinated by, for government",
    "civil_society_coordinator": "Coordinated by, for civil society",
    "due_text": "Date as printed",
    "government_completion": "Completion, as government sees it",
    "civil_society_completion": "Completion, as civil society sees it",
    "reported_until": "Reported up to",
    "evidence_url": "Link to the evidence",
}

UNKNOWN_AGREEMENT = "Whether both sides agreed was not recorded."


@dataclass(frozen=True)
class Row:
    """One value before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Part:
    """What happened to one thing. `kind` is the thing, `rank` its place among others."""

    title: str
    kind: str
    rank: int
    adds: bool = False
    rows: list[Row] = field(default_factory=list)
    note: str = ""


def tell(model: type[Model], before: Any, after: Any, rank: int) -> Part | None:
    """What the history row `after` says, coming after `before`; None when nothing shows."""
    kind = "plan" if model is ActionPlan else str(model._meta.model_name)
    if model is MilestoneDate:
        return _date_moved(before, after, kind, rank)
    if model is Wording:
        return _wording_kept(after, kind, rank)
    if model is Ancestry:
        return _related(after, kind, rank)
    name = NAMES[model](after)
    if after.history_type == "+" or before is None:
        return Part(_added(model, after, name), kind, rank, adds=True)
    if after.history_type == "-":
        if model is Commitment:
            name = f"Commitment {after.number}"
        return Part(f"{name} {_gone(model)}", kind, rank)
    rows = _rows(model, before, after)
    return Part(_changed(model, after, name, rows), kind, rank, rows=rows) if rows else None


# What each thing is called in a title.
NAMES: dict[type[Model], Callable[[Any], str]] = {
    ActionPlan: lambda plan: "Plan",
    Theme: lambda theme: f"Theme “{theme.name}”",
    Commitment: lambda commitment: "Commitment",
    Milestone: lambda milestone: f"Milestone {milestone.ref}",
    Lead: lambda lead: _holder(lead),
    Participation: lambda row: str(row.organisation or "An organisation"),
    Outcome: lambda outcome: f"Outcome “{textwrap.shorten(outcome.what, 80, placeholder='…')}”",
}


def _holder(record: Any) -> str:
    person = record.person.name if record.person else "Somebody"
    return f"{person} ({record.organisation.name})" if record.organisation else person


def _added(model: type[Model], record: Any, name: str) -> str:
    if model is Lead:
        return f"{name} appointed {record.get_side_display().lower()} lead"
    if model is Participation:
        capacity = record.get_capacity_display().lower()
        return f"{name} {capacity} the commitment for {record.get_side_display().lower()}"
    if model is Commitment:
        return f"Commitment {record.number} added: {record.title}"
    return f"{name} added"


def _gone(model: type[Model]) -> str:
    return "no longer takes part" if model is Participation else "removed"


def _changed(model: type[Model], record: Any, name: str, rows: list[Row]) -> str:
    if model is Lead and record.ends_on:
        return f"{name} is no longer {record.get_side_display().lower()} lead"
    labels = [row.label for row in rows]
    if model is ActionPlan and "Published on" in labels and record.published_on:
        return "Plan published"
    if LABELS["reported_until"] in labels:
        return f"Progress update to {day(record.reported_until)} published"
    if len(labels) == 1 and model in (ActionPlan, Commitment, Milestone):
        return f"{name}: {labels[0][:1].lower()}{labels[0][1:]} changed"
    return f"{name} changed"


def _rows(model: type[Model], before: Any, after: Any) -> list[Row]:
    rows = []
    for column in after.tracked_fields:
        if column.name in UNTOLD.get(model, ()):
            continue
        if getattr(before, column.attname) == getattr(after, column.attname):
            continue
        label = LABELS.get(column.name) or capfirst(str(column.verbose_name))
        values = [in_words(row, column.name, getattr(row, column.name)) for row in (before, after)]
        rows.append(Row(label, *values))
    return rows


def _wording_kept(after: Any, kind: str, rank: int) -> Part:
    label = after.get_kind_display().lower()
    return Part(
        f"Wording {after.number} recorded: {label}",
        kind,
        rank,
        adds=True,
        note=after.instance.agreed,
    )


def _related(after: Any, kind: str, rank: int) -> Part:
    """A line of ancestry, told on the commitment that the record is `of`."""
    is_later = after.of == after.later_id
    other = after.earlier if is_later else after.later
    seen = other is not None and other.is_public
    what = f"commitment {other.number} of {other.plan}" if seen else "a commitment not yet public"
    how = after.instance.seen_from_later if is_later else after.instance.seen_from_earlier
    related = f"{how}: {what}"
    if after.history_type == "-":
        related = f"No longer said: {related[:1].lower()}{related[1:]}"
    checked = "" if after.is_verified else "Not verified."
    return Part(related, kind, rank, adds=after.history_type == "+", note=checked)


def _date_moved(before: Any, after: Any, kind: str, rank: int) -> Part | None:
    """A row of the date ledger: the first is the plan's own date, which is no change."""
    ref = after.milestone.ref if after.milestone else "?"
    texts = [row.due_text or "no date given" for row in (before, after) if row is not None]
    row = Row("Date", texts[0], texts[-1])
    if after.number == 0 and after.history_type == "~":
        title = f"Milestone {ref}: date corrected before the plan was published"
        return Part(title, kind, rank, rows=[row])
    if after.number == 0 or after.history_type != "+":
        return None
    known = after.agreement != MilestoneDate.Agreement.UNKNOWN
    agreed = f"{after.get_agreement_display()}." if known else UNKNOWN_AGREEMENT
    asked = f" Asked for by {after.asked_by}." if after.asked_by else ""
    return Part(f"Milestone {ref}: date moved", kind, rank, rows=[row], note=agreed + asked)
