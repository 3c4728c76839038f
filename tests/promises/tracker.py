"""A whole tracker beside a test: servers, web, worker and timetable of its own, to be stopped."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any
from unittest import mock

from ogp_tracker.local import binaries, runner, services
from ogp_tracker.local.processes import Family, last_words
from ogp_tracker.local.services import CHECKOUT

ALONE = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
# The parts of ours; the servers are called "PostgreSQL" and "Valkey".
WEB, WORKER, BEAT = "web", "worker", "beat"


class Tracker:
    """The running parts, by name; `settings` is the environment they share."""

    def __init__(self, folder: Path, family: Family, servers: dict[str, str], port: int) -> None:
        self.folder, self.port = folder, port
        self.settings = os.environ | servers
        self._family = family
        self._commands: dict[str, tuple[list[str], dict[str, Any]]] = {
            WEB: (runner.web_command(port), {"cwd": CHECKOUT}),
            WORKER: (
                [*runner.CELERY, "worker", "--concurrency=1", "--loglevel=INFO", *ALONE],
                {"cwd": CHECKOUT},
            ),
            BEAT: (
                [*runner.CELERY, "beat", f"--schedule={folder / 'schedule'}", "--pidfile="],
                {"cwd": CHECKOUT},
            ),
        }
        account = binaries.account(CHECKOUT).options
        for name, child in family._children.items():
            words = [str(word) for word in child.process.args]  # type: ignore[union-attr]
            self._commands[name] = (words, {"cwd": "/", **account})

    def start(self, *names: str) -> None:
        """Start parts, or start them again."""
        for name in names:
            command, options = self._commands[name]
            if name in (WEB, WORKER, BEAT):
                options = {**options, "env": self.settings}
            self._family.spawn(name, command, log=self.log(name), **options)

    def kill(self, name: str, number: int = signal.SIGKILL) -> None:
        """Send a part and its children the signal `number`, and see it end."""
        process = self._family._children[name].process
        os.killpg(process.pid, number)
        process.wait(60)

    def manage(self, *words: str) -> None:
        """Run one of Django's commands."""
        command = [sys.executable, "manage.py", *words]
        subprocess.run(command, cwd=CHECKOUT, env=self.settings, check=True, capture_output=True)

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def get(self, address: str) -> tuple[int, str]:
        """Ask for a page; its status and text."""
        return self._ask("GET", address)

    def post(self, address: str, body: str, headers: dict[str, str]) -> int:
        """Send a form; the status of the answer."""
        return self._ask("POST", address, body, headers)[0]

    def _ask(self, *request: Any) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request(*request)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def wait_until(self, is_so: Callable[[], bool], seconds: float, what: str) -> float:
        """Wait until something is so, and say how long it took; or fail with the last words."""
        began = time.monotonic()
        while not self._is_so(is_so):
            if time.monotonic() - began > seconds:
                logs = [path for name in (WEB, WORKER, BEAT) if (path := self.log(name)).exists()]
                raise AssertionError("\n".join([what, *map(last_words, logs)]))
            time.sleep(0.2)
        return time.monotonic() - began

    @staticmethod
    def _is_so(is_so: Callable[[], bool]) -> bool:
        try:
            return is_so()
        except ConnectionError:  # the web server is on its way up
            return False


@contextlib.contextmanager
def own_tracker(folder: Path, *servers: str, **settings: str) -> Generator[Tracker]:
    """Start `servers` ("DATABASE_URL", "REDIS_URL") for this test alone; the rest are the tests'.

    The parts read `settings` on top. Nothing of ours is started yet.
    """
    family = Family(services.VAR / "services")
    try:
        with mock.patch.dict(os.environ):
            for name in servers:
                os.environ.pop(name, None)
            addresses = services.start(family, keep=False)
        mail = {"EMAIL_URL": f"filemail:///{folder / 'mail'}"}
        yield Tracker(folder, family, mail | addresses | settings, services.free_port())
    finally:
        family.stop()
