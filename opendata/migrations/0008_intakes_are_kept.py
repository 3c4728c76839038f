"""A file that was handed in stays what it is, and stays at all once somebody confirmed it.

PostgreSQL 15 to 18; only built-in functions.
"""

from django.db import migrations

from ogp_tracker.audit import audited

FORWARD = """
CREATE FUNCTION opendata_keep_intake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.confirmed_at IS NOT NULL THEN
            RAISE EXCEPTION 'confirmed_intake_is_kept: deletion refused'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF NEW.kind <> OLD.kind OR NEW.name <> OLD.name OR NEW.sha256 <> OLD.sha256
        OR NEW.uploaded_by_id <> OLD.uploaded_by_id OR NEW.uploaded_at <> OLD.uploaded_at THEN
        RAISE EXCEPTION 'intake_stays_what_it_is: change refused'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.status = 'done' THEN
        RAISE EXCEPTION 'imported_intake_is_permanent: change refused'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER intake_is_kept BEFORE UPDATE OR DELETE ON opendata_intake
    FOR EACH ROW EXECUTE FUNCTION opendata_keep_intake();
-- With this, a content that changed has another hash, which the trigger above refuses.
ALTER TABLE opendata_intake ADD CONSTRAINT intake_hash_is_of_its_content
    CHECK (sha256 = encode(sha256(content), 'hex') AND size = length(content));
"""
BACKWARD = """
ALTER TABLE opendata_intake DROP CONSTRAINT intake_hash_is_of_its_content;
DROP TRIGGER intake_is_kept ON opendata_intake;
DROP FUNCTION opendata_keep_intake();
"""


class Migration(migrations.Migration):
    """Triggers and one constraint."""

    dependencies = (
        ("opendata", "0007_intakes"),
        ("ogp_tracker", "0002_record_changes"),
    )
    operations = (
        migrations.RunSQL(FORWARD, BACKWARD),
        # How far a worker is, is no news; what is large is kept in the row itself.
        audited(
            "opendata_intake",
            secret=("content", "lines"),
            but=("done", "total", "claimed_until"),
        ),
    )
