"""A step keeps the day on which it left the blocker to rise, so that nobody moves that day."""

from django.db import migrations, models

# What is in the log already has no day; the last step of each blocker is given that of its blocker.
LAST_STEPS = """
ALTER TABLE progress_blockerstep DISABLE TRIGGER rows_are_permanent;
UPDATE progress_blockerstep AS step SET rises_on = blocker.rises_on
FROM progress_blocker AS blocker
WHERE blocker.id = step.blocker_id AND blocker.rises_on IS NOT NULL AND step.id =
    (SELECT max(id) FROM progress_blockerstep WHERE blocker_id = blocker.id);
ALTER TABLE progress_blockerstep ENABLE TRIGGER rows_are_permanent;
"""


class Migration(migrations.Migration):
    """Only built-in functions, PostgreSQL 15 to 18."""

    dependencies = (("progress", "0017_reminders_by_hand_are_permanent"),)
    operations = (
        migrations.AddField(
            model_name="blockerstep",
            name="rises_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunSQL(LAST_STEPS, migrations.RunSQL.noop),
    )
