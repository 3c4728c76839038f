"""The child processes of one run, recorded so that the next can clear what a killed run left."""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple

PATIENCE = 15.0  # seconds a process gets to stop before it is killed


class ServiceError(Exception):
    """Something cannot run; the message is a sentence for the person at the keyboard."""


class Family:
    """Processes and temporary folders that end with this run, in the order they came, reversed.

    Each process is a session of its own, so that Ctrl-C reaches the run alone and the run
    decides the order. The record is locked while the run lives: a lock that is free means that
    the run was killed, whatever its process number says.
    """

    def __init__(self, records: Path, name: str = "") -> None:
        try:
            self._path, self._record = _new_record(records, name)
        except PermissionError as error:
            raise ServiceError(
                f"You may not write to {error.filename}: did another account run the tracker here? "
                "`make clean` as that account removes what it left."
            ) from None
        self._children: dict[str, _Child] = {}
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
        words = [str(word) for word in command]
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output, _held_back():
            child = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **options,
            )
            self._children[name] = _Child(child, stop_with, log, " ".join(words))
            self._write()
        return child

    def new_folder(self) -> Path:
        """Make a private folder under a path short enough for a socket (about 100 bytes)."""
        with _held_back():
            folder = tempfile.mkdtemp(prefix="tracker-", dir="/tmp")
            self._folders.append(folder)
            self._write()
        return Path(folder)

    def finish(self, name: str) -> int:
        """Wait for the process `name` to end by itself and return its exit code."""
        code = self._children[name].process.wait()
        del self._children[name]
        self._write()
        return code

    def ended(self) -> list[tuple[str, Path]]:
        """Names and logs of the processes that are no longer there."""
        return [
            (name, child.log)
            for name, child in self._children.items()
            if child.process.poll() is not None
        ]

    def stop(self) -> None:
        """Stop every process, the newest first, remove the folders and the record."""
        for child in reversed(self._children.values()):
            _end(child.process.pid, child.stop_with, partial(_is_running, child.process))
        _remove(self._folders)
        self._path.unlink(missing_ok=True)
        self._record.close()

    def _write(self) -> None:
        # The words it was started with, not what the system says: a moment after the start the
        # system may not know them yet.
        content = {
            "folders": self._folders,
            "children": [
                [child.process.pid, child.stop_with, child.words]
                for child in self._children.values()
            ],
        }
        self._record.seek(0)
        self._record.truncate()
        json.dump(content, self._record)
        self._record.flush()


def _new_record(records: Path, name: str) -> tuple[Path, IO[str]]:
    """Make the locked record called `name`, or by a random name when that is empty."""
    records.mkdir(parents=True, exist_ok=True)
    sweep(records)
    path = records / f"{name or secrets.token_hex(6)}.json"
    if path.exists():
        raise ServiceError(f"The {name} is already running in this folder. Stop it first (Ctrl-C).")
    # Locked before it gets its name, so that nobody can sweep it away in between.
    unnamed = records / f"{secrets.token_hex(6)}.new"
    record = unnamed.open("w")
    fcntl.flock(record, fcntl.LOCK_EX)
    unnamed.rename(path)
    return path, record


class _Child(NamedTuple):
    process: subprocess.Popen[bytes]
    stop_with: int
    log: Path
    words: str


@contextlib.contextmanager
def _held_back() -> Iterator[None]:
    """Keep Ctrl-C waiting while something new goes on record, so that nothing escapes it."""
    caught: list[int] = []
    numbers: tuple[int, ...] = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {
        number: signal.signal(number, lambda number, _: caught.append(number)) for number in numbers
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in caught:
            signal.raise_signal(number)


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
        if words and _is_still(pid, words):
            _end(pid, number, partial(_is_still, pid, words))
    _remove(left["folders"])


def _is_running(process: subprocess.Popen[bytes]) -> bool:
    return process.poll() is None


def _is_still(pid: int, words: str) -> bool:
    return command_line(pid) == words


def command_line(pid: int) -> str:
    """The command that process `pid` was started with; empty when there is no such process."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        if Path("/proc/self").exists():
            return ""
    answer = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True)
    return answer.stdout.decode().strip()


def last_words(log: Path) -> str:
    """The end of a log, indented, and where the rest is."""
    lines = log.read_text(errors="replace").splitlines()[-15:]
    return "".join(f"    {line}\n" for line in lines) + f"(from {log})"


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
