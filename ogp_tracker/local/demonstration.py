"""Fills the demonstration: tables, the real plans, its people and the collected static files.

`python -m ogp_tracker.local.demonstration FILE` writes the sign-in accounts to FILE. All of it
happens in one process, because starting Django is most of the time it takes.
"""

import datetime as dt
import hashlib
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

DATA = Path("commitments", "data")
# The tracker has known the plans since this day, on whichever later one the demonstration stands:
# otherwise no commitment would owe an update that was due before.
BEGAN_ON = dt.date(2014, 3, 1)
# The plan of the demonstration comes first: its commitments have the plain addresses.
PLAN = "uk_nap_2013_15.json"


def prepare(accounts: Path) -> None:
    """Bring the database and the static files up to date; write who can sign in to `accounts`."""
    call_command("migrate", verbosity=0, interactive=False)
    with not_after(BEGAN_ON):
        call_command("import_action_plan", *plan_files(), if_published=True)
    table = io.StringIO()
    call_command("load_demonstration", stdout=table)
    accounts.write_text(table.getvalue())
    collect_static()


@contextmanager
def not_after(day: dt.date) -> Iterator[None]:
    """Let a stopped clock stand at `day` if it stands at a later one."""
    today = settings.TRACKER_TODAY
    settings.TRACKER_TODAY = today and min(today, day)
    try:
        yield
    finally:
        settings.TRACKER_TODAY = today


def plan_files() -> list[str]:
    """Every plan in the repository; the others in the order of their names, which is of time."""
    found = sorted((settings.BASE_DIR / DATA).glob("*.json"), key=lambda path: path.name)
    found.sort(key=lambda path: path.name != PLAN)
    return [str(path) for path in found]


def collect_static() -> None:
    """Collect and compress the static files, unless nothing has changed since the last time."""
    root = Path(settings.STATIC_ROOT)
    note = root / ".collected"
    found = fingerprint([Path(folder) for folder in settings.STATICFILES_DIRS])
    if note.exists() and note.read_text() == found:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    note.write_text(found)


def fingerprint(folders: list[Path]) -> str:
    """A hash that changes with any file in `folders` or any release of a library that has some."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements.txt").read_bytes())
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        state = path.stat()
        digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogp_tracker.settings")
    django.setup()
    prepare(Path(sys.argv[1]))
