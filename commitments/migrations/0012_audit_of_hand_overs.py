"""Hand-over notes are recorded like everything else, whichever way they came."""

from django.db import migrations

from ogp_tracker.audit import audited, insert_only


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = (("commitments", "0011_hand_over_notes"),)
    operations = (
        audited("commitments_handover"),
        insert_only("commitments_historicalhandover"),
    )
