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


def unpacked(path: Path) -> Path:
    """The package of what is in the database, as the command writes it."""
    call_command("write_data_package", output=path / "all.zip", stdout=io.StringIO())
    with zipfile.ZipFile(path / "all.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(path / "all")
    return path / "all"


def wrong_with(folder: Path) -> list[tuple[str, str]]:
    """What Frictionless finds: wrong types and codes, keys met twice, references to nowhere."""
    report = Package(str(folder / "datapackage.json")).validate()
    assert [task.name for task in report.tasks] == [*DATASETS, "commitments-ogp"]
    return [(task.name, error.message) for task in report.tasks for error in task.errors]


def test_it_is_valid_over_the_plan_of_the_demonstration(tmp_path, today, settings):
    settings.DEMONSTRATION = True
    call_command("import_action_plan", str(REAL), stdout=io.StringIO())
    call_command("load_demonstration", stdout=io.StringIO())
    folder = unpacked(tmp_path)
    assert wrong_with(folder) == []
    assert (folder / "commitments.csv").read_text().count("uk-nap-2013-15") > 20


def test_it_is_valid_with_something_in_every_table(tmp_path, story):
    folder = unpacked(tmp_path)
    assert wrong_with(folder) == []
    assert "Open Government Licence" in (folder / "README.txt").read_text()


def test_a_reference_to_nowhere_is_noticed(tmp_path, story):
    folder = unpacked(tmp_path)
    plans = folder / "plans.csv"
    plans.write_text(plans.read_text().replace("uk-nap-2011-13", "elsewhere"))
    assert {name for name, _ in wrong_with(folder)} >= {"themes", "commitments"}
