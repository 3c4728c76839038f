"""Measures taking in OGP's database: 2,000 rows of 171 columns should take under 20 s and 200 MB.

    .venv/bin/python -m ogp_tracker.local.services sh -e -c \
      '.venv/bin/python manage.py migrate -v 0; .venv/bin/python benchmarks/import_ogp.py'

The rows are invented, as long as real ones (4,500 characters each). It prints what the import took,
what a second one took, and the most memory this process held beyond what it held before.
ROWS=20000 tries it in large; FILE=... takes a file of OGP's own.
"""

import csv
import io
import json
import os
import sys
import threading
import time
from pathlib import Path

import django
import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogp_tracker.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django comes first
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from opendata.ogp_database import load, plan_import, read_file  # noqa: E402

ROWS = int(os.environ.get("ROWS", 2_000))
LAYOUTS = settings.BASE_DIR / "opendata" / "data" / "ogp_layouts.json"
MEGABYTE = 1024 * 1024
TEXT = "The ministry will publish what it spends, and whoever reads it can ask about it. " * 40


def invented() -> bytes:
    """A file in the layout of 2024: 20 commitments a plan, 5 plans a country."""
    columns = json.loads(LAYOUTS.read_text(encoding="utf-8"))["2024"]["columns"]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="ND")
    writer.writeheader()
    for number in range(ROWS):
        plan, place = divmod(number, 20)
        country, ordinal = divmod(plan, 5)
        code = f"Z{chr(65 + country // 26 % 26)}{chr(65 + country % 26)}"
        writer.writerow(
            {
                "Commitment Unique Identifier": f"{code}{number:05}",
                "Country/Locality": f"Land {country}",
                "Code": code,
                "Action Plan Number": ordinal + 1,
                "Commitment Number": place + 1,
                "Commitment Title": f"Open spending, part {number}, for everybody who asks",
                "Short Title": f"Open spending {number}",
                "Full Text": TEXT,
                "Theme": f"Theme {place % 4}",
                "Lead Institution": f"Ministry of Finance; Ministry of Justice {chr(65 + place)}",
                "Supporting Institution(s)": "CSOs: Open Money, Clear Books",
                "End Date": "12/31/2023",
                "Year Of Submission": "2021",
                "Completion (End Of Term)": "Limited",
                "Action Plan ID": f"AP_{code}{ordinal + 1:02}",
            }
        )
    return out.getvalue().encode()


class Memory:
    """The most memory of this process, looked at every 20 ms, beyond what it was at first."""

    def __init__(self) -> None:
        self.process = psutil.Process()
        self.first = self.most = self.process.memory_info().rss
        self.stop = threading.Event()

    def __enter__(self) -> "Memory":
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join()

    def _watch(self) -> None:
        while not self.stop.wait(0.02):
            self.most = max(self.most, self.process.memory_info().rss)


def measure(name: str, content: bytes) -> None:
    """Import once and print what it took."""
    start = time.perf_counter()
    with Memory() as memory:
        file = read_file(content, name="invented.csv")
        report = load(plan_import(file), by=None, skip_unreadable=True)
    took = time.perf_counter() - start
    print(
        f"{name}: {report.rows:,} rows, {report.added:,} commitments, {len(report.problems)} left "
        f"out in {took:.1f} s; {(memory.most - memory.first) / MEGABYTE:.0f} MB more than before, "
        f"{memory.most / MEGABYTE:.0f} MB in all"
    )


def main() -> None:
    """Measure both, then count the statements of a third."""
    path = os.environ.get("FILE")
    content = Path(path).read_bytes() if path else invented()
    print(f"The file has {len(content) / MEGABYTE:.1f} MB.")
    measure("First import", content)
    measure("Second import", content)
    with CaptureQueriesContext(connection) as queries:
        load(plan_import(read_file(content, name="x")), by=None, skip_unreadable=True)
    print(f"A third one took {len(queries)} statements.")


if __name__ == "__main__":
    main()
