"""P17: nobody is mail-bombed by asking to follow, and one click stops every letter."""

import datetime as dt
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from mailroom.delivery.actions import deliver
from mailroom.following.planning import plan_digests, plan_news
from mailroom.models import Follower, OutboxMessage, Subscription
from network.models import CirculationReader, Person
from ogp_tracker import clock
from tests.commitments.views.test_follow import stamp_in
from tests.mailroom.conftest import mail_server as mail_server
from tests.mailroom.following.people import announce, follower
from tests.mailroom.services import MailServer
from tests.network.circulation.months import sent
from tests.promises.sizes import size

REQUESTS, ORIGINS, THREADS = size(200, 1000), size(40, 200), 8
LINK = re.compile(r"http://localhost:8000(/\S+)")
PAGES = ("/follow/delays/", "/follow/reservations/", "/follow/blockers/")


def spellings() -> Iterator[str]:
    """One mailbox, in as many spellings as anybody could wish."""
    for number in range(REQUESTS):
        dotted = ("adalovelace", "ada.lovelace", "a.d.a.lovelace", "adalove.lace")[number % 4]
        tag = ("", f"+{number}", "+news", f"+a.b+{number}")[number // 4 % 4]
        domain = ("gmail.com", "GMAIL.com", "googlemail.com")[number % 3]
        local = f"{dotted}{tag}"
        if number % 7 == 0:  # in quotation marks, any letter may have a backslash before it
            letters = enumerate("adalovelace")
            local = "".join(f"\\{one}" if number >> n & 1 else one for n, one in letters)
            local = f'"{local}"'
        yield f"{local.upper() if number % 5 == 0 else local}@{domain}"


def state() -> list[Any]:
    """Everything that following keeps."""
    rows: list[Any] = [
        list(model.objects.order_by("pk").values())
        for model in (Follower, Subscription, OutboxMessage, CirculationReader)
    ]
    return rows


@pytest.mark.django_db(transaction=True)
def test_p17(
    mail_server: MailServer, nora: Person, mia: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    stamp = stamp_in(Client().get(PAGES[0]).content.decode())

    def ask(wish: tuple[int, str]) -> int:
        number, address = wish
        client = Client(REMOTE_ADDR=f"198.51.100.{number % ORIGINS}")
        typed = {"email": address, "frequency": "at_once", "stamp": stamp}
        try:
            return client.post(PAGES[number % len(PAGES)], typed).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(ask, enumerate(spellings())))
    # Refused are those in quotation marks; no limit that a place has was met.
    assert set(answers) == {302, 200}
    assert answers.count(200) == len(range(0, REQUESTS, 7))
    deliver(limit=REQUESTS)
    mails = len(mail_server.addresses())
    assert mails == 1
    looked, clicked = _scanner_then_click(mail_server, nora)
    with capsys.disabled():
        print(
            f"\nP17 {REQUESTS} requests {mails} mail; {looked} links opened by a scanner changed "
            f"nothing, {clicked} one-click POSTs without sign-in stopped everything"
        )


def _scanner_then_click(mail_server: MailServer, nora: Person) -> tuple[int, int]:
    """Open every link of letters of every kind; then press one-click in each of them."""
    for frequency in ("at_once", "weekly", "monthly"):
        follower(f"{frequency}@example.org", topic="delays", frequency=frequency)
    follower("network@example.org", topic="network")
    plan_digests()
    sent(nora)
    announce("delays", path="/lateness/")
    plan_news()
    plan_digests(clock.now() + dt.timedelta(days=32))
    deliver(limit=1000)
    letters = [letter for _, letter in mail_server.received]
    kinds = OutboxMessage.objects.filter(status="sent").values_list("kind", flat=True)
    assert set(kinds) == {
        "follow_request",
        "news",
        "news_digest",
        "circulation",
        "circulation_drafted",
    }
    before = state()
    looked = 0
    for letter in letters:
        text = letter.get_body(("plain",))
        assert text is not None
        links = LINK.findall(text.get_content())
        links += LINK.findall(str(letter["List-Unsubscribe"] or "").replace(">", " "))
        for link in links:
            response = Client().get(link)
            assert response.status_code in {200, 302, 404}
            assert not response.cookies
            looked += 1
    assert state() == before
    return looked, sum(_one_click(letter) for letter in letters if letter["List-Unsubscribe"])


def _one_click(letter: Any) -> bool:
    """What a mail program does when its reader presses "unsubscribe" (RFC 8058)."""
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    [link] = LINK.findall(letter["List-Unsubscribe"].replace(">", " "))
    body = "List-Unsubscribe=One-Click"
    client = Client(enforce_csrf_checks=True)
    response = client.post(link, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200
    _, _, place, secret, *_ = link.split("/")
    if place == "leave":
        assert CirculationReader.objects.get(token=secret).left_at is not None
    else:
        assert not Follower.objects.filter(token=secret).exists()
    return True
