"""Every change of who is who is recorded, whichever way it came."""

from django.db import migrations

from ogp_tracker.audit import audited, insert_only


class Migration(migrations.Migration):
    """Triggers; neither a password nor the secret of an invitation gets into the audit."""

    dependencies = (
        ("ogp_tracker", "0002_record_changes"),
        ("network", "0001_initial"),
    )
    operations = (
        audited("network_organisation"),
        audited("network_person", secret=("password",), but=("last_login",)),
        audited("network_person_groups"),
        audited("network_person_user_permissions"),
        audited("network_role"),
        audited("network_invitation", secret=("token_hash",)),
        insert_only("network_historicalorganisation"),
        insert_only("network_historicalperson"),
        insert_only("network_historicalrole"),
        insert_only("network_historicalinvitation"),
    )
