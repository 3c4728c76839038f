"""A real Celery worker beside a test, on the test's own database and broker."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat")


class Worker:
    """The running process, what it said, and the folder into which its mail goes."""

    def __init__(self, folder: Path) -> None:
        self.mail = folder / "mail"
        self.log = folder / "worker.log"

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait up to half a minute; then fail with what the worker said."""
        deadline = time.monotonic() + 30
        while not is_so():
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)


def same_servers() -> dict[str, str]:
    """An environment for processes that work on the test's own database and broker."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    path = f"{parts.path.rpartition('/')[0]}/{connection.settings_dict['NAME']}"
    return os.environ | {"DATABASE_URL": urlunsplit(parts._replace(path=path))}


@contextmanager
def running_worker(folder: Path, *options: str, **more: str) -> Generator[Worker]:
    """Start a worker with `options` and, in its environment, `more`; stop it at the end."""
    worker = Worker(folder)
    environment = same_servers() | {"EMAIL_URL": f"filemail:///{worker.mail}"} | more
    command = [sys.executable, "-m", "celery", "-A", "ogp_tracker", "worker", "--loglevel=INFO"]
    with worker.log.open("wb") as output:
        child = subprocess.Popen(
            [*command, "--concurrency=1", *QUIET, *options],
            env=environment,
            cwd=settings.BASE_DIR,
            stdout=output,
            stderr=output,
        )
    try:
        worker.wait_until(lambda: " ready." in worker.log.read_text())
        yield worker
    finally:
        child.terminate()
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.kill()
            raise
