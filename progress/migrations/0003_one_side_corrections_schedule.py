"""One-sided publication, corrections, evidence, and the schedule as decisions and extensions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0002_what_is_copied_down"),
        ("progress", "0002_two_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EvidenceFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name of the file")),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                (
                    "side",
                    models.CharField(
                        choices=[("government", "Government"), ("civil_society", "Civil society")],
                        max_length=20,
                    ),
                ),
                ("uploaded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("uploaded_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("previous_due_on", models.DateField()),
                ("due_on", models.DateField(verbose_name="new due day")),
                ("asked_by", models.CharField(max_length=200, verbose_name="who asked for it")),
                ("reason", models.TextField()),
                ("granted_on", models.DateField()),
                ("granted_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("granted_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ScheduleDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("quarterly", "Every three months"),
                            ("six_monthly", "Every six months"),
                            ("own_dates", "On dates of its own"),
                        ],
                        max_length=20,
                    ),
                ),
                ("first_due_on", models.DateField()),
                ("decided_on", models.DateField()),
                ("decided_by", models.CharField(max_length=200, verbose_name="who decided")),
                ("reason", models.TextField()),
                ("review_on", models.DateField(verbose_name="day of review")),
                ("silence_days", models.PositiveSmallIntegerField(default=14)),
                ("closing_days", models.PositiveSmallIntegerField(default=60)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("plan", "-number"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="signature",
            name="one_signature_a_lead",
        ),
        migrations.AddField(
            model_name="historicalprogressupdate",
            name="closed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalreportingperiod",
            name="closes_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="historicalreportingperiod",
            name="silence_days",
            field=models.PositiveSmallIntegerField(default=14),
        ),
        migrations.AddField(
            model_name="progressupdate",
            name="closed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="publication",
            name="silence_days",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="publication",
            name="silent_since",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reportingperiod",
            name="closes_on",
            field=models.DateField(null=True),
        ),
        # Periods from before closed sixty days after they were due.
        migrations.RunSQL(
            """
            UPDATE progress_reportingperiod SET closes_on = due_on + 60;
            UPDATE progress_historicalreportingperiod SET closes_on = due_on + 60;
            """,
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="historicalreportingperiod",
            name="closes_on",
            field=models.DateField(),
        ),
        migrations.AlterField(
            model_name="reportingperiod",
            name="closes_on",
            field=models.DateField(),
        ),
        migrations.AddField(
            model_name="reportingperiod",
            name="silence_days",
            field=models.PositiveSmallIntegerField(default=14),
        ),
        migrations.AddField(
            model_name="signature",
            name="reservation",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="signature",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="updateversion",
            name="reason",
            field=models.TextField(blank=True, verbose_name="reason of the correction"),
        ),
        migrations.AlterField(
            model_name="historicalprogressupdate",
            name="status",
            field=models.CharField(
                choices=[
                    ("drafting", "Drafting"),
                    ("published", "Published"),
                    ("not_reported", "Not reported"),
                ],
                default="drafting",
                editable=False,
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="progressupdate",
            name="status",
            field=models.CharField(
                choices=[
                    ("drafting", "Drafting"),
                    ("published", "Published"),
                    ("not_reported", "Not reported"),
                ],
                default="drafting",
                editable=False,
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="publication",
            name="civil_society_signature",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="progress.signature",
            ),
        ),
        migrations.AlterField(
            model_name="publication",
            name="government_signature",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="progress.signature",
            ),
        ),
        migrations.AlterField(
            model_name="publication",
            name="ground",
            field=models.CharField(
                choices=[
                    ("both_signed", "Signed by both sides"),
                    ("one_side", "Published by one side alone"),
                ],
                default="both_signed",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="progressupdate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("status", "not_reported")),
                    models.Q(
                        models.Q(("status", "not_reported"), _negated=True),
                        ("closed_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="not_reported_has_its_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("civil_society_signature__isnull", False),
                        ("government_signature__isnull", False),
                        ("ground", "both_signed"),
                        ("silence_days__isnull", True),
                        ("silent_since__isnull", True),
                    ),
                    models.Q(
                        models.Q(
                            models.Q(
                                ("civil_society_signature__isnull", False),
                                ("government_signature__isnull", True),
                            ),
                            models.Q(
                                ("civil_society_signature__isnull", True),
                                ("government_signature__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        ("ground", "one_side"),
                        ("silence_days__isnull", False),
                        ("silent_since__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="ground_says_whose_keys_it_took",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", True),
                    ("withdrawn_at__gte", models.F("signed_at")),
                    _connector="OR",
                ),
                name="withdrawn_after_it_was_given",
            ),
        ),
        migrations.AddField(
            model_name="evidencefile",
            name="milestone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence_files",
                to="commitments.milestone",
            ),
        ),
        migrations.AddField(
            model_name="evidencefile",
            name="update",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="progress.progressupdate",
            ),
        ),
        migrations.AddField(
            model_name="evidencefile",
            name="uploaded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="commitment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extensions",
                to="commitments.commitment",
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="granted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="extension",
            name="period",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extensions",
                to="progress.reportingperiod",
            ),
        ),
        migrations.AddField(
            model_name="scheduledecision",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="schedule_decisions",
                to="commitments.actionplan",
            ),
        ),
        migrations.AddField(
            model_name="scheduledecision",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalreportingperiod",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="progress.scheduledecision",
            ),
        ),
        migrations.AddField(
            model_name="reportingperiod",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="periods",
                to="progress.scheduledecision",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gt", models.F("due_on"))),
                name="period_closes_after_it_is_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencefile",
            constraint=models.UniqueConstraint(
                fields=("update", "milestone", "sha256"), name="evidence_is_kept_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencefile",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__lte", 10485760)),
                name="evidence_is_at_most_ten_megabytes",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gt", models.F("previous_due_on"))),
                name="extension_is_to_a_later_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_by", ""), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                ),
                name="extension_says_who_asked_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduledecision",
            constraint=models.UniqueConstraint(
                fields=("plan", "number"), name="decision_number_is_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduledecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closing_days__gt", models.F("silence_days")), ("silence_days__gte", 1)
                ),
                name="period_closes_after_one_side_may_publish",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduledecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("review_on__gt", models.F("decided_on"))),
                name="decision_is_reviewed_after_it_was_taken",
            ),
        ),
    ]
