"""Wordings and ancestry are recorded like everything else, whichever way they came."""

from django.db import migrations

from ogp_tracker.audit import audited, insert_only


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = (("commitments", "0007_wordings_in_force"),)
    operations = (
        audited("commitments_wording"),
        audited("commitments_ancestry"),
        insert_only("commitments_historicalwording"),
        insert_only("commitments_historicalancestry"),
    )
