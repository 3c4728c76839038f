"""A note of the diary stays its author's, a public one stays public, and every change is recorded."""

from django.db import migrations

from ogp_tracker.audit import audited, insert_only

FORWARD = """
CREATE FUNCTION progress_check_diary_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL
        AND (TG_OP = 'DELETE' OR NEW.published_at IS DISTINCT FROM OLD.published_at) THEN
        RAISE EXCEPTION 'public_note_stays_public: % refused', TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF (OLD.commitment_id, OLD.side, OLD.author_id, OLD.organisation_id, OLD.written_at)
        IS DISTINCT FROM
        (NEW.commitment_id, NEW.side, NEW.author_id, NEW.organisation_id, NEW.written_at) THEN
        RAISE EXCEPTION 'note_stays_its_authors' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER public_note_stays_public BEFORE UPDATE OR DELETE ON progress_diarynote
    FOR EACH ROW EXECUTE FUNCTION progress_check_diary_note();
"""
BACKWARD = """
DROP TRIGGER public_note_stays_public ON progress_diarynote;
DROP FUNCTION progress_check_diary_note();
"""


class Migration(migrations.Migration):
    """Only built-in functions, PostgreSQL 15 to 18."""

    dependencies = (("progress", "0007_diary"),)
    operations = (
        migrations.RunSQL(FORWARD, BACKWARD),
        audited("progress_diarynote"),
        insert_only("progress_historicaldiarynote"),
    )
