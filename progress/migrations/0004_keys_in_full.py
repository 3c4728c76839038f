"""The two keys in full: withdrawal, reservations, one side alone, corrections, late signatures.

Replaces the trigger functions of 0002. PostgreSQL 15 to 18; only built-in functions.
"""

from django.db import migrations

FORWARD = """
-- What one lead may do to a signature of theirs: withdraw it, before its version is published.
CREATE FUNCTION progress_refuse_signature_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR OLD.withdrawn_at IS NOT NULL
        OR NEW.withdrawn_at IS NULL
        OR (to_jsonb(OLD) - 'withdrawn_at') IS DISTINCT FROM (to_jsonb(NEW) - 'withdrawn_at') THEN
        RAISE EXCEPTION 'progress_signature is permanent: % refused', TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    PERFORM 1 FROM progress_progressupdate WHERE id =
        (SELECT update_id FROM progress_updateversion WHERE id = OLD.version_id) FOR UPDATE;
    IF EXISTS (SELECT 1 FROM progress_publication WHERE version_id = OLD.version_id) THEN
        RAISE EXCEPTION 'published_signature_is_permanent: withdrawal refused'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER signature_is_permanent ON progress_signature;
CREATE TRIGGER signature_is_permanent BEFORE UPDATE OR DELETE ON progress_signature
    FOR EACH ROW EXECUTE FUNCTION progress_refuse_signature_change();

-- A new version follows the latest one. After publication it is a correction and gives a reason;
-- after the period closed there is none.
CREATE OR REPLACE FUNCTION progress_check_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    update_status text;
    base_number integer;
BEGIN
    SELECT status INTO update_status FROM progress_progressupdate
        WHERE id = NEW.update_id FOR UPDATE;
    IF update_status = 'not_reported' THEN
        RAISE EXCEPTION 'closed_update_takes_no_draft' USING ERRCODE = 'check_violation';
    END IF;
    IF (update_status = 'published') <> (NEW.reason <> '') THEN
        RAISE EXCEPTION 'correction_gives_its_reason: and nothing else does'
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT number INTO base_number FROM progress_updateversion
        WHERE id = NEW.base_id AND update_id = NEW.update_id;
    IF NEW.number <> coalesce(base_number, 0) + 1
        OR (NEW.base_id IS NOT NULL AND base_number IS NULL) THEN
        RAISE EXCEPTION 'version_follows_its_base' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

-- A signature names the hash of the latest version and the appointment it is given under; nobody
-- signs for both sides. What one side published alone, the other may still sign.
CREATE OR REPLACE FUNCTION progress_check_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    signed progress_updateversion%ROWTYPE;
    printed progress_publication%ROWTYPE;
    is_late boolean;
BEGIN
    SELECT * INTO signed FROM progress_updateversion WHERE id = NEW.version_id;
    PERFORM 1 FROM progress_progressupdate WHERE id = signed.update_id FOR UPDATE;
    SELECT * INTO printed FROM progress_publication WHERE version_id = NEW.version_id;
    is_late := printed.id IS NOT NULL;
    IF NEW.content_hash <> signed.content_hash THEN
        RAISE EXCEPTION 'signature_names_its_text' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'signature_is_given_before_it_is_withdrawn'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM commitments_lead AS lead
        JOIN progress_progressupdate AS update ON update.commitment_id = lead.commitment_id
        WHERE lead.id = NEW.lead_id AND lead.person_id = NEW.person_id AND lead.side = NEW.side
          AND update.id = signed.update_id) THEN
        RAISE EXCEPTION 'signature_is_given_by_a_lead_of_its_side'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT is_late AND EXISTS (
        SELECT 1 FROM progress_updateversion
        WHERE update_id = signed.update_id AND number > signed.number) THEN
        RAISE EXCEPTION 'signature_is_on_the_latest_version' USING ERRCODE = 'check_violation';
    END IF;
    IF is_late AND (
        printed.ground <> 'one_side'
        OR (NEW.side = 'government' AND printed.government_signature_id IS NOT NULL)
        OR (NEW.side = 'civil_society' AND printed.civil_society_signature_id IS NOT NULL)) THEN
        RAISE EXCEPTION 'late_signature_is_for_the_side_that_was_silent'
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM progress_signature WHERE version_id = NEW.version_id
               AND person_id = NEW.person_id AND side <> NEW.side) THEN
        RAISE EXCEPTION 'one_person_never_signs_for_both' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

-- The day by which an update is due, extensions counted.
CREATE FUNCTION progress_due_day(update_key bigint) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT greatest(period.due_on, max(extension.due_on))
    FROM progress_progressupdate AS one
    JOIN progress_reportingperiod AS period ON period.id = one.period_id
    LEFT JOIN progress_extension AS extension ON extension.period_id = period.id
        AND (extension.commitment_id IS NULL OR extension.commitment_id = one.commitment_id)
    WHERE one.id = update_key GROUP BY period.due_on
$$;

-- Publishing takes the key of each side on the latest version; or the key of one, when the other
-- has been silent long enough after the due day and nothing was published before.
CREATE OR REPLACE FUNCTION progress_check_publication() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    published progress_updateversion%ROWTYPE;
    one progress_progressupdate%ROWTYPE;
    rule progress_reportingperiod%ROWTYPE;
    zone text;
    sides integer;
    silent text;
BEGIN
    SELECT * INTO published FROM progress_updateversion WHERE id = NEW.version_id;
    SELECT * INTO one FROM progress_progressupdate WHERE id = published.update_id FOR UPDATE;
    SELECT count(*) INTO sides FROM progress_signature
        WHERE version_id = NEW.version_id AND content_hash = published.content_hash
          AND withdrawn_at IS NULL
          AND ((id = NEW.government_signature_id AND side = 'government')
            OR (id = NEW.civil_society_signature_id AND side = 'civil_society'));
    IF NEW.update_id <> published.update_id
        OR sides <> (CASE NEW.ground WHEN 'both_signed' THEN 2 ELSE 1 END) THEN
        RAISE EXCEPTION 'published_needs_both_signatures: or one side''s ground, and its key'
            USING ERRCODE = 'check_violation';
    END IF;
    IF one.status = 'not_reported' THEN
        RAISE EXCEPTION 'closed_update_is_not_published' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM progress_updateversion
               WHERE update_id = published.update_id AND number > published.number) THEN
        RAISE EXCEPTION 'published_is_the_latest_version' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.ground = 'both_signed' THEN
        RETURN NEW;
    END IF;
    silent := CASE WHEN NEW.government_signature_id IS NULL
        THEN 'government' ELSE 'civil_society' END;
    SELECT period.* INTO rule FROM progress_reportingperiod AS period WHERE id = one.period_id;
    SELECT time_zone INTO zone FROM commitments_actionplan WHERE id = rule.plan_id;
    IF EXISTS (SELECT 1 FROM progress_publication WHERE update_id = one.id) THEN
        RAISE EXCEPTION 'correction_needs_both_signatures' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.silence_days < rule.silence_days
        OR NEW.silent_since < progress_due_day(one.id)
        OR (NEW.published_at AT TIME ZONE zone)::date < NEW.silent_since + NEW.silence_days
        OR EXISTS (SELECT 1 FROM progress_updateversion WHERE update_id = one.id
                   AND side = silent AND (saved_at AT TIME ZONE zone)::date > NEW.silent_since)
        OR EXISTS (SELECT 1 FROM progress_signature AS mark
                   JOIN progress_updateversion AS version ON version.id = mark.version_id
                   WHERE version.update_id = one.id AND mark.side = silent
                   AND (greatest(mark.signed_at, mark.withdrawn_at) AT TIME ZONE zone)::date
                       > NEW.silent_since)
        OR EXISTS (SELECT 1 FROM progress_signature
                   WHERE id IN (NEW.government_signature_id, NEW.civil_society_signature_id)
                   AND (signed_at AT TIME ZONE zone)::date > NEW.silent_since) THEN
        RAISE EXCEPTION 'one_side_publishes_only_after_silence' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

-- The status says "published" exactly when there is a publication; what is closed stays closed.
CREATE OR REPLACE FUNCTION progress_check_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.status <> 'drafting' THEN
            RAISE EXCEPTION 'published_is_permanent' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND (
        (OLD.status <> 'drafting' AND NEW.status <> OLD.status)
        OR (OLD.key, OLD.commitment_id, OLD.period_id)
            IS DISTINCT FROM (NEW.key, NEW.commitment_id, NEW.period_id)) THEN
        RAISE EXCEPTION 'published_is_permanent' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.status = 'published') <> EXISTS (
        SELECT 1 FROM progress_publication WHERE update_id = NEW.id) THEN
        RAISE EXCEPTION 'published_needs_a_publication' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

-- Decisions, extensions and evidence are never rewritten either.
CREATE TRIGGER decision_is_permanent BEFORE UPDATE OR DELETE ON progress_scheduledecision
    FOR EACH ROW EXECUTE FUNCTION progress_refuse_change();
CREATE TRIGGER extension_is_permanent BEFORE UPDATE OR DELETE ON progress_extension
    FOR EACH ROW EXECUTE FUNCTION progress_refuse_change();
CREATE TRIGGER evidence_is_permanent BEFORE UPDATE OR DELETE ON progress_evidencefile
    FOR EACH ROW EXECUTE FUNCTION progress_refuse_change();
ALTER TABLE progress_evidencefile ADD CONSTRAINT hash_is_the_hash_of_the_file
    CHECK (sha256 = encode(sha256(content), 'hex') AND size = length(content));
"""


class Migration(migrations.Migration):
    """Functions and triggers; going back would make permanent rows changeable, so there is no way.

    (To take the tables away altogether, migrate to zero: 0001 and 0002 drop them.)
    """

    dependencies = (("progress", "0003_one_side_corrections_schedule"),)
    operations = (migrations.RunSQL(FORWARD, migrations.RunSQL.noop),)
