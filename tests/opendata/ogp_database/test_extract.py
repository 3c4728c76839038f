"""OGP's real extract of 2024: no row and no cell is lost, and once is enough."""

import csv
import tracemalloc

import pytest

from commitments.models import Commitment
from ogp_tracker.models import AuditRecord
from opendata.models import OgpRecord
from opendata.ogp_database import Outcome, load, plan_import, read_file
from tests.opendata.ogp_rows import EXTRACT, needs_the_extract

pytestmark = [pytest.mark.django_db, needs_the_extract]
MEGABYTE = 1024 * 1024


def rows() -> list[dict[str, str]]:
    with EXTRACT.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def take_in():
    return load(plan_import(read_file(EXTRACT)), by=None, skip_unreadable=True)


def test_rows_in_are_commitments_out_and_exceptions_and_no_cell_is_lost():
    given = rows()
    report = take_in()
    assert report.rows == len(given) == 558
    assert report.added + len(report.problems) == report.rows
    assert Commitment.objects.count() == report.added
    by_id = {record.ogp_id: record.cells for record in OgpRecord.objects.all()}
    assert [one for one in given if by_id[one["Commitment Unique Identifier"]] != one] == []


def test_a_second_time_changes_nothing():
    take_in()
    before = AuditRecord.objects.count(), Commitment.history.count()
    report = take_in()
    assert (report.added, report.same, report.renewed) == (0, 558, 0)
    assert (AuditRecord.objects.count(), Commitment.history.count()) == before


def test_memory_is_bounded():
    """A third of the 200 MB that 2,000 rows may take; benchmarks/import_ogp.py measures those."""
    tracemalloc.start()
    try:
        plan = plan_import(read_file(EXTRACT))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert plan.counted(Outcome.ADD) == 558
    assert most < 70 * MEGABYTE
