"""Every change of what was promised is recorded, whichever way it came."""

from django.db import migrations

from ogp_tracker.audit import audited, insert_only


class Migration(migrations.Migration):
    """Triggers; the columns for searching are worked out from the others."""

    dependencies = (
        ("ogp_tracker", "0002_record_changes"),
        ("commitments", "0003_date_ledger_is_permanent"),
    )
    operations = (
        audited("commitments_actionplan"),
        audited("commitments_theme"),
        audited("commitments_commitment", but=("search",)),
        audited("commitments_participation"),
        audited("commitments_outcome"),
        audited("commitments_lead"),
        audited("commitments_milestone", but=("search",)),
        audited("commitments_milestonedate"),
        insert_only("commitments_historicalactionplan"),
        insert_only("commitments_historicaltheme"),
        insert_only("commitments_historicalcommitment"),
        insert_only("commitments_historicalparticipation"),
        insert_only("commitments_historicaloutcome"),
        insert_only("commitments_historicallead"),
        insert_only("commitments_historicalmilestone"),
        insert_only("commitments_historicalmilestonedate"),
    )
