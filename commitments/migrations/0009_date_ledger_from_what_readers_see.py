"""The date ledger is permanent as soon as readers see the commitment, which may be before its plan.

PostgreSQL 15 to 18; only built-in functions.
"""

from importlib import import_module

from django.db import migrations

EARLIER = import_module("commitments.migrations.0003_date_ledger_is_permanent").FORWARD

# The two functions of 0003 as they were, to go back to.
KEEP = EARLIER[EARLIER.index("CREATE FUNCTION commitments_keep_date") :]
KEEP = KEEP[: KEEP.index("END $$;") + len("END $$;")]
CHECK = EARLIER[EARLIER.index("CREATE FUNCTION commitments_check_date") :]
CHECK = CHECK[: CHECK.index("END $$;") + len("END $$;")]

FORWARD = """
CREATE OR REPLACE FUNCTION commitments_keep_date() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_public boolean;
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.milestone_id, OLD.number)
            IS DISTINCT FROM (NEW.milestone_id, NEW.number) THEN
        RAISE EXCEPTION 'date_stays_in_its_place' USING ERRCODE = 'restrict_violation';
    END IF;
    -- Waits for whoever is publishing the plan, or starting the commitment early, at this moment.
    SELECT (plan.published_on IS NOT NULL AND commitment.stage <> 'proposed')
            OR commitment.started_early_on IS NOT NULL INTO is_public
        FROM commitments_actionplan plan
        JOIN commitments_commitment commitment ON commitment.plan_id = plan.id
        JOIN commitments_milestone milestone ON milestone.commitment_id = commitment.id
        WHERE milestone.id = OLD.milestone_id
        FOR SHARE OF plan, commitment;
    IF is_public THEN
        RAISE EXCEPTION 'date_of_a_published_plan_is_permanent: % refused', TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION commitments_check_date() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_public boolean;
    latest integer;
BEGIN
    SELECT (plan.published_on IS NOT NULL AND commitment.stage <> 'proposed')
            OR commitment.started_early_on IS NOT NULL INTO is_public
        FROM commitments_actionplan plan
        JOIN commitments_commitment commitment ON commitment.plan_id = plan.id
        JOIN commitments_milestone milestone ON milestone.commitment_id = commitment.id
        WHERE milestone.id = NEW.milestone_id;
    IF NEW.number > 0 AND is_public IS NOT TRUE THEN
        RAISE EXCEPTION 'moved_date_needs_a_published_plan' USING ERRCODE = 'check_violation';
    END IF;
    SELECT max(number) INTO latest FROM commitments_milestonedate
        WHERE milestone_id = NEW.milestone_id;
    IF NEW.number <> coalesce(latest + 1, 0) THEN
        RAISE EXCEPTION 'date_follows_the_one_before' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""

BACKWARD = (KEEP + CHECK).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    """Functions of triggers only; nothing here needs a superuser."""

    dependencies = (("commitments", "0008_audit_of_life"),)
    operations = (migrations.RunSQL(FORWARD, BACKWARD),)
