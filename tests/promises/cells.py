"""One cell of P9: something is tried with one table, and what was recorded is held against it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection, models, transaction
from django.db.models import ProtectedError
from psycopg.errors import CheckViolation, RestrictViolation

from network.models import Person
from tests.promises.writing import REASON, SECRETS_OF
from tests.records import Watch

# Secrets, what is worked out, what is written at every sign-in, and files that have a hash.
NOT_KEPT = {"password", "token_hash", "token", "search", "last_login", "content"}
Content = dict[str, Any]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def contents(model: type[models.Model]) -> dict[str, Content | None]:
    """What the table holds, by row, as the database itself would write it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t)::text FROM {model._meta.db_table} t")  # noqa: S608
        rows = [json.loads(text) for (text,) in cursor.fetchall()]
    return {str(row["id"]): kept(model, row) for row in rows}


def kept(model: type[models.Model], row: Content | None) -> Content | None:
    """The columns whose values are recorded."""
    left_out = NOT_KEPT | SECRETS_OF.get(model._meta.db_table, set())
    return row and {name: value for name, value in row.items() if name not in left_out}


def first_that_works(attempts: Iterator[Callable[[], str]]) -> str:
    """What is wrong with the first attempt that the database takes.

    Nothing is wrong either where a trigger refuses every one, or the row is in use elsewhere.
    """
    refusals = []
    for attempt in attempts:
        try:
            return attempt()
        except DatabaseError as refusal:
            refusals.append(refusal)
    return "" if refusals and all(map(_is_meant, refusals)) else f"could not be tried: {refusals}"


def _is_meant(refusal: DatabaseError) -> bool:
    """Whether a rule said no, and not a column that happened not to take this value."""
    if isinstance(refusal, ProtectedError):
        return True
    cause = refusal.__cause__
    if not isinstance(cause, RestrictViolation | CheckViolation):
        return False
    return not cause.diag.constraint_name  # so a trigger raised it


def try_it(
    model: type[models.Model],
    act: Callable[[], object],
    operation: str,
    by: Person | None,
    reason: str = REASON,
) -> str:
    """Act, compare the table before and after with the records, undo; returns what is wrong.

    A DatabaseError of the act comes through. `by` is who should be named, None for nobody.
    """
    with undone():
        before, watch = contents(model), Watch()
        act()
        after, records = contents(model), watch.records(model._meta.db_table)
    happened = {
        _line(pk, before.get(pk), after.get(pk))
        for pk in before.keys() | after.keys()
        if before.get(pk) != after.get(pk)
    }
    told = [_line(one.row_pk, kept(model, one.before), kept(model, one.after)) for one in records]
    if not happened:
        return "nothing happened, so nothing was shown"
    if happened != set(told) or len(happened) != len(told):
        return f"happened: {happened}, recorded: {told}"
    named = {(one.operation, one.actor, one.reason) for one in records}
    wanted = (operation, by.pk if by else None, reason if by else "")
    return "" if named == {wanted} else f"recorded: {named}, wanted: {wanted}"


def _line(pk: str, before: Content | None, after: Content | None) -> tuple[str, ...]:
    return pk, json.dumps(before, sort_keys=True), json.dumps(after, sort_keys=True)


def replayed(model: type[models.Model]) -> str:
    """Whether the records since the beginning lead to exactly what the table holds now."""
    rows: dict[str, Content | None] = {}
    for one in Watch(0).records(model._meta.db_table):
        if kept(model, one.before) != rows.get(one.row_pk):
            return f"{one} begins elsewhere than the record before it ended"
        if not one.reason:
            return f"{one} gives no reason"
        rows[one.row_pk] = kept(model, one.after)
    there = {pk: row for pk, row in rows.items() if row is not None}
    if not there:
        return "no row: write one in tests/promises/everything.py"
    return "" if there == contents(model) else "the records do not lead to what is there"
