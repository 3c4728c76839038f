from django.db import migrations

from ogp_tracker.audit import audited, insert_only


class Migration(migrations.Migration):
    """What people chose about their mail is on record."""

    dependencies = [
        ("mailroom", "0005_paces_and_planning"),
        ("ogp_tracker", "0002_record_changes"),
    ]

    operations = [audited("mailroom_mailchoice"), insert_only("mailroom_historicalmailchoice")]
