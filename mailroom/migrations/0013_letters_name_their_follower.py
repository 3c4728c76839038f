"""A circulation that was sent to a follower names them as every other letter to a follower does."""

from django.db import migrations

NAME = """
UPDATE mailroom_outboxmessage
SET about = about || jsonb_build_object('follower', split_part(key, ':', 3)::bigint)
WHERE key LIKE 'circulation:follower:%'
"""


class Migration(migrations.Migration):
    """By this name the letters are found that are erased when somebody leaves."""

    dependencies = (("mailroom", "0012_undeliverable_addresses_are_secret"),)
    operations = (migrations.RunSQL(NAME, migrations.RunSQL.noop),)
