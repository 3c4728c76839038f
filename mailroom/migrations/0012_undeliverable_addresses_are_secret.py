"""The audit keeps no address of somebody who may leave, nor what was said about it."""

from django.db import migrations

from ogp_tracker.audit import audited

TABLE = "mailroom_undeliverableaddress"
BEFORE = audited(TABLE)


class Migration(migrations.Migration):
    """The trigger anew: an address that its owner lets us erase is then gone indeed."""

    dependencies = (("mailroom", "0011_longer_topics"),)
    operations = (
        migrations.RunSQL(BEFORE.reverse_sql, BEFORE.sql),
        audited(TABLE, secret=("address", "reason")),
    )
