"""The database itself keeps the date ledger: no path around the application moves a date silently.

PostgreSQL 15 to 18; only built-in functions.
"""

from django.db import migrations

FORWARD = """
-- From publication on, every date a milestone ever had stays as it was written.
CREATE FUNCTION commitments_keep_date() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    published date;
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.milestone_id, OLD.number)
            IS DISTINCT FROM (NEW.milestone_id, NEW.number) THEN
        RAISE EXCEPTION 'date_stays_in_its_place' USING ERRCODE = 'restrict_violation';
    END IF;
    -- Waits for whoever is publishing the plan at this moment.
    SELECT plan.published_on INTO published
        FROM commitments_actionplan plan
        JOIN commitments_commitment commitment ON commitment.plan_id = plan.id
        JOIN commitments_milestone milestone ON milestone.commitment_id = commitment.id
        WHERE milestone.id = OLD.milestone_id
        FOR SHARE OF plan;
    IF published IS NOT NULL THEN
        RAISE EXCEPTION 'date_of_a_published_plan_is_permanent: % refused', TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER date_of_a_published_plan_is_permanent BEFORE UPDATE OR DELETE
    ON commitments_milestonedate FOR EACH ROW EXECUTE FUNCTION commitments_keep_date();

-- The ledger begins with the published plan, and each move follows the one before.
CREATE FUNCTION commitments_check_date() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    published date;
    latest integer;
BEGIN
    SELECT plan.published_on INTO published
        FROM commitments_actionplan plan
        JOIN commitments_commitment commitment ON commitment.plan_id = plan.id
        JOIN commitments_milestone milestone ON milestone.commitment_id = commitment.id
        WHERE milestone.id = NEW.milestone_id;
    IF NEW.number > 0 AND published IS NULL THEN
        RAISE EXCEPTION 'moved_date_needs_a_published_plan' USING ERRCODE = 'check_violation';
    END IF;
    SELECT max(number) INTO latest FROM commitments_milestonedate
        WHERE milestone_id = NEW.milestone_id;
    IF NEW.number <> coalesce(latest + 1, 0) THEN
        RAISE EXCEPTION 'date_follows_the_one_before' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER date_follows_the_one_before BEFORE INSERT
    ON commitments_milestonedate FOR EACH ROW EXECUTE FUNCTION commitments_check_date();

-- At the end of the transaction the milestone says what the last row of its ledger says.
CREATE FUNCTION commitments_compare_dates() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    the_milestone bigint;
    due commitments_milestone%ROWTYPE;
    latest commitments_milestonedate%ROWTYPE;
BEGIN
    IF TG_TABLE_NAME = 'commitments_milestone' THEN
        the_milestone := NEW.id;
    ELSIF TG_OP = 'DELETE' THEN
        the_milestone := OLD.milestone_id;
    ELSE
        the_milestone := NEW.milestone_id;
    END IF;
    -- Locked, so that two transactions cannot each pass by what the other has not yet shown.
    SELECT * INTO due FROM commitments_milestone WHERE id = the_milestone FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT * INTO latest FROM commitments_milestonedate
        WHERE milestone_id = the_milestone ORDER BY number DESC LIMIT 1;
    IF NOT FOUND OR (due.due_text, due.due_precision, due.due_on)
            IS DISTINCT FROM (latest.due_text, latest.due_precision, latest.due_on) THEN
        RAISE EXCEPTION 'milestone_date_is_the_last_of_its_ledger'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER new_milestone_opens_its_ledger AFTER INSERT
    ON commitments_milestone DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION commitments_compare_dates();
CREATE CONSTRAINT TRIGGER milestone_date_is_the_last_of_its_ledger AFTER UPDATE
    ON commitments_milestone DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((OLD.due_text, OLD.due_precision, OLD.due_on)
        IS DISTINCT FROM (NEW.due_text, NEW.due_precision, NEW.due_on))
    EXECUTE FUNCTION commitments_compare_dates();
CREATE CONSTRAINT TRIGGER last_of_its_ledger_is_the_milestone_date
    AFTER INSERT OR UPDATE OR DELETE
    ON commitments_milestonedate DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION commitments_compare_dates();
"""

BACKWARD = """
DROP TRIGGER last_of_its_ledger_is_the_milestone_date ON commitments_milestonedate;
DROP TRIGGER milestone_date_is_the_last_of_its_ledger ON commitments_milestone;
DROP TRIGGER new_milestone_opens_its_ledger ON commitments_milestone;
DROP TRIGGER date_follows_the_one_before ON commitments_milestonedate;
DROP TRIGGER date_of_a_published_plan_is_permanent ON commitments_milestonedate;
DROP FUNCTION commitments_compare_dates(), commitments_check_date(), commitments_keep_date();
"""


class Migration(migrations.Migration):
    """Triggers only; nothing here needs a superuser."""

    dependencies = (("commitments", "0002_what_is_copied_down"),)
    operations = (migrations.RunSQL(FORWARD, BACKWARD),)
