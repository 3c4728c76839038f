"""Planning many letters in one statement."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import connection, transaction

from mailroom.models import OutboxMessage
from mailroom.wake import wake_delivery
from ogp_tracker import clock

# Nothing is planned for an address that nothing reaches; once it is tried again, what is still
# useful is planned.
IS_REACHED = """NOT EXISTS (
    SELECT FROM mailroom_undeliverableaddress AS dead
    WHERE dead.address = lower({email}) AND dead.forgotten_at IS NULL
)"""
GIVEN = ("key", "recipient_id", "to_name", "to_email", "about", "unsubscribe_path")


def columns_of_unwritten(but: Collection[str], **facts: Any) -> dict[str, Any]:
    """The columns that letters planned together have in common, all `but` some, with their values.

    `facts` are those of the letters; they are to be written when they go out.
    """
    blank = OutboxMessage(is_written=False, planned_at=clock.now(), **facts)
    return {
        str(field.column): field.get_db_prep_save(getattr(blank, field.attname), connection)
        for field in OutboxMessage._meta.concrete_fields
        if field.column not in but and not field.primary_key
    }


def plan_letters(
    *, kind: str, subject: str, to: str, values: Mapping[str, Any], is_private: bool = False
) -> int:
    """Plan a letter to each row that `to` selects, unless its key was used; returns how many.

    Addresses that nothing reaches are left out.

    `to` is an SQL query of our own with the columns of GIVEN, and `values` are its parameters. The
    letters are written by the writer of their `kind` when they go out (mailroom.writers).
    """
    same = columns_of_unwritten(GIVEN, kind=kind, subject=subject, is_private=is_private)
    columns = ", ".join((*GIVEN, *same))
    constants = ", ".join((*GIVEN, *(f"%(same_{name})s" for name in same)))
    table = OutboxMessage._meta.db_table
    statement = (
        f"INSERT INTO {table} ({columns}) "  # noqa: S608 - all of it is our own
        f"SELECT {constants} FROM ({to}) AS recipients "
        f"WHERE {IS_REACHED.format(email='to_email')} ON CONFLICT (key) DO NOTHING"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            statement, {**values, **{f"same_{name}": value for name, value in same.items()}}
        )
        planned: int = cursor.rowcount
        if planned:
            transaction.on_commit(wake_delivery)
    return planned
