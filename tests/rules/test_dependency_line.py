"""An app imports only from apps below it."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# From the bottom up: each may import those before it.
LINE = ("ogp_tracker", "mailroom", "network", "commitments", "progress", "steering", "opendata")
APPS = [app for app in LINE if (ROOT / app).is_dir()]
# The doors through which the whole site is put together may name every app.
WIRING = {"ogp_tracker/urls.py", "ogp_tracker/settings.py"}
# The rooms of an app are reached through these alone. (Forms and template tags are furniture.)
ROOMS = {
    "ogp_tracker": ("local",),
    "mailroom": ("delivery", "desk", "following", "reminding"),
    "network": ("circulation",),
    "commitments": (
        *("dates", "following", "front", "importing", "keeping"),
        *("lifecycle", "public", "travelling"),
    ),
    "progress": (
        *("announcing", "blockers", "demonstration", "describing", "diary", "evidence"),
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
        "ogp_database",
        "ogp_files",
        "picturing",
        "sharing",
        "spreadsheets",
    ),
}
DOORS = {"urls.py", "file_urls.py", "tasks.py", "admin.py"}
# Rooms that others stand on: a commitment's progress page names its blockers, docs/workflow.md
# their ladder; a text names files; it is read before it is written, and written
# before it is signed. Who signs or closes tells the news. The desk asks those who deliver. The
# demonstration does what people do.
UNDER = {
    "mailroom.delivery": ("mailroom/desk",),
    # The first page tells of states and of changes as the pages do that it leads to.
    "commitments.public": ("commitments/front",),
    "progress.announcing": ("progress/signing", "progress/schedule"),
    "progress.blockers": ("progress/reading", "progress/describing", "progress/demonstration"),
    "progress.evidence": ("progress/reading", "progress/updates", "progress/signing"),
    "progress.reading": ("progress/updates", "progress/signing"),
    "progress.updates": ("progress/signing", "progress/demonstration"),
    "progress.signing": ("progress/demonstration",),
    # A file that is taken in is read by the room of its kind.
    "opendata.ogp_database": ("opendata/intake",),
    "opendata.spreadsheets": ("opendata/intake",),
    # Oversight shows what the reminders remind of; the reporting dates say who is reminded of them.
    "progress.reminding": ("progress/oversight", "progress/schedule"),
    # What is compared, and drawn as a file, is counted as in the pictures.
    "opendata.picturing": ("opendata/comparing", "opendata/drawing"),
    # Errors of the API are answered in JSON, all others with a page.
    "opendata.api": ("opendata/sharing",),
    # A file is read before it is taken in.
    "opendata.ogp_files": ("opendata/ogp_database", "opendata/intake"),
}


def imports_of(source: str) -> set[str]:
    """The first names of everything that `source` imports, at any depth."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
        elif isinstance(node, ast.ImportFrom):
            found.add("a relative import")
    return found


def modules_of(app):
    return [path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_only_from_below(app):
    above = set(LINE[LINE.index(app) + 1 :]) | {"a relative import", "tests"}
    wrong = {
        str(path.relative_to(ROOT)): sorted(imports_of(path.read_text()) & above)
        for path in modules_of(app)
        if str(path.relative_to(ROOT)) not in WIRING and imports_of(path.read_text()) & above
    }
    assert not wrong


@pytest.mark.parametrize(
    ("app", "room"), [(app, room) for app, rooms in ROOMS.items() for room in rooms if app in APPS]
)
def test_a_room_is_entered_only_through_a_door(app, room):
    """Rooms stand on their app and know nothing of each other; the app does not need them."""
    name = f"{app}.{room}"
    wrong = [
        str(path.relative_to(ROOT))
        for path in modules_of(app)
        if (ROOT / app / room) not in path.parents
        and not any((ROOT / above) in path.parents for above in UNDER.get(name, ()))
        and path.name not in DOORS
        and "management" not in path.parts
        and re.search(rf"^\s*(from|import) {name}\b", path.read_text(), re.MULTILINE)
    ]
    assert not wrong


def test_the_reader_of_imports_sees_them_all():
    source = "import progress.models\ndef f():\n    from network import models\nfrom . import x"
    assert imports_of(source) == {"progress", "network", "a relative import"}


def test_every_app_is_on_the_line():
    found = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert found
    assert found <= set(LINE)
