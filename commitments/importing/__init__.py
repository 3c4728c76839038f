"""Loads an action plan from a file: what was promised, by whom, by when, and what came of it.

`read_plan_file` checks the whole file and finds every error before anything is written;
`load_plan` adds what is not here yet and keeps what people changed here since (see
docs/decisions/0005-import-keeps-edits.md). The assessments in the file (`irm`, `irm_totals`,
`government_self_assessment`) and the calendar (`cycle`, `planned_in_february_2014`) stay in it:
they belong to apps that come later. The reporting dates belong to progress, whose command
`import_action_plan` calls both.
"""

from commitments.importing.checking import PlanFileError
from commitments.importing.facts import PlanFile
from commitments.importing.loading import load_plan
from commitments.importing.reading import read_plan, read_plan_file
from commitments.importing.report import ImportReport

__all__ = ("ImportReport", "PlanFile", "PlanFileError", "load_plan", "read_plan", "read_plan_file")
