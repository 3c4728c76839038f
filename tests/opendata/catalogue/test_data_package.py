"""The package of all data is valid, to its foreign keys, over the real demonstration plan."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from frictionless import Package

from opendata.tables import DATASETS
from tests.plan_files import REAL

pytestmark = pytest.mark.django_db


@pytest.fixture
def unpacked(tmp_path, today, settings) -> Path:
    """The package as the command writes it, over the plan of the demonstration."""
    settings.DEMONSTRATION = True
    call_command("import_action_plan", str(REAL), stdout=io.StringIO())
    call_command("load_demonstration", stdout=io.StringIO())
    file = tmp_path / "all.zip"
    call_command("write_data_package", output=file, stdout=io.StringIO())
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "all")
    return tmp_path / "all"


def test_it_is_valid_and_every_reference_is_found(unpacked):
    report = Package(str(unpacked / "datapackage.json")).validate()
    found = [
        (task.name, error.type, error.message) for task in report.tasks for error in task.errors
    ]
    assert report.valid, found[:20]
    full = {name for name in DATASETS if (unpacked / f"{name}.csv").read_text().count("\n") > 1}
    assert full >= {"plans", "commitments", "milestones", "updates", "signatures", "blockers"}, full
