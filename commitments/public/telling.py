"""What one history row says to a reader: a title, and before and after in plain words."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.column_labels import LABELS
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
UNKNOWN_AGREEMENT = _("Whether both sides agreed was not recorded.")


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
        return Part(_gone(model, after, name), kind, rank)
    rows = _rows(model, before, after)
    told = list(rows.values())
    return Part(_changed(model, after, name, rows), kind, rank, rows=told) if rows else None


# What each thing is called in a title.
NAMES: dict[type[Model], Callable[[Any], str]] = {
    ActionPlan: lambda plan: gettext("Plan"),
    Theme: lambda theme: gettext("Theme “%(name)s”") % {"name": theme.name},
    Commitment: lambda commitment: gettext("Commitment"),
    Milestone: lambda milestone: gettext("Milestone %(ref)s") % {"ref": milestone.ref},
    Lead: lambda lead: _holder(lead),
    Participation: lambda row: str(row.organisation or gettext("An organisation")),
    Outcome: lambda outcome: (
        gettext("Outcome “%(what)s”")
        % {"what": textwrap.shorten(outcome.what, 80, placeholder="…")}
    ),
}


def _holder(record: Any) -> str:
    person = record.person.name if record.person else gettext("Somebody")
    return f"{person} ({record.organisation.name})" if record.organisation else person


def _added(model: type[Model], record: Any, name: str) -> str:
    if model is Lead:
        words = gettext("%(name)s appointed %(side)s lead")
        return words % {"name": name, "side": record.get_side_display().lower()}
    if model is Participation:
        if record.capacity == Participation.Capacity.LEAD:
            words = gettext("%(name)s leads the commitment for %(side)s")
        else:
            words = gettext("%(name)s supports the commitment for %(side)s")
        return words % {"name": name, "side": record.get_side_display().lower()}
    if model is Commitment:
        words = gettext("Commitment %(number)s added: %(title)s")
        return words % {"number": record.number, "title": record.title}
    return gettext("%(name)s added") % {"name": name}


def _gone(model: type[Model], record: Any, name: str) -> str:
    if model is Participation:
        return gettext("%(name)s no longer takes part") % {"name": name}
    if model is Commitment:
        return gettext("Commitment %(number)s removed") % {"number": record.number}
    return gettext("%(name)s removed") % {"name": name}


def _changed(model: type[Model], record: Any, name: str, rows: dict[str, Row]) -> str:
    if model is Lead and record.ends_on:
        words = gettext("%(name)s is no longer %(side)s lead")
        return words % {"name": name, "side": record.get_side_display().lower()}
    if model is ActionPlan and "published_on" in rows and record.published_on:
        return gettext("Plan published")
    if "reported_until" in rows:
        words = gettext("Progress update to %(day)s published")
        return words % {"day": day(record.reported_until)}
    if len(rows) == 1 and model in (ActionPlan, Commitment, Milestone):
        (row,) = rows.values()
        what = row.label[:1].lower() + row.label[1:]
        return gettext("%(name)s: %(what)s changed") % {"name": name, "what": what}
    return gettext("%(name)s changed") % {"name": name}


def _rows(model: type[Model], before: Any, after: Any) -> dict[str, Row]:
    """By the name of the column."""
    rows = {}
    for column in after.tracked_fields:
        if column.name in UNTOLD.get(model, ()):
            continue
        if getattr(before, column.attname) == getattr(after, column.attname):
            continue
        label = str(LABELS.get(column.name) or capfirst(column.verbose_name))
        values = [in_words(row, column.name, getattr(row, column.name)) for row in (before, after)]
        rows[column.name] = Row(label, *values)
    return rows


def _wording_kept(after: Any, kind: str, rank: int) -> Part:
    label = after.get_kind_display().lower()
    return Part(
        gettext("Wording %(number)d recorded: %(kind)s") % {"number": after.number, "kind": label},
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
    if seen:
        what = gettext("commitment %(number)s of %(plan)s")
        what %= {"number": other.number, "plan": other.plan}
    else:
        what = gettext("a commitment not yet public")
    how = after.instance.seen_from_later if is_later else after.instance.seen_from_earlier
    related = f"{how}: {what}"
    if after.history_type == "-":
        was = related[:1].lower() + related[1:]
        related = gettext("No longer said: %(what)s") % {"what": was}
    checked = "" if after.is_verified else gettext("Not verified.")
    return Part(related, kind, rank, adds=after.history_type == "+", note=checked)


def _date_moved(before: Any, after: Any, kind: str, rank: int) -> Part | None:
    """A row of the date ledger: the first is the plan's own date, which is no change."""
    ref = after.milestone.ref if after.milestone else "?"
    texts = [row.due_text or gettext("no date given") for row in (before, after) if row is not None]
    row = Row(gettext("Date"), texts[0], texts[-1])
    if after.number == 0 and after.history_type == "~":
        title = gettext("Milestone %(ref)s: date corrected before the plan was published")
        return Part(title % {"ref": ref}, kind, rank, rows=[row])
    if after.number == 0 or after.history_type != "+":
        return None
    known = after.agreement != MilestoneDate.Agreement.UNKNOWN
    agreed = f"{after.get_agreement_display()}." if known else str(UNKNOWN_AGREEMENT)
    asked = gettext("Asked for by %(who)s.") % {"who": after.asked_by} if after.asked_by else ""
    title = gettext("Milestone %(ref)s: date moved") % {"ref": ref}
    return Part(title, kind, rank, rows=[row], note=f"{agreed} {asked}".strip())
