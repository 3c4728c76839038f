"""The audit, written by the database itself, and the pulse of the parts that nobody sees."""

from django.db import models


class AuditRecord(models.Model):
    """One row inserted, changed or deleted. A trigger writes it and nothing changes it afterwards.

    A change that comes past the application names nobody: `actor` is empty and so is `reason`.
    """

    class Operation(models.TextChoices):
        """What was done, in the database's own words."""

        INSERT = "INSERT", "Added"
        UPDATE = "UPDATE", "Changed"
        DELETE = "DELETE", "Deleted"

    # By the database's own clock, which no demonstration stops.
    recorded_at = models.DateTimeField()
    # Rows that one transaction wrote have the same number.
    transaction = models.BigIntegerField()
    table_name = models.CharField("table", max_length=63)
    row_pk = models.CharField("row", max_length=40)
    operation = models.CharField(max_length=6, choices=Operation)
    # A person's id and no foreign key: the record outlives whom it names.
    actor = models.BigIntegerField("person's id", null=True, blank=True)
    reason = models.TextField(blank=True)
    database_role = models.CharField(max_length=63)
    # Without secrets: of those it says at most that they were changed.
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)

    class Meta:
        """In order of writing."""

        ordering = ("pk",)
        indexes = (models.Index(fields=("table_name", "row_pk"), name="audit_of_a_row"),)

    def __str__(self) -> str:
        return f"{self.get_operation_display()} in {self.table_name}: {self.row_pk}"


class Heartbeat(models.Model):
    """When a part of the tracker last finished a round: see ogp_tracker.outages.pulse.

    One row a part, written over at each beat: it tells of machines and not of people, so no history
    of it is kept.
    """

    name = models.CharField(max_length=20, unique=True)
    # By the database's own clock, which no demonstration stops and all machines share.
    beaten_at = models.DateTimeField()

    class Meta:
        """By name."""

        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class SpareValue(models.Model):
    """What the cache would remember, while its server is gone: see ogp_tracker.outages.caching.

    Django's own database cache reads and writes it, so the columns have its names.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        """Any order."""

        db_table = "ogp_tracker_spare_cache"

    def __str__(self) -> str:
        return self.cache_key
