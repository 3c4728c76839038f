"""Made-up files in OGP's layouts, in our own words, and where the real extract is."""

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from opendata.ogp_database import OgpFile, read_file

LAYOUTS = json.loads(
    (settings.BASE_DIR / "opendata" / "data" / "ogp_layouts.json").read_text(encoding="utf-8")
)
REFERENCE = Path(os.environ.get("OGP_REFERENCE_DATA", "../shared/data")) / "ogp"
EXTRACT = REFERENCE / "ogp_database_2024_subset.csv"
needs_the_extract = pytest.mark.skipif(
    not EXTRACT.exists(), reason="OGP_REFERENCE_DATA does not name a folder with OGP's extract"
)


def row(number: int = 1, **cells: str) -> dict[str, str]:
    """A row of the layout of 2024; `cells` by column, spaces written as underscores."""
    found = {
        "Commitment Unique Identifier": f"AT{number:04}",
        "Country/Locality": "Atlantis",
        "Code": "ATL",
        "Action Plan Number": "1",
        "Commitment Number": str(number),
        "National Or Local": "National",
        "Year Of Submission": "2021",
        "Action Plan End Year": "2023",
        "Theme": "Open budgets",
        "Commitment Title": f"Publish budget {number}",
        "Short Title": f"Budget {number}",
        "Full Text": "The ministry publishes its budget.",
        "Start Date": "1/31/2021",
        "End Date": "12/31/2023",
        "Lead Institution": "Ministry of Finance",
        "Supporting Institution(s)": "CSOs: Open Money, Clear Books",
        "Action Plan ID": "AP_ATL01",
        "URL": f"https://ogp.example/atlantis/{number}",
    }
    return found | {name.replace("_", " "): value for name, value in cells.items()}


def content(*rows: dict[str, str], layout: str = "2024", above: str = "") -> bytes:
    """The file of these rows, `above` being the line over the names."""
    out = io.StringIO()
    names = LAYOUTS[layout]["columns"]
    writer = csv.writer(out)
    writer.writerow(names)
    for cells in rows:
        unknown = cells.keys() - set(names)
        assert not unknown, f"not in the layout: {unknown}"
        writer.writerow([cells.get(name, "NR") if name else "" for name in names])
    return (above + out.getvalue()).encode()


def read(*rows: dict[str, str], **options: Any) -> OgpFile:
    """The same, read."""
    return read_file(content(*rows, **options), name="ogp.csv")


def row_2017(number: str = "1", **cells: str) -> dict[str, str]:
    """A row of the layout of 2017."""
    found = {
        "Country": "Albania",
        "Action Plan Number": "1",
        "Theme": "NA",
        "Comm No": number,
        "Commitment Title": f"Open registers {number}",
        "Short Title": f"Registers {number}",
        "Full Text": "The registry opens.",
        "Start Date": "NA",
        "End Date": "31/12/2013",
        "Lead Institution": "Ministry of Justice",
        "Supporting Institution(s)": "CSOs, private sector, multilaterals",
        "Open Data": "1",
        "Value -Info": "1",
        "Completion (progress report)": "Limited",
    }
    return found | {name.replace("_", " "): value for name, value in cells.items()}
