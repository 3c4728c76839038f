"""The database itself keeps every wording, and lets public words change by an amendment only.

PostgreSQL 15 to 18; only built-in functions.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION commitments_refuse_wording_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'wording_is_permanent' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER wording_is_permanent BEFORE UPDATE OR DELETE ON commitments_wording
    FOR EACH ROW EXECUTE FUNCTION commitments_refuse_wording_change();

CREATE FUNCTION commitments_check_wording() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM commitments_commitment WHERE id = NEW.commitment_id FOR UPDATE;
    IF NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM commitments_wording
                      WHERE commitment_id = NEW.commitment_id) THEN
        RAISE EXCEPTION 'wordings_are_numbered_in_order' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER wordings_are_numbered_in_order BEFORE INSERT ON commitments_wording
    FOR EACH ROW EXECUTE FUNCTION commitments_check_wording();

-- Once a wording is public, the commitment says what its latest public wording says.
CREATE FUNCTION commitments_check_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    latest commitments_wording%ROWTYPE;
BEGIN
    SELECT * INTO latest FROM commitments_wording
        WHERE commitment_id = NEW.id AND kind IN ('published', 'amended')
        ORDER BY number DESC LIMIT 1;
    IF FOUND AND (latest.title, latest.summary, latest.problem, latest.how_it_helps)
        IS DISTINCT FROM (NEW.title, NEW.summary, NEW.problem, NEW.how_it_helps) THEN
        RAISE EXCEPTION 'public_words_change_by_amendment' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER public_words_change_by_amendment
    BEFORE UPDATE ON commitments_commitment FOR EACH ROW
    WHEN ((OLD.title, OLD.summary, OLD.problem, OLD.how_it_helps)
        IS DISTINCT FROM (NEW.title, NEW.summary, NEW.problem, NEW.how_it_helps))
    EXECUTE FUNCTION commitments_check_words();
"""

BACKWARD = """
DROP TRIGGER public_words_change_by_amendment ON commitments_commitment;
DROP TRIGGER wordings_are_numbered_in_order ON commitments_wording;
DROP TRIGGER wording_is_permanent ON commitments_wording;
DROP FUNCTION commitments_check_words(), commitments_check_wording(),
    commitments_refuse_wording_change();
"""


class Migration(migrations.Migration):
    """Triggers; nothing here needs a superuser."""

    dependencies = (("commitments", "0005_life_cycle"),)
    operations = (migrations.RunSQL(FORWARD, BACKWARD),)
