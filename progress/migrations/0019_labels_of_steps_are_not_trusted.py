"""A step is taken as what one is, never closed by the one it concerns; no day moves without one.

Replaces the trigger functions of steps and log of 0012. There is no way back to a log without days.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION progress_is_lead(who bigint, about bigint, of_side text, day date)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM commitments_lead
        WHERE person_id = who AND commitment_id = about AND side = of_side
          AND starts_on <= day AND (ends_on IS NULL OR ends_on > day))
$$;

-- Roles go by the site's own day, which may be the day before or after that of the plan: `slack`.
CREATE FUNCTION progress_is_secretariat(who bigint, day date, slack integer)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM network_role WHERE person_id = who AND kind = 'secretariat'
          AND starts_on <= day + slack AND (ends_on IS NULL OR ends_on > day - slack))
$$;

-- Whether somebody stands on a rung of a blocker, in any role; the raiser never does.
CREATE FUNCTION progress_holds(who bigint, blocker progress_blocker, on_rung text, day date)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT who <> blocker.raised_by_id AND CASE on_rung
        WHEN 'leads' THEN progress_is_lead(who, blocker.commitment_id,
            CASE blocker.side WHEN 'government' THEN 'civil_society' ELSE 'government' END, day)
        WHEN 'relationship_manager' THEN EXISTS (
            SELECT 1 FROM network_role AS role
            JOIN commitments_participation AS part ON part.organisation_id = role.organisation_id
            WHERE role.person_id = who AND role.kind = 'relationship_manager'
              AND role.starts_on <= day AND (role.ends_on IS NULL OR role.ends_on > day)
              AND part.commitment_id = blocker.commitment_id
              AND part.side = 'government' AND part.capacity = 'lead')
        ELSE progress_is_secretariat(who, day, 0) END
$$;

-- The raiser closes it, or another lead of their side, or the secretariat: the latter two only if
-- it does not wait for them, clock stopped or not, and the answer that stands is not theirs.
CREATE OR REPLACE FUNCTION progress_refuse_closing(
    closing progress_blockerstep, before progress_blockerstep, blocker progress_blocker
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    answerer bigint;
BEGIN
    IF closing.party = blocker.side || '_lead' AND closing.by_id = blocker.raised_by_id THEN
        RETURN;
    END IF;
    SELECT by_id INTO answerer FROM progress_blockerstep
        WHERE blocker_id = blocker.id AND kind = 'answer' ORDER BY id DESC LIMIT 1;
    IF NOT coalesce(closing.party = 'secretariat' OR (closing.party = blocker.side || '_lead'
            AND progress_is_lead(
                closing.by_id, blocker.commitment_id, blocker.side, closing.taken_on)), false)
        OR (before.status IN ('waiting', 'paused')
            AND progress_holds(closing.by_id, blocker, before.rung, closing.taken_on))
        OR (before.status = 'answered' AND closing.by_id = answerer) THEN
        RAISE EXCEPTION 'blocker_is_not_closed_by_the_one_it_concerns'
            USING ERRCODE = 'check_violation';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION progress_check_blocker_step() RETURNS trigger LANGUAGE plpgsql AS $$
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
            AND NEW.rises_on IS NOT DISTINCT FROM before.rises_on
        WHEN 'pass_up' THEN before.status = 'waiting' AND NEW.status = 'waiting' AND is_higher
        WHEN 'not_solved' THEN before.status = 'answered' AND NEW.status = 'waiting'
            AND (is_higher OR (is_same AND NEW.rung = 'committee'))
        WHEN 'rise' THEN before.status = 'waiting' AND NEW.status = 'waiting' AND is_higher
            AND NEW.party = 'calendar'
        WHEN 'pause' THEN before.status = 'waiting' AND NEW.status = 'paused' AND is_same
        WHEN 'resume' THEN before.status = 'paused' AND NEW.status = 'waiting'
            AND (is_same OR is_higher)
        WHEN 'close' THEN before.status <> 'closed' AND NEW.status = 'closed' AND is_same
        WHEN 'reopen' THEN before.status = 'closed' AND NEW.status = 'waiting'
            AND (is_same OR is_higher)
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
    IF NEW.party IN ('secretariat', 'committee')
        AND NOT progress_is_secretariat(NEW.by_id, NEW.taken_on, 1) THEN
        RAISE EXCEPTION 'step_is_taken_as_what_one_is: no role in the secretariat'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

-- The days of a blocker are those that its log says, to the day.
CREATE OR REPLACE FUNCTION progress_check_blocker_and_log() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    about bigint;
    stands progress_blocker%ROWTYPE;
    last progress_blockerstep%ROWTYPE;
    arrived date;
    answered date;
    closed integer;
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
    SELECT taken_on INTO arrived FROM progress_blockerstep WHERE blocker_id = about
        AND kind IN ('raise', 'pass_up', 'not_solved', 'rise', 'resume', 'reopen')
        ORDER BY id DESC LIMIT 1;
    SELECT taken_on INTO answered FROM progress_blockerstep WHERE blocker_id = about
        AND kind = 'answer' ORDER BY id DESC LIMIT 1;
    SELECT coalesce(sum(again.taken_on - (
            SELECT taken_on FROM progress_blockerstep WHERE blocker_id = about
            AND kind = 'close' AND id < again.id ORDER BY id DESC LIMIT 1)), 0)
        INTO closed FROM progress_blockerstep AS again
        WHERE blocker_id = about AND kind = 'reopen';
    IF stands.came_on <> arrived OR stands.days_closed <> closed
        OR stands.rises_on IS DISTINCT FROM last.rises_on
        OR (stands.status = 'answered' AND stands.answered_on <> answered)
        OR (last.kind = 'close' AND stands.closed_on <> last.taken_on) THEN
        RAISE EXCEPTION 'blocker_has_the_days_of_its_steps' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    """Only built-in functions, PostgreSQL 15 to 18."""

    dependencies = (("progress", "0018_steps_say_when_it_rises"),)
    operations = (migrations.RunSQL(FORWARD),)
