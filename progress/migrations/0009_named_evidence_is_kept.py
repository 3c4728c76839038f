"""A version names no file that the tracker does not hold for that commitment and milestone."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION progress_check_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM json_each(NEW.canonical::json -> 'milestones') AS line
        WHERE line.value ->> 'evidence_file' IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM progress_evidencefile AS file
            JOIN progress_progressupdate AS kept_for ON kept_for.id = file.update_id
            JOIN progress_progressupdate AS one ON one.commitment_id = kept_for.commitment_id
            WHERE one.id = NEW.update_id AND file.milestone_id::text = line.key
              AND file.sha256 = line.value ->> 'evidence_file')) THEN
        RAISE EXCEPTION 'named_evidence_is_kept' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER named_evidence_is_kept BEFORE INSERT ON progress_updateversion
    FOR EACH ROW WHEN (NEW.canonical LIKE '%"evidence_file":%')
    EXECUTE FUNCTION progress_check_evidence();
"""
BACKWARD = """
DROP TRIGGER named_evidence_is_kept ON progress_updateversion;
DROP FUNCTION progress_check_evidence();
"""


class Migration(migrations.Migration):
    """Only built-in functions, PostgreSQL 15 to 18."""

    dependencies = (("progress", "0008_public_notes_stay_public"),)
    operations = (migrations.RunSQL(FORWARD, BACKWARD),)
