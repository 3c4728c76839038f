"""What came from OGP is recorded like everything else, whichever way it came."""

from django.db import migrations

from ogp_tracker.audit import audited


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = (
        ("opendata", "0001_ogp_records"),
        ("ogp_tracker", "0002_record_changes"),
    )
    operations = (audited("opendata_ogprecord"),)
