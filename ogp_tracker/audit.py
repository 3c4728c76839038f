"""What a migration says to make a table accountable: triggers that record, and that refuse.

The functions they call are made by ogp_tracker/migrations/0002_record_changes.py.
"""

from collections.abc import Collection

from django.db import migrations


def audited(
    table: str, *, secret: Collection[str] = (), but: Collection[str] = ()
) -> migrations.RunSQL:
    """Record every change of `table` in AuditRecord, and refuse to empty it at one stroke.

    Of the columns in `secret` nothing is kept but that they changed. A change of the columns in
    `but` alone is no news: they are worked out from others, or written at every sign-in. The table
    has a primary key named `id`.
    """
    columns = f"'{{{','.join(secret)}}}', '{{{','.join(but)}}}'"
    return migrations.RunSQL(
        f"CREATE TRIGGER changes_are_recorded AFTER INSERT OR UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION tracker_record_change({columns});"
        f"{_refuse_truncate(table)}",
        f"DROP TRIGGER changes_are_recorded ON {table};"
        f"DROP TRIGGER IF EXISTS table_is_not_emptied ON {table};",
    )


def insert_only(table: str) -> migrations.RunSQL:
    """Refuse every change and deletion of a row of `table`: what was recorded stays."""
    return migrations.RunSQL(
        f"CREATE TRIGGER rows_are_permanent BEFORE UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION tracker_refuse_change();"
        f"{_refuse_truncate(table)}",
        f"DROP TRIGGER rows_are_permanent ON {table};"
        f"DROP TRIGGER IF EXISTS table_is_not_emptied ON {table};",
    )


def _refuse_truncate(table: str) -> str:
    # A table may be both recorded and permanent.
    return (
        f"CREATE OR REPLACE TRIGGER table_is_not_emptied BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION tracker_refuse_change();"
    )
