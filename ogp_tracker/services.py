"""Private PostgreSQL and Valkey for a laptop and for tests: started, and stopped with the run.

What DATABASE_URL and REDIS_URL name is used as it is; only what they leave out is started.
`python -m ogp_tracker.services COMMAND ...` runs one command beside throw-away servers.
"""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ogp_tracker import binaries
from ogp_tracker.binaries import Account, ServiceError
from ogp_tracker.processes import Family

CHECKOUT = Path(__file__).resolve().parent.parent
VAR = CHECKOUT / "var"
PATIENCE = 30.0  # seconds a server gets to answer on a busy machine

# A demonstration may lose its data in a power cut (not in a crash or a kill): no waiting for disks.
HASTE = ["fsync=off", "full_page_writes=off", "max_connections=60"]


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
    data = home if keep else private
    waits: list[Callable[[], None]] = []
    if not settings["REDIS_URL"]:
        program = binaries.valkey(who, home)
        address, wait = _valkey(family, who, program, private, data / "valkey", var)
        settings |= {"REDIS_URL": f"{address}/0", "CACHE_URL": f"{address}/1"}
        waits.append(wait)
    if not settings["DATABASE_URL"]:
        programs = binaries.postgres(who, home)
        waits.append(_postgres(family, who, programs, private, data / "postgres", var))
        settings["DATABASE_URL"] = f"postgres://postgres@/{private}/tracker"
    for wait in waits:
        wait()
    return settings


def _postgres(
    family: Family, who: Account, programs: Path, private: Path, data: Path, var: Path
) -> Callable[[], None]:
    """Start PostgreSQL on a socket in `private`; the answer waits until it can be used."""
    fresh = not (data / "PG_VERSION").exists()
    if fresh:
        _make_cluster(who, programs, data)
    else:
        _check_version(who, programs, data)
        # The sweep has ended any server of ours on these data: what is left is a stale note.
        (data / "postmaster.pid").unlink(missing_ok=True)
    options = [f"--{option}" for option in [*HASTE, "listen_addresses="]]
    child = family.spawn(
        "PostgreSQL",
        [programs / "postgres", "-D", data, "-k", private, *options],
        log=var / "log" / "postgres.log",
        stop_with=signal.SIGINT,  # "fast": ends the sessions; SIGTERM would wait for them
        cwd="/",
        **who.options,
    )

    def is_ready() -> bool:
        try:
            return "ready" in (data / "postmaster.pid").read_text().splitlines()[-1]
        except (OSError, IndexError):
            return False

    def wait() -> None:
        _wait("PostgreSQL", child, is_ready, var)
        if fresh:
            _run(who, programs / "createdb", "-h", private, "-U", "postgres", "tracker")

    return wait


def _make_cluster(who: Account, programs: Path, data: Path) -> None:
    """Lay out an empty database: UTF-8, sorted the same on every machine."""
    who.own(data)
    initdb = [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync"]
    initdb += ["-E", "UTF8", "-T", "english"]
    try:
        _run(who, *initdb, "--locale=C.UTF-8")
    except ServiceError:  # a machine without that locale
        _run(who, *initdb, "--locale=C")


def _check_version(who: Account, programs: Path, data: Path) -> None:
    made_by = (data / "PG_VERSION").read_text().strip()
    version = _run(who, programs / "postgres", "--version")
    if f" {made_by}." not in version:
        raise ServiceError(
            f"{data} was made by PostgreSQL {made_by} and this is {version.strip()}. "
            "Remove that folder to start with an empty database."
        )


def _valkey(
    family: Family, who: Account, program: Path, private: Path, data: Path, var: Path
) -> tuple[str, Callable[[], None]]:
    """Start Valkey on a free port of this machine, behind a password made for this run."""
    who.own(data)
    password = secrets.token_hex(16)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # In a file, because everybody on the machine can read a command line.
    settings = private / "valkey.conf"
    settings.touch(mode=0o600)
    settings.write_text(
        f"bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir {data}\n"
        'appendonly yes\nappendfsync no\nsave ""\nmaxmemory-policy noeviction\n'
        "set-proc-title no\n"
    )
    if who.options:
        os.chown(settings, who.uid, who.gid)
    child = family.spawn(
        "Valkey", [program, settings], log=var / "log" / "valkey.log", cwd="/", **who.options
    )

    def is_ready() -> bool:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
                line.sendall(f"AUTH {password}\r\nPING\r\nQUIT\r\n".encode())
                return b"+PONG" in line.makefile("rb").read()
        except OSError:
            return False

    return f"redis://:{password}@127.0.0.1:{port}", lambda: _wait("Valkey", child, is_ready, var)


def _run(who: Account, *command: str | Path) -> str:
    done = subprocess.run(
        command, cwd="/", capture_output=True, text=True, check=False, **who.options
    )
    if done.returncode:
        raise ServiceError(f"{Path(command[0]).name} failed: {done.stderr.strip()}")
    return done.stdout


def _wait(
    name: str, child: subprocess.Popen[bytes], is_ready: Callable[[], bool], var: Path
) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_ready():
        if child.poll() is not None or time.monotonic() > deadline:
            raise ServiceError(f"{name} did not start. The reason is in {var / 'log'}.")
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
