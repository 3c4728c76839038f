"""Every change of a circulation is recorded, and one that was sent stays as it is."""

from django.db import migrations

from ogp_tracker.audit import audited, insert_only

SENT_STAYS = """
CREATE TRIGGER sent_circulation_is_permanent BEFORE UPDATE OR DELETE ON network_circulation
FOR EACH ROW WHEN (OLD.sent_at IS NOT NULL) EXECUTE FUNCTION tracker_refuse_change();
"""


class Migration(migrations.Migration):
    """Triggers; the secret of a reader's link does not get into the audit."""

    dependencies = (
        ("ogp_tracker", "0002_record_changes"),
        ("network", "0003_circulation"),
    )
    operations = (
        audited("network_circulation"),
        audited("network_circulationreader", secret=("token",)),
        insert_only("network_historicalcirculation"),
        migrations.RunSQL(
            SENT_STAYS, "DROP TRIGGER sent_circulation_is_permanent ON network_circulation;"
        ),
    )
