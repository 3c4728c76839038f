"""Private PostgreSQL and Valkey for a laptop and for tests: started, and stopped with the run.

What DATABASE_URL and REDIS_URL name is used as it is; only what they leave out is started.
`python -m ogp_tracker.local.services COMMAND ...` runs one command beside throw-away servers.
"""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ogp_tracker.local import binaries
from ogp_tracker.local.binaries import Account
from ogp_tracker.local.processes import Family, ServiceError, last_words

CHECKOUT = Path(__file__).resolve().parents[2]
VAR = CHECKOUT / "var"
PATIENCE = 30.0  # seconds a server gets to answer on a busy machine

# A demonstration may lose its data in a power cut (not in a crash or a kill): no waiting for disks.
HASTE = ["fsync=off", "full_page_writes=off", "max_connections=60"]


@dataclass(frozen=True)
class Place:
    """Where one run's servers live, and as whom."""

    who: Account
    home: Path  # outlives the run
    private: Path  # ends with it
    data: Path
    logs: Path


@contextlib.contextmanager
def throw_away(var: Path = VAR) -> Iterator[dict[str, str]]:
    """Addresses of servers whose data live as long as this context."""
    family = Family(var / "services")
    try:
        yield start(family, keep=False, var=var)
    finally:
        family.stop()


def start(family: Family, *, keep: bool, var: Path = VAR) -> dict[str, str]:
    """Start what the environment does not name; return the settings that reach all of it.

    With `keep` the data stay under `var` for the next run. Raises ServiceError.
    """
    settings = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "REDIS_URL")}
    if all(settings.values()):
        return settings
    who = binaries.account(CHECKOUT)
    home = binaries.home(who, var)
    private = who.own(family.new_folder())
    place = Place(who, home, private, home if keep else private, var / "log" if keep else private)
    waits: list[Callable[[], None]] = []
    if not settings["REDIS_URL"]:
        address, wait = _valkey(family, place)
        settings |= {"REDIS_URL": f"{address}/0", "CACHE_URL": f"{address}/1"}
        waits.append(wait)
    if not settings["DATABASE_URL"]:
        settings["DATABASE_URL"], wait = _postgres(family, place)
        waits.append(wait)
    for wait in waits:
        wait()
    return settings


def _postgres(family: Family, place: Place) -> tuple[str, Callable[[], None]]:
    """Start PostgreSQL on a private socket: its address, and how to wait until it can be used."""
    programs = binaries.postgres(place.who, place.home)
    data = place.data / "postgres"
    if data.exists():
        _check_version(place.who, programs, data)
        # The sweep has ended any server of ours on these data: what is left is a stale note.
        (data / "postmaster.pid").unlink(missing_ok=True)
    else:
        _make_cluster(place.who, programs, data)
    options = [f"--{option}" for option in [*HASTE, "listen_addresses="]]
    child = family.spawn(
        "PostgreSQL",
        [programs / "postgres", "-D", data, "-k", place.private, *options],
        log=place.logs / "postgres.log",
        stop_with=signal.SIGINT,  # "fast": ends the sessions; SIGTERM would wait for them
        cwd="/",
        **place.who.options,
    )

    def is_ready() -> bool:
        try:
            return "ready" in (data / "postmaster.pid").read_text().splitlines()[-1]
        except (OSError, IndexError):
            return False

    wait = partial(_wait, "PostgreSQL", child, is_ready, place.logs / "postgres.log")
    return f"postgres://postgres@/{place.private}/tracker", wait


def _make_cluster(who: Account, programs: Path, data: Path) -> None:
    """Lay out an empty database: UTF-8, sorted the same on every machine.

    It gets its name when it is whole; one that was broken off is started over.
    """
    unfinished = data.with_name("postgres.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    who.own(unfinished)
    initdb: list[str | Path] = [
        programs / "initdb",
        "-D",
        unfinished,
        "-U",
        "postgres",
        "-A",
        "trust",
        "--no-sync",
    ]
    initdb += ["-E", "UTF8", "-T", "english"]
    try:
        _run(who, *initdb, "--locale=C.UTF-8")
    except ServiceError:  # a machine without that locale
        _run(who, *initdb, "--locale=C")
    single: list[str | Path] = ["--single", "-F", "-D", unfinished, "postgres"]
    _run(who, programs / "postgres", *single, typed="CREATE DATABASE tracker\n")
    unfinished.rename(data)


def _check_version(who: Account, programs: Path, data: Path) -> None:
    made_by = (data / "PG_VERSION").read_text().strip()
    version = _run(who, programs / "postgres", "--version").strip()
    if f" {made_by}." not in version:
        raise ServiceError(
            f"{data} was made by PostgreSQL {made_by} and this is {version}. "
            "Remove that folder to start with an empty database."
        )


def _valkey(family: Family, place: Place) -> tuple[str, Callable[[], None]]:
    """Start Valkey on a free port behind a password of this run: its address, and how to wait."""
    program = binaries.valkey(place.who, place.home)
    data = place.who.own(place.data / "valkey")
    password = secrets.token_hex(16)
    port = free_port()
    # In a file, because everybody on the machine can read a command line.
    settings = place.private / "valkey.conf"
    settings.touch(mode=0o600)
    settings.write_text(
        f"bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir {data}\n"
        'appendonly yes\nappendfsync no\nsave ""\nmaxmemory-policy noeviction\n'
        "set-proc-title no\n"
    )
    if place.who.options:
        os.chown(settings, place.who.uid, place.who.gid)
    log = place.logs / "valkey.log"
    child = family.spawn("Valkey", [program, settings], log=log, cwd="/", **place.who.options)

    def is_ready() -> bool:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
                line.sendall(f"AUTH {password}\r\nPING\r\nQUIT\r\n".encode())
                return b"+PONG" in line.makefile("rb").read()
        except OSError:
            return False

    wait = partial(_wait, "Valkey", child, is_ready, log)
    return f"redis://:{password}@127.0.0.1:{port}", wait


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(who: Account, *command: str | Path, typed: str = "") -> str:
    done: subprocess.CompletedProcess[str] = subprocess.run(
        command, cwd="/", input=typed, capture_output=True, text=True, check=False, **who.options
    )
    if done.returncode:
        raise ServiceError(f"{Path(command[0]).name} failed: {done.stderr.strip()}")
    return done.stdout


def _wait(
    name: str, child: subprocess.Popen[bytes], is_ready: Callable[[], bool], log: Path
) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_ready():
        if child.poll() is not None or time.monotonic() > deadline:
            raise ServiceError(f"{name} did not start. Its last words:\n{last_words(log)}")
        time.sleep(0.02)


def main(command: list[str]) -> int:
    """Run `command` beside throw-away servers and return its exit code."""
    with throw_away() as settings:
        defaults = {"SECRET_KEY": secrets.token_hex(32)}
        return subprocess.run(command, env=defaults | os.environ | settings, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ServiceError as error:
        sys.exit(str(error))
