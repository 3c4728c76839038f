"""The last contact of each commitment, from the texts, signatures and notes that are there."""

from django.db import migrations

# As progress/contact.py says; later code may say it otherwise.
FILL = """
SELECT set_config('tracker.reason', 'Read from the updates and notes so far', true);
UPDATE commitments_commitment AS commitment SET last_contact_on = found.day
FROM (
    SELECT contact.commitment_id,
        max((contact.moment AT TIME ZONE plan.time_zone)::date) AS day
    FROM (
        SELECT one.commitment_id, version.saved_at AS moment
        FROM progress_updateversion AS version
        JOIN progress_updateversion AS base ON base.id = version.base_id
        JOIN progress_progressupdate AS one ON one.id = version.update_id
        WHERE base.side <> version.side
        UNION ALL
        SELECT one.commitment_id, signature.signed_at
        FROM progress_signature AS signature
        JOIN progress_updateversion AS version ON version.id = signature.version_id
        JOIN progress_progressupdate AS one ON one.id = version.update_id
        WHERE version.side <> signature.side OR EXISTS (
            SELECT 1 FROM progress_signature AS other
            WHERE other.version_id = version.id AND other.side <> signature.side
              AND other.withdrawn_at IS NULL AND other.signed_at < signature.signed_at)
        UNION ALL
        SELECT note.commitment_id, note.written_at FROM progress_diarynote AS note
    ) AS contact
    JOIN commitments_commitment AS kept ON kept.id = contact.commitment_id
    JOIN commitments_actionplan AS plan ON plan.id = kept.plan_id
    GROUP BY contact.commitment_id
) AS found
WHERE found.commitment_id = commitment.id
  AND (commitment.last_contact_on IS NULL OR commitment.last_contact_on < found.day);
"""


class Migration(migrations.Migration):
    """Rows only."""

    dependencies = (
        ("progress", "0014_blocker_reminders"),
        ("commitments", "0010_last_contact"),
    )
    operations = (migrations.RunSQL(FILL, migrations.RunSQL.noop),)
