"""The database itself holds the two keys: no path around the application publishes or rewrites.

PostgreSQL 15 to 18; only built-in functions. `convert_to` and `sha256` make the fingerprint, so a
version whose hash is not the hash of its text cannot be stored.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE progress_updateversion ADD CONSTRAINT hash_is_the_hash_of_the_text
    CHECK (content_hash = encode(sha256(convert_to(canonical, 'UTF8')), 'hex'));

CREATE FUNCTION progress_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is permanent: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER version_is_permanent BEFORE UPDATE OR DELETE ON progress_updateversion
    FOR EACH ROW EXECUTE FUNCTION progress_refuse_change();
CREATE TRIGGER signature_is_permanent BEFORE UPDATE OR DELETE ON progress_signature
    FOR EACH ROW EXECUTE FUNCTION progress_refuse_change();
CREATE TRIGGER publication_is_permanent BEFORE UPDATE OR DELETE ON progress_publication
    FOR EACH ROW EXECUTE FUNCTION progress_refuse_change();

-- A new version follows the latest one, and a published update takes none.
CREATE FUNCTION progress_check_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    update_status text;
    base_number integer;
BEGIN
    SELECT status INTO update_status FROM progress_progressupdate
        WHERE id = NEW.update_id FOR UPDATE;
    IF update_status <> 'drafting' THEN
        RAISE EXCEPTION 'published_update_takes_no_draft' USING ERRCODE = 'check_violation';
    END IF;
    SELECT number INTO base_number FROM progress_updateversion
        WHERE id = NEW.base_id AND update_id = NEW.update_id;
    IF NEW.number <> coalesce(base_number, 0) + 1
        OR (NEW.base_id IS NOT NULL AND base_number IS NULL) THEN
        RAISE EXCEPTION 'version_follows_its_base' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER version_follows_its_base BEFORE INSERT ON progress_updateversion
    FOR EACH ROW EXECUTE FUNCTION progress_check_version();

-- A signature names the hash of the latest version, and nobody signs for both sides.
CREATE FUNCTION progress_check_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    signed progress_updateversion%ROWTYPE;
BEGIN
    SELECT * INTO signed FROM progress_updateversion WHERE id = NEW.version_id;
    PERFORM 1 FROM progress_progressupdate WHERE id = signed.update_id FOR UPDATE;
    IF NEW.content_hash <> signed.content_hash THEN
        RAISE EXCEPTION 'signature_names_its_text' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM progress_updateversion
               WHERE update_id = signed.update_id AND number > signed.number) THEN
        RAISE EXCEPTION 'signature_is_on_the_latest_version' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM progress_signature WHERE version_id = NEW.version_id
               AND person_id = NEW.person_id AND side <> NEW.side) THEN
        RAISE EXCEPTION 'one_person_never_signs_for_both' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signature_names_its_text BEFORE INSERT ON progress_signature
    FOR EACH ROW EXECUTE FUNCTION progress_check_signature();

-- Publishing takes the key of each side on the latest version.
CREATE FUNCTION progress_check_publication() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    published progress_updateversion%ROWTYPE;
    sides integer;
BEGIN
    SELECT * INTO published FROM progress_updateversion WHERE id = NEW.version_id;
    PERFORM 1 FROM progress_progressupdate WHERE id = published.update_id FOR UPDATE;
    SELECT count(*) INTO sides FROM progress_signature
        WHERE version_id = NEW.version_id AND content_hash = published.content_hash
          AND ((id = NEW.government_signature_id AND side = 'government')
            OR (id = NEW.civil_society_signature_id AND side = 'civil_society'));
    IF NEW.update_id <> published.update_id OR sides <> 2 THEN
        RAISE EXCEPTION 'published_needs_both_signatures' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM progress_updateversion
               WHERE update_id = published.update_id AND number > published.number) THEN
        RAISE EXCEPTION 'published_is_the_latest_version' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER published_needs_both_signatures BEFORE INSERT ON progress_publication
    FOR EACH ROW EXECUTE FUNCTION progress_check_publication();

-- The status says "published" exactly when there is a publication.
CREATE FUNCTION progress_check_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.status <> 'drafting' THEN
            RAISE EXCEPTION 'published_is_permanent' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND (
        (OLD.status <> 'drafting' AND NEW.status = 'drafting')
        OR (OLD.key, OLD.commitment_id, OLD.period_id)
            IS DISTINCT FROM (NEW.key, NEW.commitment_id, NEW.period_id)) THEN
        RAISE EXCEPTION 'published_is_permanent' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.status <> 'drafting' AND NOT EXISTS (
        SELECT 1 FROM progress_publication WHERE update_id = NEW.id) THEN
        RAISE EXCEPTION 'published_needs_a_publication' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER status_follows_publication BEFORE INSERT OR UPDATE OR DELETE
    ON progress_progressupdate FOR EACH ROW EXECUTE FUNCTION progress_check_status();
"""

BACKWARD = """
DROP TRIGGER status_follows_publication ON progress_progressupdate;
DROP TRIGGER published_needs_both_signatures ON progress_publication;
DROP TRIGGER signature_names_its_text ON progress_signature;
DROP TRIGGER version_follows_its_base ON progress_updateversion;
DROP TRIGGER version_is_permanent ON progress_updateversion;
DROP TRIGGER signature_is_permanent ON progress_signature;
DROP TRIGGER publication_is_permanent ON progress_publication;
DROP FUNCTION progress_check_status(), progress_check_publication(), progress_check_signature(),
    progress_check_version(), progress_refuse_change();
ALTER TABLE progress_updateversion DROP CONSTRAINT hash_is_the_hash_of_the_text;
"""


class Migration(migrations.Migration):
    """Triggers and one check; nothing here needs a superuser."""

    dependencies = (("progress", "0001_initial"),)
    operations = (migrations.RunSQL(FORWARD, BACKWARD),)
