"""Who reminded whom by hand, and why, is recorded and stays."""

from django.db import migrations

from ogp_tracker.audit import audited


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = (("progress", "0016_reminders_by_hand"),)
    operations = (
        audited("progress_reminderbyhand"),
        migrations.RunSQL(
            "CREATE TRIGGER rows_are_permanent BEFORE UPDATE OR DELETE ON progress_reminderbyhand"
            " FOR EACH ROW EXECUTE FUNCTION tracker_refuse_change();",
            "DROP TRIGGER rows_are_permanent ON progress_reminderbyhand;",
        ),
    )
