"""Fills the demonstration: tables, the real plans, its people and the collected static files.

`python -m ogp_tracker.local.demonstration FILE` writes the sign-in accounts to FILE. All of it
happens in one process, because starting Django is most of the time it takes.
"""

import hashlib
import io
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

DATA = Path("commitments", "data")
# The plan of the demonstration comes first: its commitments have the plain addresses.
PLAN = "uk_nap_2013_15.json"


def prepare(accounts: Path) -> None:
    """Bring the database and the static files up to date; write who can sign in to `accounts`."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("import_action_plan", *plan_files(), if_published=True)
    table = io.StringIO()
    call_command("load_demonstration", stdout=table)
    accounts.write_text(table.getvalue())
    collect_static()


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
