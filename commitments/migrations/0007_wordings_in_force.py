"""What is public already gets its first wording, as it stands when wordings begin to be kept."""

from django.db import migrations

FORWARD = """
WITH recorded AS (
    INSERT INTO commitments_wording (commitment_id, number, kind, title, summary, problem,
        how_it_helps, agreement, agreed_by, effective_on, reason, recorded_at)
    SELECT c.id, 1, 'published', c.title, c.summary, c.problem, c.how_it_helps, 'unknown', '',
        p.published_on, 'In force when the tracker began to keep wordings', now()
    FROM commitments_commitment c JOIN commitments_actionplan p ON p.id = c.plan_id
    WHERE p.published_on IS NOT NULL
    RETURNING *
)
INSERT INTO commitments_historicalwording (id, commitment_id, number, kind, title, summary,
    problem, how_it_helps, agreement, agreed_by, effective_on, reason, recorded_at,
    history_date, history_type, history_change_reason)
SELECT id, commitment_id, number, kind, title, summary, problem, how_it_helps, agreement,
    agreed_by, effective_on, reason, recorded_at, recorded_at, '+', reason
FROM recorded;
"""


class Migration(migrations.Migration):
    """Rows only; going back leaves them to the migration that drops the table."""

    dependencies = (("commitments", "0006_wordings_are_permanent"),)
    operations = (migrations.RunSQL(FORWARD, migrations.RunSQL.noop),)
