"""What OGP's database says of a commitment, word for word: no fact of it is lost here."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import Case, Q, When

from commitments.models import Commitment

# The layout of a file with columns of its own.
OTHER = "other"


class OgpRecordQuerySet(models.QuerySet["OgpRecord"]):
    """Sets of records."""

    def cells_of(self, commitment_ids: Collection[int]) -> dict[int, dict[str, str]]:
        """The cells of each commitment's own row, by the commitment and by OGP's column.

        The newest layout goes first; a commitment that never came from OGP is not among them.
        """
        is_known = Case(When(layout=OTHER, then=0), default=1, output_field=models.IntegerField())
        rows = self.filter(commitment__in=commitment_ids).order_by(is_known, "layout", "-part")
        # Later rows go over earlier ones: "2024" comes after "2017", and no part after any part.
        return {row.commitment_id: row.cells for row in rows}


class OgpRecord(models.Model):
    """One row of a file of OGP's database."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="ogp_records")
    # A name from `opendata/data/ogp_layouts.json`, or "other".
    layout = models.CharField(max_length=40)
    # The milestone that the row is about; empty where it is about the commitment.
    part = models.CharField(max_length=40, blank=True)
    ogp_id = models.CharField("OGP id", max_length=20, blank=True)
    # Each column's text as the file has it: "NR", "NA" and an empty cell stay what they are.
    cells = models.JSONField()
    fingerprint = models.CharField("SHA-256 of the cells", max_length=64)
    file_name = models.CharField(max_length=200)
    line = models.PositiveIntegerField("line in the file")
    imported_at = models.DateTimeField()
    # When a newer file last said something else.
    renewed_at = models.DateTimeField(null=True, blank=True)

    objects = OgpRecordQuerySet.as_manager()

    class Meta:
        """By commitment."""

        ordering = ("commitment", "layout", "part")
        constraints = (
            models.UniqueConstraint(
                name="a_row_of_ogp_is_kept_once", fields=("commitment", "layout", "part")
            ),
            models.CheckConstraint(
                name="a_record_is_renewed_after_it_came",
                condition=Q(renewed_at__isnull=True) | Q(renewed_at__gte=models.F("imported_at")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.ogp_id or self.commitment_id}, line {self.line} of {self.file_name}"

    def said(self, column: str) -> str:
        """The text of one column; empty where the file has no such column."""
        cells: dict[str, Any] = self.cells
        return str(cells.get(column, ""))
