"""What happened to a person, a role or an organisation, in plain words for a timeline."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from network.models import Organisation, Person, Role

# How the first and the last line of a row's life read; what lies between is told by its columns.
_BEGAN = {
    "organisation": "Organisation added",
    "person": "Person added",
    "role": "Role given: {row}",
    "invitation": "Invitation sent",
}
_CHANGED = {
    "organisation": "Organisation changed",
    "person": "Person changed",
    "role": "Role ended: {row}",
    "invitation": "Invitation changed",
}


@dataclass(frozen=True)
class Change:
    """One column before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Event:
    """One line of a timeline."""

    title: str
    when: dt.datetime
    by: str
    reason: str
    changes: list[Change] = field(default_factory=list)


def history_of_organisation(organisation: Organisation) -> list[Event]:
    """Everything recorded about an organisation, latest first."""
    records = organisation.history.select_related("history_user")
    return _latest_first(_events(records, str(organisation)))


def history_of_person(person: Person) -> list[Event]:
    """Everything recorded about a person, their roles and their invitation, latest first."""
    events = _events(person.history.select_related("history_user"), str(person))
    roles = {role.pk: role for role in person.roles.select_related("organisation")}
    records = _by_row(Role.history, list(roles))
    for pk, role in roles.items():
        events += _events(records[pk], str(role), in_detail=False)
    invitation = getattr(person, "invitation", None)
    if invitation is not None:
        records_of_invitation = invitation.history.select_related("history_user")
        events += _events(records_of_invitation, str(invitation), in_detail=False)
    return _latest_first(events)


def _by_row(history: Any, keys: list[int]) -> dict[int, list[Any]]:
    """The history records of many rows of one model in one query."""
    found: dict[int, list[Any]] = {key: [] for key in keys}
    for record in history.filter(id__in=keys).select_related("history_user"):
        found[record.id].append(record)
    return found


def _events(records: Iterable[Any], row: str, *, in_detail: bool = True) -> list[Event]:
    """One event a record of `row`, with what changed before and after if `in_detail`."""
    # By number, not by moment: the clock of a demonstration can be set back.
    in_order = sorted(records, key=lambda record: record.history_id)
    events = []
    before = None
    for record in in_order:
        model = record.instance_type._meta.model_name
        title = (_BEGAN if before is None else _CHANGED)[model].format(row=row)
        if model == "invitation" and before is not None:
            title = "Invitation accepted" if record.accepted_at else "Invitation sent again"
        tells = in_detail and before is not None
        changes: list[Change] = _changes(before, record) if tells else []
        by = record.history_user.name if record.history_user else "The tracker"
        # The title of a line about a letter says all that its reason would.
        reason = "" if model == "invitation" else record.history_change_reason or ""
        events.append(Event(title, record.history_date, by, reason, changes))
        before = record
    return events


def _changes(before: Any, after: Any) -> list[Change]:
    return [
        Change(_label(after, name), _words(before, name), _words(after, name))
        for name in (found.field for found in after.diff_against(before).changes)
    ]


def _label(record: Any, name: str) -> str:
    label = str(record.instance_type._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def _words(record: Any, name: str) -> str:
    value = getattr(record, name)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    display = getattr(record, f"get_{name}_display", None)
    return str(display() if display else value)


def _latest_first(events: list[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.when, reverse=True)
