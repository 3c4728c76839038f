"""`make run`, on a copy of this checkout: starts everything, stops everything, clears up."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ogp_tracker.local import processes, services
from tests.servers import SETTINGS

PATIENCE = 90
NOT_COPIED = shutil.ignore_patterns(".*", "var", "node_modules", "__pycache__", "docs")


class Outcome(NamedTuple):
    code: int
    said: str


class Run:
    """One `make run` without make."""

    def __init__(self, checkout: Path, **settings: str) -> None:
        unset = {*SETTINGS, "DATABASE_URL", "REDIS_URL", "CACHE_URL", "DJANGO_SETTINGS_MODULE"}
        usual = {name: value for name, value in os.environ.items() if name not in unset}
        self._output = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed by end()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ogp_tracker.local.runner"],
            cwd=checkout,
            env=usual | settings,
            stdout=self._output,
            stderr=subprocess.STDOUT,
        )

    def said(self) -> str:
        self._output.seek(0)
        return self._output.read()

    def wait_for(self, words: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while words not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)

    def end(self) -> Outcome:
        code = self.process.wait(PATIENCE)
        said = self.said()
        self._output.close()
        return Outcome(code, said)


@pytest.fixture(scope="module")
def checkout() -> Iterator[Path]:
    """A copy that may run while this checkout runs too; every account may enter it."""
    folder = Path(tempfile.mkdtemp(prefix="tracker-copy-", dir="/tmp"))
    folder.chmod(0o755)
    shutil.copytree(services.CHECKOUT, folder, ignore=NOT_COPIED, dirs_exist_ok=True)
    yield folder
    processes.sweep(folder / "var" / "services")
    shutil.rmtree(folder)


@pytest.fixture
def run(checkout) -> Iterator[Callable[..., Run]]:
    """Start runs that end with the test, however it ends."""
    started: list[Run] = []

    def start(**settings: str) -> Run:
        started.append(Run(checkout, **settings))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.process.terminate()
            each.end()


def children(checkout: Path) -> list[int]:
    record = checkout / "var" / "services" / "demonstration.json"
    return [pid for pid, _, _ in json.loads(record.read_text())["children"]]


def page(port: int, path: str = "/") -> str:
    with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=10) as answer:
        return answer.read().decode()


def test_it_runs_is_cleared_after_a_kill_and_stops_on_ctrl_c(run, checkout):
    port = services.free_port()
    first = run(PORT=str(port))
    first.wait_for(f"Open http://localhost:{port}")
    assert "gail@example.org" in first.said()
    assert "14 April 2014" in page(port)
    left = children(checkout)
    assert len(left) == 5  # PostgreSQL, Valkey, web, worker, beat

    code, said = run(PORT=str(services.free_port())).end()
    assert (code, "is already running in this folder" in said) == (1, True), said

    first.process.kill()
    first.end()
    second = run(PORT=str(port))  # although the killed run's web server still held the port
    second.wait_for(f"Open http://localhost:{port}")
    assert not any(processes.command_line(pid) for pid in left)

    left = children(checkout)
    second.process.send_signal(signal.SIGINT)
    second.process.send_signal(signal.SIGINT)  # an impatient second one breaks nothing
    code, said = second.end()
    assert code == 0, said
    assert said.endswith("Stopping.\n")
    assert not any(processes.command_line(pid) for pid in left)
    assert list((checkout / "var" / "services").iterdir()) == []


def test_a_part_that_dies_is_named_and_the_rest_is_stopped(run, checkout):
    port = services.free_port()
    alive = run(PORT=str(port))
    alive.wait_for("Open http")
    left = children(checkout)
    os.kill(left[-1], signal.SIGKILL)  # the web server, which came last
    code, said = alive.end()
    assert code == 1
    assert "The web server stopped by itself. Its last words:" in said
    assert not any(processes.command_line(pid) for pid in left)


def test_a_busy_port_gets_a_sentence_before_anything_starts(run):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, said = run(PORT=str(port)).end()
    assert code == 1
    assert said.startswith(f"Something else is using port {port}. Stop it, or choose another port:")
    assert "Starting" not in said


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1"])
def test_a_port_that_is_none_gets_a_sentence(run, port):
    code, said = run(PORT=port).end()
    assert code == 1
    assert said.startswith(f"PORT is {port}: write a number from 1 to 65535")


def test_a_broken_setting_is_shown_with_its_own_words(run):
    code, said = run(TRACKER_TODAY="2014-02-30", PORT=str(services.free_port())).end()
    assert code == 1
    assert 'TRACKER_TODAY is "2014-02-30": write a real date' in said
