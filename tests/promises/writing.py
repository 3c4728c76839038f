"""Every way in which a row can be written, inside the application and past it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import connection, models

from network.models import Person
from ogp_tracker import history

REASON = "To see whether it is recorded"
# What somebody who left has a right to see erased, and the answer that may repeat it.
SECRETS_OF = {
    "mailroom_undeliverableaddress": {"address", "reason"},
    # What a rehearsal found stands in the row itself, and how far a worker is, is no news.
    "opendata_intake": {"lines", "done", "total", "claimed_until"},
}


def changes(row: Any) -> Iterator[tuple[Any, Any]]:
    """Columns that might take another value, with that value."""
    secrets = {"password", "token_hash", "token"} | SECRETS_OF.get(row._meta.db_table, set())
    for field in row._meta.concrete_fields:
        if field.primary_key or field.generated or field.name in secrets:
            continue
        value = _another(field, getattr(row, field.attname))
        if value is not None:
            yield field, value


def _another(field: Any, value: Any) -> Any:
    if isinstance(field, models.ForeignKey):
        kin: Any = field.related_model
        return kin.objects.exclude(pk=value).values_list("pk", flat=True).first()
    if field.choices:
        return next((choice for choice, _ in field.flatchoices if choice != value), None)
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value}x"[: field.max_length]
    if isinstance(value, int):
        return value + 100
    if isinstance(value, dt.date):
        return value + dt.timedelta(days=1)
    return None


def save(row: Any, field: Any, value: Any, by: Person) -> None:
    row = type(row).objects.get(pk=row.pk)
    setattr(row, field.attname, value)
    history.save(row, by=by, reason=REASON)


def bulk_update(row: Any, field: Any, value: Any, by: Person) -> None:
    row = type(row).objects.get(pk=row.pk)
    setattr(row, field.attname, value)
    history.bulk_update(type(row), [row], [field.name], by=by, reason=REASON)


def update(row: Any, field: Any, value: Any, by: Person) -> None:
    type(row).objects.filter(pk=row.pk).update(**{field.attname: value})


def update_by_sql(row: Any, field: Any, value: Any, by: Person) -> None:
    stored = field.get_db_prep_save(value, connection)
    _run('UPDATE {table} SET "{column}" = %s WHERE id = %s', row, field.column, stored, row.pk)


def delete(row: Any, by: Person) -> None:
    history.delete(row, by=by, reason=REASON)


def delete_by_query(row: Any, by: Person) -> None:
    type(row).objects.filter(pk=row.pk).delete()


def delete_by_sql(row: Any, by: Person) -> None:
    """Foreign keys are only looked at when the transaction ends."""
    _run("DELETE FROM {table} WHERE {column} = %s", row, "id", row.pk)


def _run(sql: str, row: Any, column: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.format(table=row._meta.db_table, column=column), values)


# Each with whether it names the person and the reason.
CHANGING = {
    "save": (save, True),
    "bulk_update": (bulk_update, True),
    "update()": (update, False),
    "UPDATE": (update_by_sql, False),
}
DELETING = {
    "delete": (delete, True),
    "delete()": (delete_by_query, False),
    "DELETE": (delete_by_sql, False),
}
