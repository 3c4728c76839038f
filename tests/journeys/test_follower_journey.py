"""A visitor follows a commitment, confirms, hears of an update, and leaves; no account, no name."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from mailroom.models import Follower, OutboxMessage
from mailroom.tasks import deliver, plan_news
from tests.mailroom.conftest import mail_server as mail_server
from tests.mailroom.services import MailServer
from tests.progress.drafts import published

INPUT, ATTRIBUTE = re.compile(r"<input[^>]+>"), re.compile(r'(\w+)="([^"]*)"')
LINK = re.compile(r"http://localhost:8000(/\S+)")


@pytest.fixture
def visitor() -> Client:
    """A browser that would be refused by any page which asks for a CSRF cookie."""
    return Client(enforce_csrf_checks=True)


def fill(page: str, **typed: str) -> dict[str, str]:
    """What a browser sends: the fields of the form that were filled in, and those it came with."""
    inputs = [dict(ATTRIBUTE.findall(tag)) | {"tag": tag} for tag in INPUT.findall(page)]
    sent = [one for one in inputs if one["type"] == "hidden" or " checked" in one["tag"]]
    return {one["name"]: one["value"] for one in sent} | typed


@pytest.mark.django_db(transaction=True)
def test_from_a_link_on_a_page_to_an_empty_database(
    visitor, mail_server: MailServer, gail, cyrus, commitment, period
):
    tick = _tick_of(mail_server)
    page = visitor.get(commitment.get_absolute_url()).content.decode()
    [follow] = set(re.findall(r'href="(/follow/[^"]+)"', page))
    form = visitor.get(follow).content.decode()
    typed = fill(form, email="vera@example.org", frequency="at_once")
    assert "Check your mailbox" in visitor.post(follow, typed, follow=True).content.decode()

    [asking] = tick()
    assert "Confirm that you want emails" in asking["Subject"]
    confirm = next(link for link in links(asking) if "/confirm/" in link)
    form = visitor.get(confirm).content.decode()
    assert "You are following" in visitor.post(confirm, fill(form)).content.decode()

    update = published(gail, cyrus, commitment, period)
    [news] = [mail for mail in tick() if "vera@example.org" in mail["To"]]
    assert "update published" in news["Subject"]
    assert update.get_absolute_url() in links(news)
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Vera" not in str(news)

    manage = next(link for link in links(news) if link.count("/") == 4)
    assert "Commitment 7" in visitor.get(manage).content.decode()
    assert "You get no more emails" in visitor.post(f"{manage}leave/").content.decode()
    assert not visitor.cookies
    assert not Follower.objects.exists()
    assert not OutboxMessage.objects.filter(to_email="vera@example.org").exists()


def _tick_of(mail_server: MailServer) -> Callable[[], list]:
    """Do what beat does; answer with the mail that came of it."""

    def tick():
        seen = len(mail_server.received)
        plan_news()
        deliver()
        return [mail for _, mail in mail_server.received[seen:]]

    return tick


def links(mail) -> list[str]:
    """The addresses of ours in a letter."""
    return LINK.findall(mail.get_body(("plain",)).get_content())
