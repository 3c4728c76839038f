"""Planning many letters in one statement."""

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction

from mailroom.models import OutboxMessage
from mailroom.wake import wake_delivery
from ogp_tracker import clock

GIVEN = ("key", "recipient_id", "to_name", "to_email", "about", "unsubscribe_path")


def plan_letters(
    *, kind: str, subject: str, to: str, values: Mapping[str, Any], is_private: bool = False
) -> int:
    """Plan a letter to each row that `to` selects, unless its key was used; returns how many.

    `to` is an SQL query of our own with the columns of GIVEN, and `values` are its parameters. The
    letters are written by the writer of their `kind` when they go out (mailroom.writers).
    """
    blank = OutboxMessage(
        kind=kind,
        subject=subject,
        is_written=False,
        is_private=is_private,
        planned_at=clock.now(),
    )
    same = {
        str(field.column): field.get_db_prep_save(getattr(blank, field.attname), connection)
        for field in OutboxMessage._meta.concrete_fields
        if field.column not in GIVEN and not field.primary_key
    }
    columns = ", ".join((*GIVEN, *same))
    constants = ", ".join((*GIVEN, *(f"%(same_{name})s" for name in same)))
    table = OutboxMessage._meta.db_table
    statement = (
        f"INSERT INTO {table} ({columns}) "  # noqa: S608 - all of it is our own
        f"SELECT {constants} FROM ({to}) AS recipients ON CONFLICT (key) DO NOTHING"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            statement, {**values, **{f"same_{name}": value for name, value in same.items()}}
        )
        planned: int = cursor.rowcount
        if planned:
            transaction.on_commit(wake_delivery)
    return planned
