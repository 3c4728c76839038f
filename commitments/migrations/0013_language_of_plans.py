"""In which language the texts of a plan are written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("commitments", "0012_audit_of_hand_overs")]

    operations = [
        migrations.AddField(
            model_name=name,
            name="language",
            field=models.CharField(
                default="en", max_length=10, verbose_name="language of its texts"
            ),
        )
        for name in ("actionplan", "historicalactionplan")
    ]
