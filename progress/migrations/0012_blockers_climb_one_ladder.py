"""The words of a blocker stay, its rung only rises, and it stands where its last step left it."""

from django.db import migrations

from ogp_tracker.audit import audited

FORWARD = """
CREATE FUNCTION progress_height(rung text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT array_position(
        ARRAY['leads', 'relationship_manager', 'secretariat', 'committee'], rung
    )
$$;

CREATE FUNCTION progress_check_blocker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'blocker_stays_on_record: % refused', TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.commitment_id, OLD.milestone_id, OLD.side, OLD.raised_by_id,
            OLD.organisation_id, OLD.raised_at, OLD.raised_on, OLD.title, OLD.summary,
            OLD.would_help, OLD.detail)
        IS DISTINCT FROM (NEW.commitment_id, NEW.milestone_id, NEW.side, NEW.raised_by_id,
            NEW.organisation_id, NEW.raised_at, NEW.raised_on, NEW.title, NEW.summary,
            NEW.would_help, NEW.detail) THEN
        RAISE EXCEPTION 'blocker_keeps_its_words' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND progress_height(NEW.rung) < progress_height(OLD.rung) THEN
        RAISE EXCEPTION 'blocker_only_rises' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.milestone_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM commitments_milestone
        WHERE id = NEW.milestone_id AND commitment_id = NEW.commitment_id) THEN
        RAISE EXCEPTION 'blocker_is_about_a_milestone_of_its_commitment'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER blocker_keeps_its_words BEFORE INSERT OR UPDATE OR DELETE ON progress_blocker
    FOR EACH ROW EXECUTE FUNCTION progress_check_blocker();

-- Each step begins where the one before it ended, and leads where its kind may lead.
CREATE FUNCTION progress_check_blocker_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    blocker progress_blocker%ROWTYPE;
    before progress_blockerstep%ROWTYPE;
    is_same boolean;
    is_higher boolean;
BEGIN
    SELECT * INTO blocker FROM progress_blocker WHERE id = NEW.blocker_id FOR UPDATE;
    SELECT * INTO before FROM progress_blockerstep
        WHERE blocker_id = NEW.blocker_id ORDER BY id DESC LIMIT 1;
    is_same := NEW.rung = before.rung;
    is_higher := progress_height(NEW.rung) > progress_height(before.rung);
    IF NOT coalesce(CASE NEW.kind
        WHEN 'raise' THEN before.id IS NULL AND NEW.status = 'waiting'
            AND NEW.by_id = blocker.raised_by_id
        WHEN 'answer' THEN before.status = 'waiting' AND NEW.status = 'answered' AND is_same
        WHEN 'comment' THEN before.status <> 'closed' AND NEW.status = before.status AND is_same
        WHEN 'pass_up' THEN before.status = 'waiting' AND NEW.status = 'waiting' AND is_higher
        WHEN 'not_solved' THEN before.status = 'answered' AND NEW.status = 'waiting'
            AND (is_higher OR (is_same AND NEW.rung = 'committee'))
        WHEN 'rise' THEN before.status = 'waiting' AND NEW.status = 'waiting' AND is_higher
            AND NEW.party = 'calendar'
        WHEN 'pause' THEN before.status = 'waiting' AND NEW.status = 'paused' AND is_same
        WHEN 'resume' THEN before.status = 'paused' AND NEW.status = 'waiting' AND is_same
        WHEN 'close' THEN before.status <> 'closed' AND NEW.status = 'closed' AND is_same
        WHEN 'reopen' THEN before.status = 'closed' AND NEW.status = 'waiting' AND is_same
        END, false) THEN
        RAISE EXCEPTION 'step_follows_the_one_before: % after %', NEW.kind, before.kind
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.kind = 'answer' AND NEW.by_id = blocker.raised_by_id THEN
        RAISE EXCEPTION 'nobody_answers_their_own_blocker' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.kind = 'close' THEN
        PERFORM progress_refuse_closing(NEW, before, blocker);
    END IF;
    RETURN NEW;
END $$;

-- The raiser's side closes it, or the secretariat: never whoever it waits for or who answered it.
CREATE FUNCTION progress_refuse_closing(
    closing progress_blockerstep, before progress_blockerstep, blocker progress_blocker
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    answerer bigint;
BEGIN
    IF closing.party = blocker.side || '_lead' THEN
        RETURN;
    END IF;
    SELECT by_id INTO answerer FROM progress_blockerstep
        WHERE blocker_id = blocker.id AND kind = 'answer' ORDER BY id DESC LIMIT 1;
    IF closing.party <> 'secretariat'
        OR (before.status = 'waiting' AND before.rung IN ('secretariat', 'committee'))
        OR (before.status = 'answered' AND closing.by_id = answerer) THEN
        RAISE EXCEPTION 'blocker_is_not_closed_by_the_one_it_concerns'
            USING ERRCODE = 'check_violation';
    END IF;
END $$;
CREATE TRIGGER step_follows_the_one_before BEFORE INSERT ON progress_blockerstep
    FOR EACH ROW EXECUTE FUNCTION progress_check_blocker_step();

-- The log is insert only.
CREATE TRIGGER rows_are_permanent BEFORE UPDATE OR DELETE ON progress_blockerstep
    FOR EACH ROW EXECUTE FUNCTION tracker_refuse_change();

-- Asked when the transaction ends: both are written in it.
CREATE FUNCTION progress_check_blocker_and_log() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    about bigint;
    stands progress_blocker%ROWTYPE;
    last progress_blockerstep%ROWTYPE;
BEGIN
    IF TG_TABLE_NAME = 'progress_blocker' THEN
        about := NEW.id;
    ELSE
        about := NEW.blocker_id;
    END IF;
    SELECT * INTO stands FROM progress_blocker WHERE id = about;
    SELECT * INTO last FROM progress_blockerstep WHERE blocker_id = about
        ORDER BY id DESC LIMIT 1;
    IF (stands.status, stands.rung) IS DISTINCT FROM (last.status, last.rung) THEN
        RAISE EXCEPTION 'blocker_stands_where_its_last_step_left_it'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER blocker_stands_where_its_last_step_left_it
    AFTER INSERT OR UPDATE ON progress_blocker DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION progress_check_blocker_and_log();
CREATE CONSTRAINT TRIGGER blocker_stands_where_its_last_step_left_it
    AFTER INSERT ON progress_blockerstep DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION progress_check_blocker_and_log();
"""

BACKWARD = """
DROP TRIGGER blocker_stands_where_its_last_step_left_it ON progress_blockerstep;
DROP TRIGGER blocker_stands_where_its_last_step_left_it ON progress_blocker;
DROP TRIGGER rows_are_permanent ON progress_blockerstep;
DROP TRIGGER step_follows_the_one_before ON progress_blockerstep;
DROP TRIGGER blocker_keeps_its_words ON progress_blocker;
DROP FUNCTION progress_check_blocker_step(), progress_check_blocker_and_log(),
    progress_check_blocker();
DROP FUNCTION progress_refuse_closing(progress_blockerstep, progress_blockerstep, progress_blocker);
DROP FUNCTION progress_height(text);
"""


class Migration(migrations.Migration):
    """Only built-in functions, PostgreSQL 15 to 18."""

    dependencies = (("progress", "0011_blockers"),)
    operations = (
        migrations.RunSQL(FORWARD, BACKWARD),
        audited("progress_blocker"),
        audited("progress_blockerstep"),
    )
