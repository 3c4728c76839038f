"""Measures which web server serves our own pages best, and whether each stops cleanly.

    . var/demonstration.env && .venv/bin/python benchmarks/web_servers.py

Needs a running demonstration, for its database. Both servers run with two processes of two
threads; they are measured in turns within one run, so what counts is the ratio.
"""

import http.client
import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

ROUNDS, CLIENTS, SECONDS = 5, 4, 4.0
PAGES = (
    "/",
    "/commitments/",
    "/commitments/?q=open&theme=open-data",
    "/commitments/company-beneficial-ownership-information/",
    "/healthz",
)
SERVERS = {
    "gunicorn": [
        "gunicorn", "ogp_tracker.wsgi", "--bind=127.0.0.1:{port}", "--workers=2", "--threads=2",
        "--no-control-socket", "--log-level=warning",
    ],
    "granian": [
        "granian", "--interface", "wsgi", "ogp_tracker.wsgi:application", "--host=127.0.0.1",
        "--port={port}", "--workers=2", "--blocking-threads=2", "--log-level=warning",
    ],
}  # fmt: skip


def start(name: str, port: int) -> subprocess.Popen[bytes]:
    """Start a server and wait until it answers."""
    command = [sys.executable, "-m", *(part.format(port=port) for part in SERVERS[name])]
    server = subprocess.Popen(command)
    for _ in range(100):
        try:
            if get(port, "/healthz") == 200:
                return server
        except OSError:
            time.sleep(0.1)
    sys.exit(f"{name} does not answer. Is the demonstration running?")


def get(port: int, page: str) -> int:
    """Ask for one page and read it whole; returns the status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", page)
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def load(port: int, pages: Sequence[str], until: float) -> tuple[int, list[str]]:
    """Ask for `pages` in turns with several clients until that moment; answers, and failures."""
    answers, failures = [0] * CLIENTS, []

    def client(number: int) -> None:
        while time.monotonic() < until:
            page = pages[answers[number] % len(pages)]
            try:
                status = get(port, page)
            except ConnectionRefusedError:
                return  # it has stopped listening: nothing was begun
            except (OSError, http.client.HTTPException) as error:
                failures.append(f"{page}: {error!r}")
                return
            if status != 200:
                failures.append(f"{page}: {status}")
            answers[number] += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answers), failures


def measure() -> None:
    """Print answers a second for each page, and the ratio pair by pair."""
    ports = {"gunicorn": 8301, "granian": 8302}
    servers = {name: start(name, port) for name, port in ports.items()}
    for page in PAGES:
        rates: dict[str, list[float]] = {name: [] for name in SERVERS}
        for _ in range(ROUNDS):
            for name, port in ports.items():
                count, failures = load(port, [page], time.monotonic() + SECONDS / ROUNDS)
                rates[name].append(count / (SECONDS / ROUNDS))
                if failures:
                    print(f"{name}: {failures[:3]}")
        ratios = [a / b for a, b in zip(rates["granian"], rates["gunicorn"], strict=True)]
        medians = "  ".join(f"{name} {statistics.median(rates[name]):6.0f}/s" for name in rates)
        print(f"{page:58} {medians}  granian/gunicorn {statistics.median(ratios):.2f}", flush=True)
    for server in servers.values():
        server.terminate()
        server.wait(timeout=60)


def stop_under_load(name: str, port: int) -> None:
    """Send SIGTERM while requests are under way; say what was dropped and how long it took."""
    server = start(name, port)
    ended: dict[str, float] = {}

    def terminate() -> None:
        time.sleep(1.5)
        began = time.monotonic()
        os.kill(server.pid, signal.SIGTERM)
        server.wait(timeout=60)
        ended["seconds"] = time.monotonic() - began

    stopper = threading.Thread(target=terminate)
    stopper.start()
    answers, failures = load(port, PAGES, time.monotonic() + 4)
    stopper.join()
    print(
        f"{name}: SIGTERM after {answers} answers, {len(failures)} dropped {failures[:2]}, "
        f"stopped in {ended['seconds']:.1f} s, exit {server.returncode}",
        flush=True,
    )


if __name__ == "__main__":
    measure()
    for turn in range(3):
        for position, server_name in enumerate(SERVERS):
            stop_under_load(server_name, 8311 + 10 * turn + position)
