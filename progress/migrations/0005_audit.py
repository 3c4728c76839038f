"""Every change of how it is going is recorded, whichever way it came."""

from django.db import migrations

from ogp_tracker.audit import audited, insert_only


class Migration(migrations.Migration):
    """Triggers; the ledger of reminders is a record itself."""

    dependencies = (
        ("ogp_tracker", "0002_record_changes"),
        ("progress", "0004_keys_in_full"),
    )
    operations = (
        audited("progress_scheduledecision"),
        audited("progress_reportingperiod"),
        audited("progress_extension"),
        audited("progress_progressupdate"),
        audited("progress_updateversion"),
        audited("progress_signature"),
        audited("progress_publication"),
        # Not the file itself: a constraint holds it to its hash, which is recorded.
        audited("progress_evidencefile", but=("content",)),
        insert_only("progress_historicalreportingperiod"),
        insert_only("progress_historicalprogressupdate"),
    )
