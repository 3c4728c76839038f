"""A letter that was not sent says why, as those have done that were skipped of late."""

from django.db import migrations, models

# What the mailroom's pages said of such a letter.
SAY_WHY = """
UPDATE mailroom_outboxmessage
SET failure = CASE
    WHEN useful_until IS NULL THEN 'The reason was not kept.'
    ELSE 'It could not be sent by ' || to_char(useful_until, 'FMDD FMMonth YYYY')
        || '. After that day the text was no longer true.'
    END
WHERE status = 'skipped' AND failure = ''
"""


class Migration(migrations.Migration):
    """The sentence for old letters, and the constraint."""

    dependencies = (("mailroom", "0013_letters_name_their_follower"),)
    operations = (
        migrations.RunSQL(SAY_WHY, migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="outboxmessage", name="failed_says_why"),
        migrations.AddConstraint(
            model_name="outboxmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ("failed", "skipped")), _negated=True)
                | models.Q(("failure", ""), _negated=True),
                name="failed_or_skipped_says_why",
            ),
        ),
    )
