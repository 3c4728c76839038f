"""What was decided on letters and addresses is recorded; the first of it stays as it is."""

from django.db import migrations

from ogp_tracker.audit import audited, insert_only


class Migration(migrations.Migration):
    """Triggers; the outbox itself is a queue, and each letter says what became of it."""

    dependencies = (
        ("ogp_tracker", "0002_record_changes"),
        ("mailroom", "0008_decisions_and_copies"),
    )
    operations = (
        audited("mailroom_undeliverableaddress"),
        audited("mailroom_mailroomdecision"),
        insert_only("mailroom_mailroomdecision"),
    )
