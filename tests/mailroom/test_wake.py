"""The tap on the worker's shoulder: a broker that is down costs nothing but time."""

import os
import subprocess
import sys

from django.conf import settings

from mailroom.wake import wake_delivery
from tests.mailroom.services import Broker

WAKE = """
import time, django
django.setup()
from mailroom.wake import wake_delivery
start = time.monotonic()
wake_delivery()
print(f"{time.monotonic() - start:.1f}")
"""


def test_it_wakes_the_worker(broker: Broker) -> None:
    wake_delivery()
    assert broker.waiting() == ["mailroom.deliver"]


def test_a_broker_that_is_down_is_no_error() -> None:
    environment = os.environ | {
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "DJANGO_SETTINGS_MODULE": "ogp_tracker.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", WAKE],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) < 2, "a page would wait for it"
    assert "for mailroom.deliver; the next tick does" in done.stderr
