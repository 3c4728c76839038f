"""Nothing grows past the size at which it should be two things."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("ogp_tracker", "mailroom", "network", "commitments", "progress", "opendata")
# An app that outgrew its size has rooms: packages with one subject each, which count by themselves,
# as do its models and its actions once they are packages with one subject a file.
ROOMS = {
    "ogp_tracker": ("comparing", "forms", "languages", "local", "outages", "templatetags"),
    "mailroom": ("delivery", "desk", "following", "models", "reminding"),
    "network": ("circulation", "models"),
    # "working" is the furniture of the working pages.
    "commitments": (
        *("actions", "dates", "following", "front", "importing", "keeping"),
        *("lifecycle", "models", "public", "templatetags", "travelling", "working"),
    ),
    "progress": (
        *(
            "announcing",
            "blockers",
            "demonstration",
            "describing",
            "diary",
            "evidence",
            "management",
            "models",
        ),
        *("oversight", "reading", "reminding", "schedule", "signing", "updates"),
    ),
    "opendata": (
        "api",
        "catalogue",
        "comparing",
        "drawing",
        "exploring",
        "feeds",
        "intake",
        "management",
        "models",
        "ogp_database",
        "ogp_files",
        "picturing",
        "sharing",
        "spreadsheets",
        "tables",
    ),
}
# Lines, from the house's table: the hard limits.
MODULE = TEST_FILE = 300
FUNCTION = 40
TEMPLATE = 120
APP = 1500


def lines(path):
    return len(path.read_text().splitlines())


def python_files(folder):
    return [path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts]


def functions(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def too_long(paths, limit):
    return {str(path.relative_to(ROOT)): lines(path) for path in paths if lines(path) > limit}


@pytest.mark.parametrize("app", APPS)
def test_modules(app):
    files = python_files(app)
    assert files
    assert not too_long(files, MODULE)


@pytest.mark.parametrize("app", [*APPS, "tests"])
def test_functions(app):
    wrong = {
        f"{path.relative_to(ROOT)}:{name}": length
        for path in python_files(app)
        for name, length in functions(path)
        if length > FUNCTION
    }
    assert not wrong


@pytest.mark.parametrize("app", APPS)
def test_apps_and_their_rooms(app):
    sizes = dict.fromkeys((app, *(f"{app}/{room}" for room in ROOMS[app])), 0)
    for path in python_files(app):
        room = f"{app}/{path.relative_to(ROOT / app).parts[0]}"
        sizes[room if room in sizes else app] += lines(path)
    assert all(0 < size <= APP for size in sizes.values()), sizes


def test_test_files():
    assert not too_long(python_files("tests"), TEST_FILE)


def test_templates():
    templates = list((ROOT / "templates").rglob("*.*"))
    assert templates
    assert not too_long(templates, TEMPLATE)


def test_the_top_level_is_the_one_agreed():
    agreed = {
        "manage.py", "ogp_tracker", "commitments", "progress", "steering", "templates", "static",
        "tests", "pyproject.toml", "docker-compose.yml", "network", "mailroom", "opendata",
        "docs", "benchmarks", "Makefile", "README.md", "CONTRIBUTING.md", "LICENSE",
        "requirements.in", "requirements.txt", "requirements-dev.in", "requirements-dev.txt",
        "package.json", "package-lock.json", "Dockerfile",
    }  # fmt: skip
    made_by_tools = {"var", "node_modules"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - made_by_tools <= agreed
