"""`make run`: the whole tracker on one machine, from an empty folder to an address to open.

Starts the private servers, fills the demonstration, starts web, worker and beat, and stops
everything again on Ctrl-C. A child that dies by itself is named, and the rest is stopped.
"""

import os
import secrets
import shlex
import signal
import socket
import sys
import time
from pathlib import Path

import environ

from ogp_tracker.health import answers
from ogp_tracker.local import services
from ogp_tracker.local.processes import Family, ServiceError, last_words
from ogp_tracker.local.services import CHECKOUT, VAR

LOGS = VAR / "log"
HOST = "127.0.0.1"
PATIENCE = 60.0  # seconds for the pages to answer on a busy machine
PYTHON = [sys.executable, "-m"]
CELERY = [*PYTHON, "celery", "--app", "ogp_tracker"]


def main() -> int:
    """Run until Ctrl-C, a signal or the death of a child; return the exit code."""
    environ.Env.read_env(CHECKOUT / ".env")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    family = None
    try:
        # First, because it ends what a killed run left, which may hold the port.
        family = Family(VAR / "services", "demonstration")
        port = free_port(os.environ.get("PORT") or "8000")
        accounts = launch(family, port)
        say(f"\n{accounts}\n\nOpen http://localhost:{port} - press Ctrl-C to stop.")
        return watch(family)
    except ServiceError as error:
        say(str(error))
        return 1
    finally:
        if family:
            say("Stopping.")
            family.stop()
            (VAR / "demonstration.env").unlink(missing_ok=True)


def launch(family: Family, port: int) -> str:
    """Start everything, wait until the pages answer, and return the sign-in accounts."""
    began = time.monotonic()
    for log in LOGS.glob("*.log"):
        log.unlink()
    say("Starting PostgreSQL and Valkey.")
    os.environ.update(services.start(family, keep=True) | demonstration(port))
    note_settings([*demonstration(port), "DATABASE_URL", "REDIS_URL", "CACHE_URL"])
    say("Loading the action plan and the demonstration people.")
    accounts = fill(family)
    say("Starting the web server, the worker and the timetable.")
    start_parts(family, port)
    wait_for_pages(family, port)
    say(f"Ready after {time.monotonic() - began:.0f} seconds. What each part says is in var/log.")
    return accounts


def fill(family: Family) -> str:
    """Bring the database up to date and return the sign-in accounts. Raises ServiceError."""
    accounts, log = VAR / "accounts.txt", LOGS / "set-up.log"
    command = [*PYTHON, "ogp_tracker.local.demonstration", str(accounts)]
    family.spawn("The set-up", command, log=log, cwd=CHECKOUT)
    if family.finish("The set-up"):
        raise ServiceError(f"The set-up failed. Its last words:\n{last_words(log)}")
    return accounts.read_text().strip()


def start_parts(family: Family, port: int) -> None:
    """Start the three parts of the tracker, each with a log of its own."""
    schedule = VAR / "beat" / "schedule"
    schedule.parent.mkdir(exist_ok=True)
    # One worker needs none of the talk by which many find each other.
    alone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    worker = [*CELERY, "worker", "--concurrency=1", "--loglevel=INFO", *alone]
    beat = [*CELERY, "beat", f"--schedule={schedule}", "--pidfile=", "--loglevel=INFO"]
    family.spawn("The timetable", beat, log=LOGS / "beat.log", cwd=CHECKOUT)
    family.spawn("The worker", worker, log=LOGS / "worker.log", cwd=CHECKOUT)
    family.spawn("The web server", web_command(port), log=LOGS / "web.log", cwd=CHECKOUT)


def web_command(port: int) -> list[str]:
    """The web server; production (see Dockerfile) uses the same one."""
    options = [f"--host={HOST}", f"--port={port}", "--workers=1", "--blocking-threads=2"]
    return [*PYTHON, "granian", "--interface", "wsgi", "ogp_tracker.wsgi:application", *options]


def demonstration(port: int) -> dict[str, str]:
    """The settings of a demonstration; what the environment or .env says already goes first."""
    usual = {
        "DEMONSTRATION": "1",
        "TRACKER_TODAY": "2014-04-14",  # sixteen days before the plan's first reporting date
        "SITE_URL": f"http://localhost:{port}",
        "TICK_SECONDS": "10",
        "SECRET_KEY": secret_key(),
    }
    return {name: os.environ.get(name, value) for name, value in usual.items()}


def note_settings(names: list[str]) -> None:
    """Write down how to reach the running demonstration, for `make manage`."""
    lines = [f"export {name}={shlex.quote(os.environ.get(name, ''))}\n" for name in names]
    write_private(VAR / "demonstration.env", "".join(lines))


def secret_key() -> str:
    """A key of this checkout's own, kept so that people stay signed in over a restart."""
    path = VAR / "secret-key"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(50))
    return path.read_text()


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(text)


def free_port(text: str) -> int:
    """The port named by `text`, once it is shown to be free. Raises ServiceError."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise ServiceError(f"PORT is {text}: write a number from 1 to 65535, such as 8001.")
    port = int(text)
    with socket.socket() as probe:
        # As the web server does: the last run's closed connections are no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise ServiceError(f"You may not use port {port}. Try: make run PORT=8001") from None
        except OSError:
            raise ServiceError(
                f"Something else is using port {port}. Stop it, or choose another port: "
                f"make run PORT={port + 1}"
            ) from None
    return port


def wait_for_pages(family: Family, port: int) -> None:
    """Return once the web server answers for its database. Raises ServiceError."""
    deadline = time.monotonic() + PATIENCE
    while not answers(port):
        say_who_ended(family)
        if time.monotonic() > deadline:
            words = last_words(VAR / "log" / "web.log")
            raise ServiceError(f"The pages did not answer in time.\n{words}")
        time.sleep(0.05)


def watch(family: Family) -> int:
    """Wait until somebody stops the run. Raises ServiceError when a child ends by itself."""
    while True:
        say_who_ended(family)
        time.sleep(0.3)


def say_who_ended(family: Family) -> None:
    """Raise ServiceError with the last words of the first child that is no longer there."""
    for name, log in family.ended():
        raise ServiceError(f"{name} stopped by itself. Its last words:\n{last_words(log)}")


def say(sentence: str) -> None:
    """Tell the person at the keyboard, at once even through a pipe."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def _leave(*_: object) -> None:
    """End the run once; a second Ctrl-C must not break the stopping."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    sys.exit(0)


if __name__ == "__main__":
    sys.exit(main())
