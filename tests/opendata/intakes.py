"""Files for the tests of the import, and a file on its way for each of its stations."""

import io
import json
import zipfile
from typing import Any

from network.models import Person
from opendata.intake.actions import confirm, hand_in
from opendata.intake.running import run_intakes
from opendata.models import Intake
from opendata.spreadsheets.rows import rows_of
from opendata.spreadsheets.writing import tables, workbook
from tests.plan_files import small_plan


def plan_json(**changes: Any) -> bytes:
    """A small plan in JSON."""
    return json.dumps(small_plan() | changes).encode()


def export_of(plan, *, as_tables: bool = False) -> bytes:
    """A plan that is here, in a file."""
    return (tables if as_tables else workbook)(rows_of(plan, plan.commitments.all()))


def renamed(plan) -> bytes:
    """The same in CSV files, where one heading has another name."""
    export, out = io.BytesIO(export_of(plan, as_tables=True)), io.BytesIO()
    with zipfile.ZipFile(export) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part.filename)
            new.writestr(part.filename, data.replace(b"theme,name", b"theme,Name of theme"))
    return out.getvalue()


def handed_in(by: Person, content: bytes | None = None, name: str = "plan.json") -> Intake:
    """A file that was looked through."""
    return hand_in(by=by, name=name, content=plan_json() if content is None else content)


def confirmed(by: Person, content: bytes | None = None, name: str = "plan.json") -> Intake:
    """A file that waits for a worker."""
    return confirm(by=by, intake=handed_in(by, content, name))


def imported(by: Person, content: bytes | None = None, name: str = "plan.json") -> Intake:
    """A file that a worker has imported."""
    intake = confirmed(by, content, name)
    run_intakes()
    return Intake.objects.get(pk=intake.pk)
