"""The zip of everything: each dataset, what it holds, and how to read it."""

import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO

from django.db import connection, transaction
from django.utils import timezone

from commitments.models import Commitment
from ogp_tracker import clock
from opendata import licence
from opendata.catalogue.package import OGP_FILE, descriptor
from opendata.catalogue.writing import csv_of
from opendata.datasets import Line
from opendata.ogp_columns import OGP_2024
from opendata.ogp_rows import ogp_rows
from opendata.tables import DATASETS

README = """Open government tracker: all public data
{site}

Made {made_on}. Licence: {licence}, {licence_url}
Please name the source like this: Open government tracker, {site}, {made_on}.

One CSV file a table, in UTF-8 with a byte order mark. datapackage.json says what each column means,
which codes it may hold and which table it points to (a Frictionless data package).
commitments-ogp.csv has the commitments under the columns of OGP's own database; there, NR means not
reviewed by the IRM, ND no data, NA not available.

An empty cell means that nothing is recorded. Days are written 2014-04-30; moments have their offset
from UTC. Where a cell holds several texts, each has its own line. A text that a spreadsheet would
take for a formula has an apostrophe before it.
"""


def write_archive(file: IO[bytes]) -> dict[str, int]:
    """Write the zip to `file`; returns how many lines each table has.

    Call it inside `at_one_moment`, so that what one table points to is in the other.
    """
    made_on = clock.today().isoformat()
    facts = {"licence": licence.TITLE, "licence_url": licence.URL, "made_on": made_on}
    package = descriptor() | {"created": clock.now().isoformat()}
    lines = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_dated("README.txt"), README.format(site=package["homepage"], **facts))
        archive.writestr(
            _dated("datapackage.json"), json.dumps(package, ensure_ascii=False, indent=2)
        )
        for name, dataset in DATASETS.items():
            lines[name] = _write(archive, name, dataset.names, dataset.lines())
        rows = ogp_rows(Commitment.objects.public().order_by("plan", "order", "number"))
        ogp = (tuple(row.values()) for row in rows)
        lines[OGP_FILE] = _write(archive, OGP_FILE, OGP_2024, ogp)
    return lines


def _write(
    archive: zipfile.ZipFile, name: str, columns: Sequence[str], lines: Iterable[Line]
) -> int:
    counted = _Counted(lines)
    with archive.open(_dated(f"{name}.csv"), "w") as file:
        for part in csv_of(columns, counted):
            file.write(part.encode())
    return counted.number


class _Counted:
    """Lines that are counted as they go by."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = lines
        self.number = 0

    def __iter__(self) -> Iterator[Line]:
        for line in self.lines:
            self.number += 1
            yield line


def _dated(name: str) -> zipfile.ZipInfo:
    """A file in the zip that bears the business day."""
    found = zipfile.ZipInfo(name, date_time=timezone.localtime(clock.now()).timetuple()[:6])
    found.compress_type = zipfile.ZIP_DEFLATED
    return found


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Read everything as it is now, whatever is written meanwhile."""
    is_ours = not connection.in_atomic_block
    with transaction.atomic():
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
