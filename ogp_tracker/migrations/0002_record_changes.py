"""The functions behind the audit: one records a change, one refuses it.

PostgreSQL 15 to 18; only built-in functions; nothing here needs a superuser. An app's migration
puts them on its tables with ogp_tracker.audit.
"""

from django.db import migrations

from ogp_tracker.audit import insert_only

FORWARD = """
CREATE FUNCTION tracker_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is permanent: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;

-- Arguments: the secret columns, and those whose changes are no news.
CREATE FUNCTION tracker_record_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    secret text[] := TG_ARGV[0];
    unrecorded text[] := TG_ARGV[1];
    was jsonb;
    became jsonb;
    column_name text;
    hidden jsonb := '{}';
BEGIN
    IF TG_OP <> 'INSERT' THEN
        was := to_jsonb(OLD) - unrecorded;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        became := to_jsonb(NEW) - unrecorded;
    END IF;
    IF was = became THEN
        RETURN NULL;
    END IF;
    FOREACH column_name IN ARRAY secret LOOP
        IF TG_OP = 'UPDATE' AND was -> column_name <> became -> column_name THEN
            hidden := hidden || jsonb_build_object(column_name, 'changed');
        END IF;
    END LOOP;
    INSERT INTO ogp_tracker_auditrecord (
        recorded_at, transaction, table_name, row_pk, operation, actor, reason, database_role,
        before, after
    ) VALUES (
        clock_timestamp(), pg_current_xact_id()::text::bigint, TG_TABLE_NAME,
        coalesce(became, was) ->> 'id', TG_OP,
        nullif(current_setting('tracker.actor', true), '')::bigint,
        coalesce(current_setting('tracker.reason', true), ''), session_user,
        was - secret, (became - secret) || hidden
    );
    RETURN NULL;
END $$;

-- A temporary table of the same name must not catch the records.
DO $$ BEGIN
    EXECUTE format(
        'ALTER FUNCTION tracker_record_change() SET search_path = %I, pg_temp', current_schema()
    );
END $$;
"""

BACKWARD = "DROP FUNCTION tracker_record_change(), tracker_refuse_change();"


class Migration(migrations.Migration):
    """Two functions, and the audit’s own rows made permanent."""

    dependencies = (("ogp_tracker", "0001_audit_record"),)
    operations = (
        migrations.RunSQL(FORWARD, BACKWARD),
        insert_only("ogp_tracker_auditrecord"),
    )
