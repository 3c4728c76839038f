"""Takes in OGP's database of commitments: reads a file, says what would happen, and does it.

    file = read_file(path)                    # no database; OgpFileError: it is no such file
    plan = plan_import(file)                  # a line a row in plain words; nothing is written
    report = load(plan, by=person, reason="") # one transaction; ImportRefusedError: nothing was

What people changed here stays as they changed it (docs/decisions/0005-import-keeps-edits.md); how
a row becomes a commitment is in docs/decisions/0018-ogp-database.md.
"""

from opendata.ogp_database.loading import ImportRefusedError, LoadReport, load
from opendata.ogp_database.planning import ImportPlan, Outcome, PlannedRow, plan_import
from opendata.ogp_files.facts import OgpFile, OgpFileError, Problem
from opendata.ogp_files.layouts import KNOWN_COLUMNS
from opendata.ogp_files.reading import read_file

__all__ = (
    "KNOWN_COLUMNS",
    "ImportPlan",
    "ImportRefusedError",
    "LoadReport",
    "OgpFile",
    "OgpFileError",
    "Outcome",
    "PlannedRow",
    "Problem",
    "load",
    "plan_import",
    "read_file",
)
