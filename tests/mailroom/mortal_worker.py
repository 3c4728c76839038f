"""Delivery workers that are killed: told line by line what to do, each a process of its own.

`once POINT NUMBER` delivers, and kills itself (SIGKILL) at POINT of the message NUMBER; `once - 0`
dies at none. `for-ever SECONDS` delivers and recovers without end, with leases that short. The
number of the process is answered, and `ended` when one that ran once is over. The points are put
around our own functions from outside: production code knows nothing of them.
"""

import datetime as dt
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

POINTS = ("claimed", "written", "prepared", "handing", "in hand", "answered", "recorded")


def wrap(owner: Any, name: str, *, before: Callable | None = None, after: Callable) -> None:
    """Call `before` with what `name` is given, and `after` with that and its answer."""
    inner = getattr(owner, name)

    def outer(*given: Any, **named: Any) -> Any:
        if before:
            before(given)
        answer = inner(*given, **named)
        after(given, answer)
        return answer

    setattr(owner, name, outer)


def plant(point: str, number: int) -> None:
    """Make this process die at the point of that message."""
    import smtplib

    import requests

    from mailroom.delivery import round as carrying

    carried = {"now": 0}

    def at(here: str, message: int | None = None) -> bool:
        if (here, message or carried["now"]) == (point, number):
            os.kill(os.getpid(), signal.SIGKILL)
        return False

    def begin(given: Any) -> None:
        carried["now"] = given[1].pk

    wrap(carrying, "claim", after=lambda _, rows: [at("claimed", row.pk) for row in rows])
    wrap(carrying, "write", after=lambda _, rows: [at("written", row.pk) for row in rows])
    wrap(carrying.Round, "_carry", before=begin, after=lambda *_: None)
    wrap(carrying.Round, "_prepare", after=lambda *_: at("prepared"))
    wrap(
        carrying.Round,
        "_hand_over",
        before=lambda _: at("handing"),
        after=lambda *_: at("answered"),
    )
    # The dot is on its way; or Notify has answered and nobody heard it.
    wrap(smtplib.SMTP, "send", after=lambda given, _: given[1] == b".\r\n" and at("in hand"))
    wrap(requests.Session, "request", after=lambda *_: at("in hand"))
    # What was sent is recorded with the step of the next message, or by itself.
    wrap(
        carrying,
        "mark_handing",
        after=lambda given, _: given[2] and at("recorded", given[2].message.pk),
    )
    wrap(carrying, "settle", after=lambda given, _: at("recorded", given[0].pk))


def once(point: str, number: str) -> None:
    from mailroom.delivery.actions import deliver

    if point != "-":
        plant(point, int(number))
    while deliver():
        pass


def for_ever(seconds: str) -> None:
    from mailroom.delivery import claiming, recording, recovery
    from mailroom.delivery.actions import deliver, recover

    lease = dt.timedelta(seconds=float(seconds))
    times = ((claiming, "LEASE"), (recording, "HANDING_LEASE"), (recovery, "LOOKUP_LAG"))
    for module, name in times:
        setattr(module, name, lease)
    while True:
        recover()
        if not deliver():
            time.sleep(0.02)


def answer(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogp_tracker.settings")
    import django

    django.setup()
    from django.core.mail.utils import DNS_NAME

    # What takes long is there before the first child; a connection is not.
    import mailroom.tasks  # noqa: F401
    from mailroom.delivery.building import as_html

    as_html("", "Go.")
    DNS_NAME.get_fqdn()

    for line in sys.stdin:
        what, *words = line.rstrip("\n").split("\t")
        child = os.fork()
        if not child:
            try:
                once(*words) if what == "once" else for_ever(*words)
            finally:
                os._exit(0)
        answer(str(child))
        if what == "once":
            _, status = os.waitpid(child, 0)
            answer(f"ended by {os.WTERMSIG(status)}")
        else:
            signal.signal(signal.SIGCHLD, signal.SIG_IGN)


if __name__ == "__main__":
    main()
