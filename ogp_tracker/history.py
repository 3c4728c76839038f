"""Saving with a person and a reason: the one way a recorded row changes.

simple-history keeps the rows that people read; the audit (see ogp_tracker.audit) keeps every change
of an accountable table, whichever way it came, and learns from here who made it and why.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connection, models, transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from ogp_tracker import clock

Row = TypeVar("Row", bound=models.Model)

# The settings last as long as the transaction; what was in force before is read first.
NAME = """
WITH earlier AS MATERIALIZED (
    SELECT current_setting('tracker.actor', true) AS actor,
        current_setting('tracker.reason', true) AS reason
)
SELECT actor, reason,
    set_config('tracker.actor', %s, true), set_config('tracker.reason', %s, true)
FROM earlier
"""


# Who stands behind what the system does by itself, where somebody does.
_behind: ContextVar[Any] = ContextVar("_behind", default=None)


@contextmanager
def on_behalf_of(person: Any) -> Iterator[None]:
    """Name `person` for every row that the system (`by=None`) writes inside: they asked for it.

    What a file brings keeps the rules of the system's own changes and is no news, but it has
    somebody who answers for it.
    """
    token = _behind.set(person)
    try:
        yield
    finally:
        _behind.reset(token)


@contextmanager
def acting(by: Any, reason: str = "") -> Iterator[None]:
    """Name the person `by` (None: the system) and the `reason` for every row written inside.

    All of it is one transaction; a later statement of an outer one cannot borrow the name. For
    rows that the functions below cannot write: relations of many to many, another library’s saves.
    """
    by = _or_who_is_behind(by)
    is_inner = connection.in_atomic_block
    with transaction.atomic(savepoint=False):
        actor, earlier_reason = _name("" if by is None else str(by.pk), reason)
        yield
        if is_inner:
            _name(actor, earlier_reason)


def save(row: models.Model, *, by: Any, reason: str = "", **options: Any) -> None:
    """Save `row` and its history row, naming the person `by` (None: the system) and the `reason`.

    The marks are taken off again, so that a later save cannot borrow them.
    """
    _mark(row, by, reason)
    try:
        with acting(by, reason):
            row.save(**options)
    finally:
        _unmark(row)


def create(model: type[Row], *, by: Any, reason: str = "", **fields: Any) -> Row:
    """Make and save a new `model` row from `fields`; as `save`.

    A row with a column `reason` of its own is made first and then saved.
    """
    row = model(**fields)
    save(row, by=by, reason=reason, force_insert=True)
    return row


def delete(row: models.Model, *, by: Any, reason: str) -> None:
    """Delete `row`, leaving a history row that names the person and the reason."""
    _mark(row, by, reason)
    with acting(by, reason):
        row.delete()


def bulk_create(
    model: type[Row], rows: Iterable[Row], *, by: Any, reason: str = ""
) -> Sequence[Row]:
    """Save the new `rows` of `model` in a few statements; each leaves what `save` would leave."""
    with acting(by, reason):
        if not _has_history(model):
            return model._default_manager.bulk_create(rows)
        made: list[Row] = bulk_create_with_history(list(rows), model, **_defaults(by, reason))
        return made


def bulk_update(
    model: type[Row], rows: Iterable[Row], fields: Sequence[str], *, by: Any, reason: str = ""
) -> int:
    """Save the columns `fields` of `rows` of `model` likewise; returns the number of rows."""
    with acting(by, reason):
        if not _has_history(model):
            return model._default_manager.bulk_update(rows, fields)
        changed: int = bulk_update_with_history(
            list(rows), model, list(fields), **_defaults(by, reason)
        )
        return changed


def _name(actor: str | None, reason: str | None) -> tuple[str, str]:
    """Tell the database who acts and why; returns what it had been told before."""
    with connection.cursor() as cursor:
        cursor.execute(NAME, [actor or "", reason or ""])
        earlier_actor, earlier_reason, *_ = cursor.fetchone()
    return earlier_actor, earlier_reason


def _or_who_is_behind(by: Any) -> Any:
    return _behind.get() if by is None else by


def _has_history(model: type[models.Model]) -> bool:
    return hasattr(model._meta, "simple_history_manager_attribute")


def _defaults(by: Any, reason: str) -> dict[str, Any]:
    return {
        "default_user": _or_who_is_behind(by),
        "default_change_reason": reason,
        "default_date": clock.now(),
    }


def _mark(row: Any, by: Any, reason: str) -> None:
    row._history_user = _or_who_is_behind(by)
    row._change_reason = reason
    row._history_date = clock.now()


def _unmark(row: Any) -> None:
    del row._history_user, row._change_reason, row._history_date
