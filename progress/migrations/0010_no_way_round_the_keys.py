"""What the triggers of 0004 still let through by hand: void keys, ended leads, haste.

Also: the days of a period that anything was written for are part of addresses and of lateness.
"""

from django.db import migrations

FORWARD = """
-- The leads of a commitment have not changed since a signature was given.
CREATE FUNCTION progress_refuse_void_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM progress_signature AS mark
        JOIN commitments_lead AS given ON given.id = mark.lead_id
        JOIN commitments_lead AS changed ON changed.commitment_id = given.commitment_id
        WHERE mark.id IN (NEW.government_signature_id, NEW.civil_society_signature_id)
          AND (changed.appointed_at > mark.signed_at OR changed.ended_at > mark.signed_at)) THEN
        RAISE EXCEPTION 'published_needs_keys_that_still_count' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER published_needs_keys_that_still_count BEFORE INSERT ON progress_publication
    FOR EACH ROW EXECUTE FUNCTION progress_refuse_void_key();

-- Nobody signs under an appointment that has ended.
CREATE FUNCTION progress_refuse_ended_lead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM commitments_lead WHERE id = NEW.lead_id
               AND (ended_at <= NEW.signed_at OR ends_on < NEW.signed_at::date)) THEN
        RAISE EXCEPTION 'signature_is_given_by_somebody_who_leads' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signature_is_given_by_somebody_who_leads BEFORE INSERT ON progress_signature
    FOR EACH ROW EXECUTE FUNCTION progress_refuse_ended_lead();

-- One side alone: after that many whole days, and before the period closes.
CREATE FUNCTION progress_refuse_hasty_side() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    rule progress_reportingperiod%ROWTYPE;
    published_on date;
BEGIN
    IF NEW.ground = 'both_signed' THEN
        RETURN NEW;
    END IF;
    SELECT period.* INTO rule FROM progress_reportingperiod AS period
        JOIN progress_progressupdate AS one ON one.period_id = period.id
        WHERE one.id = NEW.update_id;
    SELECT (NEW.published_at AT TIME ZONE time_zone)::date INTO published_on
        FROM commitments_actionplan WHERE id = rule.plan_id;
    IF published_on <= NEW.silent_since + NEW.silence_days
        OR published_on > rule.closes_on + (progress_due_day(NEW.update_id) - rule.due_on) THEN
        RAISE EXCEPTION 'one_side_publishes_only_after_silence: and before the period closes'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER silence_is_whole_days BEFORE INSERT ON progress_publication
    FOR EACH ROW EXECUTE FUNCTION progress_refuse_hasty_side();

CREATE FUNCTION progress_keep_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM progress_progressupdate WHERE period_id = OLD.id) THEN
        RAISE EXCEPTION 'period_with_updates_keeps_its_days' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER period_with_updates_keeps_its_days BEFORE UPDATE ON progress_reportingperiod
    FOR EACH ROW WHEN (
        (OLD.plan_id, OLD.due_on, OLD.closes_on, OLD.silence_days)
        IS DISTINCT FROM (NEW.plan_id, NEW.due_on, NEW.closes_on, NEW.silence_days))
    EXECUTE FUNCTION progress_keep_days();
"""

BACKWARD = """
DROP TRIGGER period_with_updates_keeps_its_days ON progress_reportingperiod;
DROP TRIGGER silence_is_whole_days ON progress_publication;
DROP TRIGGER signature_is_given_by_somebody_who_leads ON progress_signature;
DROP TRIGGER published_needs_keys_that_still_count ON progress_publication;
DROP FUNCTION progress_keep_days(), progress_refuse_hasty_side(),
    progress_refuse_ended_lead(), progress_refuse_void_key();
"""


class Migration(migrations.Migration):
    """Triggers beside those of 0004."""

    dependencies = (("progress", "0009_named_evidence_is_kept"),)
    operations = (migrations.RunSQL(FORWARD, BACKWARD),)
