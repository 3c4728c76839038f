"""Measures how fast the outbox drains, against plain smtplib sending the same messages.

    .venv/bin/python -m ogp_tracker.local.services sh -e -c \
      '.venv/bin/python manage.py migrate -v 0; .venv/bin/python benchmarks/drain.py 2000 20000'

One worker drains the queue end to end (claim, write, hand over, record) into a sink on this
machine (aiosmtpd, in a process of its own); then smtplib sends those very messages on one
connection, once as email objects (send_message) and once as bytes that only need to be copied
(sendmail). All are measured in turns within one run, so what counts is the ratio. Each drain is a
process of its own, so that its peak of memory is known; given two sizes of the queue, the ratio of
the two peaks says whether memory grows with it.
"""

import asyncio
import multiprocessing
import os
import resource
import smtplib
import statistics
import sys
import time
from collections.abc import Callable
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogp_tracker.settings")

ROUNDS, BATCH = 3, 1000
SIZES = [int(word) for word in sys.argv[1:]] or [2000]
TEXT = """Dear {name},

A joint progress update is waiting for you.

Commitment {number}, Company beneficial ownership information
It is due on 30 April 2014, in 7 days.
Civil society has signed the draft. It waits for your signature.
Read it, write it and sign it here:
https://tracker.example.org/commitments/company-beneficial-ownership/updates/2014-04-30/write/

We stop writing to you about an update once you, or another lead of your side, have signed it.

Everything you owe, and when:
https://tracker.example.org/your-work/
"""


class Sink:
    """Says yes to everything and keeps nothing."""

    async def handle_DATA(self, *_: object) -> str:  # noqa: N802 - aiosmtpd's name
        """Take the message."""
        return "250 OK"


def sink(port: Connection) -> None:
    """Serve, and say where."""

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(Sink(), loop=loop), "127.0.0.1", 0)
        port.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


def write(message: Any) -> Any:
    """Write one letter, as a reminder's writer would."""
    from mailroom.letters import Letter

    body = TEXT.format(name=message.to_name, number=message.about["number"])
    return Letter(
        f"Progress update for commitment {message.about['number']} is due in 7 days", body
    )


def set_up(port: int) -> None:
    """Django with the sink for its mail server and our writer for the benchmark's letters."""
    os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
    import django
    from django.conf import settings

    django.setup()
    settings.MAIL_WRITERS = {"measured": "benchmarks.drain.write"}


def fill(port: int, number: int, answer: Connection) -> None:
    """Queue so many messages, and nothing else."""
    set_up(port)
    from mailroom.models import OutboxMessage
    from ogp_tracker import clock

    OutboxMessage.objects.all().delete()
    moment = clock.now()  # one for all, as when a day's letters are planned
    for start in range(0, number, BATCH):
        OutboxMessage.objects.bulk_create(
            OutboxMessage(
                key=f"measured:{index}",
                kind="measured",
                about={"number": index},
                is_written=False,
                subject="Progress update",
                to_name=f"Gail {index} Green",
                to_email=f"gail{index}@example.org",
                planned_at=moment,
            )
            for index in range(start, min(start + BATCH, number))
        )
    answer.send(None)


def drain(port: int, number: int, answer: Connection) -> None:
    """Deliver all of it as a worker does; answers with the seconds and the peak of memory."""
    set_up(port)
    from mailroom.delivery.actions import Status, deliver
    from mailroom.models import OutboxMessage

    list(OutboxMessage.objects.all()[:1])  # connects
    start = time.perf_counter()
    while deliver():
        pass
    seconds = time.perf_counter() - start
    assert OutboxMessage.objects.filter(status=Status.SENT).count() == number
    answer.send((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def plain(port: int, number: int, answer: Connection) -> None:
    """Send the same messages with smtplib; answers with the seconds, as objects and as bytes.

    Each way has one connection; nothing but the sending is measured, and no more messages are held
    at once than a chunk of them, so that memory is no burden either.
    """
    set_up(port)
    from mailroom.delivery.building import as_bytes, build
    from mailroom.models import OutboxMessage

    as_objects = as_texts = 0.0
    rows = OutboxMessage.objects.order_by("pk").iterator(BATCH)
    with smtplib.SMTP("127.0.0.1", port) as one, smtplib.SMTP("127.0.0.1", port) as other:
        while chunk := [(row.to_email, build(row)) for row in islice(rows, BATCH)]:
            number -= len(chunk)
            emails = [email.message() for _, email in chunk]
            start = time.perf_counter()
            for email in emails:
                one.send_message(email)
            as_objects += time.perf_counter() - start
            texts = [(address, as_bytes(email)) for address, email in chunk]
            start = time.perf_counter()
            for address, text in texts:
                other.sendmail("tracker@localhost", [address], text)
            as_texts += time.perf_counter() - start
    assert number == 0
    answer.send((as_objects, as_texts))


def apart(do: Callable[..., None], *given: Any) -> Any:
    """What `do` answers, run in a process of its own."""
    here, there = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(target=do, args=(*given, there))
    child.start()
    there.close()
    answer = here.recv()
    child.join()
    return answer


def told(ratios: list[float]) -> str:
    """The median of the ratios, and how far they are apart."""
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"


def main() -> None:
    """Print the ratios, round by round, for each size of the queue."""
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=sink, args=(there,), daemon=True)
    server.start()
    port = here.recv()
    peaks = []
    for number in SIZES:
        drained, as_objects, as_bytes = [], [], []
        for _ in range(ROUNDS):
            apart(fill, port, number)
            drained.append(apart(drain, port, number))
            sent = apart(plain, port, number)
            as_objects.append(sent[0] / drained[-1][0])
            as_bytes.append(sent[1] / drained[-1][0])
        rate = number / statistics.median(seconds for seconds, _ in drained)
        peaks.append(max(peak for _, peak in drained))
        print(f"{number} messages: {rate:.0f} a second, peak of the worker {peaks[-1]:.0f} MB")
        print(f"  of the rate of smtplib with objects {told(as_objects)}")
        print(f"  of the rate of smtplib with bytes   {told(as_bytes)}", flush=True)
    if len(peaks) > 1:
        print(f"peak of memory, last size to first: {peaks[-1] / peaks[0]:.2f}")
    server.terminate()


if __name__ == "__main__":
    main()
