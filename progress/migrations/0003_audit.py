"""Every change of how it is going is recorded, whichever way it came."""

from django.db import migrations

from ogp_tracker.audit import audited, insert_only


class Migration(migrations.Migration):
    """Triggers; the ledger of reminders is a record itself."""

    dependencies = (
        ("ogp_tracker", "0002_record_changes"),
        ("progress", "0002_two_keys"),
    )
    operations = (
        audited("progress_reportingperiod"),
        audited("progress_progressupdate"),
        audited("progress_updateversion"),
        audited("progress_signature"),
        audited("progress_publication"),
        insert_only("progress_historicalreportingperiod"),
        insert_only("progress_historicalprogressupdate"),
    )
