"""Looking at what the audit recorded."""

from ogp_tracker.models import AuditRecord


class Watch:
    """What is recorded from now on, or after the record with the number `since`."""

    def __init__(self, since: int | None = None) -> None:
        if since is None:
            since = AuditRecord.objects.values_list("pk", flat=True).last() or 0
        self.since = since

    def records(self, table: str = "") -> list[AuditRecord]:
        """The records since then, of one table or of all."""
        found = AuditRecord.objects.filter(pk__gt=self.since)
        return list(found.filter(table_name=table) if table else found)

    def only(self) -> AuditRecord:
        """The one record since then."""
        [record] = self.records()
        return record
