"""The child processes of one run, recorded so that the next can clear what a killed run left."""

import fcntl
import json
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

PATIENCE = 15.0  # seconds a process gets to stop before it is killed


class AlreadyRunningError(Exception):
    """Another live run holds the record of that name."""


class Family:
    """Processes and temporary folders that end with this run, in the order they came, reversed.

    Each process is a session of its own, so that Ctrl-C reaches the run alone and the run
    decides the order. The record is locked while the run lives: a lock that is free means that
    the run was killed, whatever its process number says.
    """

    def __init__(self, records: Path, name: str = "") -> None:
        records.mkdir(parents=True, exist_ok=True)
        sweep(records)
        name = name or secrets.token_hex(6)
        self._path = records / f"{name}.json"
        if self._path.exists():
            raise AlreadyRunningError(name)
        # Locked before it gets its name, so that nobody can sweep it away in between.
        unnamed = records / f"{secrets.token_hex(6)}.new"
        self._record = unnamed.open("w")
        fcntl.flock(self._record, fcntl.LOCK_EX)
        unnamed.rename(self._path)
        self._children: dict[str, tuple[subprocess.Popen[bytes], int]] = {}
        self._folders: list[str] = []

    def spawn(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        log: Path,
        stop_with: int = signal.SIGTERM,
        **options: Any,
    ) -> subprocess.Popen[bytes]:
        """Start `command` as `name`, its output added to `log`; `options` are Popen's."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            child = subprocess.Popen(
                [str(word) for word in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **options,
            )
        self._children[name] = (child, stop_with)
        self._write()
        return child

    def new_folder(self) -> Path:
        """Make a private folder under a path short enough for a socket (about 100 bytes)."""
        folder = tempfile.mkdtemp(prefix="tracker-", dir="/tmp")
        self._folders.append(folder)
        self._write()
        return Path(folder)

    def ended(self) -> list[str]:
        """Names of the processes that are no longer there."""
        return [name for name, (child, _) in self._children.items() if child.poll() is not None]

    def stop(self) -> None:
        """Stop every process, the newest first, remove the folders and the record."""
        for child, number in reversed(self._children.values()):
            _end(child.pid, number, lambda child=child: child.poll() is None)
        _remove(self._folders)
        self._path.unlink(missing_ok=True)
        self._record.close()

    def _write(self) -> None:
        content = {
            "folders": self._folders,
            "children": [
                [child.pid, number, command_line(child.pid)]
                for child, number in self._children.values()
            ],
        }
        self._record.seek(0)
        self._record.truncate()
        json.dump(content, self._record)
        self._record.flush()


def sweep(records: Path) -> None:
    """Stop the processes and remove the folders of every run whose record nobody holds."""
    for path in records.glob("*.json"):
        with path.open("r") as record:
            try:
                fcntl.flock(record, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                continue
            _clear(record)
            path.unlink(missing_ok=True)


def _clear(record: IO[str]) -> None:
    try:
        left = json.load(record)
    except ValueError:  # killed while it wrote: there is nothing to go by
        return
    for pid, number, words in reversed(left["children"]):
        # The number alone may belong to somebody else's process by now.
        if words and command_line(pid) == words:
            _end(pid, number, lambda pid=pid, words=words: command_line(pid) == words)
    _remove(left["folders"])


def command_line(pid: int) -> str:
    """The command that process `pid` was started with; empty when there is no such process."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        if Path("/proc/self").exists():
            return ""
    answer = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True)
    return answer.stdout.decode().strip()


def _end(pid: int, number: int, is_alive: Callable[[], bool]) -> None:
    """Send signal `number` and wait; after PATIENCE kill the whole session."""
    deadline = time.monotonic() + PATIENCE
    if is_alive():
        os.kill(pid, number)
    while is_alive():
        if time.monotonic() > deadline:
            os.killpg(pid, signal.SIGKILL)
            deadline += PATIENCE
        time.sleep(0.02)


def _remove(folders: Sequence[str]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
