"""P6 over HTTP: whoever writes at the same time, goes back or is signed out loses no line."""

import html
import http.client
import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client

from network.models import Person
from progress.models import ProgressUpdate
from tests.cast import PASSWORD, client_for
from tests.progress.views.pages import address
from tests.promises.sizes import size

pytestmark = pytest.mark.django_db(transaction=True)
EDITORS, SAVES = size(8, 50), size(5, 10)
# A token is right when the cookie and the form agree on it.
TOKEN = "t" * 32
BASE = re.compile(r'name="base" value="(\d+)"')
MARK = re.compile(r'name="typed_by" value="([^"]+)"')
DONE = re.compile(r'<textarea name="done"[^>]*>\s?(.*?)</textarea>', re.DOTALL)


@dataclass
class Form:
    """What a browser shows of the page: the fields a save sends."""

    base: str
    mark: str
    done: str

    @classmethod
    def on(cls, page: str) -> "Form":
        base, mark, done = (pattern.search(page) for pattern in (BASE, MARK, DONE))
        assert base, page
        assert mark, page
        assert done, page
        return cls(base[1], mark[1], html.unescape(done[1]).strip("\r\n"))

    def sent(self) -> dict[str, str]:
        facts = {"base": self.base, "typed_by": self.mark, "done": self.done}
        return facts | {"csrfmiddlewaretoken": TOKEN}


class Browser:
    """A person's browser that speaks real HTTP to the running site."""

    def __init__(self, site: str, session: str) -> None:
        self.host = urlsplit(site).netloc
        self.headers = {
            "Cookie": f"session={session}; csrf={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def ask(self, method: str, url: str, form: Form | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection(self.host, timeout=120)
        try:
            connection.request(method, url, urlencode(form.sent()) if form else None, self.headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


def session_of(person: Person) -> str:
    return client_for(person).cookies["session"].value


def text_in_force() -> list[str]:
    version = ProgressUpdate.objects.get().latest_version()
    assert version is not None
    return version.content.done.split("\n")


def test_p6_many_people_save_at_once(live_server, gail, cyrus, commitment, period, capsys):
    url = address("update_edit", commitment)
    sessions = [session_of(gail), session_of(cyrus)]

    def edit(number: int) -> int:
        """Add this editor's lines one by one; confirm what was put together when answered 409."""
        browser = Browser(live_server.url, sessions[number % 2])
        chance = random.Random(number)  # noqa: S311 - no secret
        merged = 0
        for save in range(SAVES):
            time.sleep(chance.random() / 5)
            line = f"editor {number} line {save}"
            status, page = browser.ask("GET", url)
            assert status == 200
            form = Form.on(page)
            form.done = f"{form.done}\n{line}".strip()
            status, page = browser.ask("POST", url, form)
            tries = 0
            while status == 409:
                merged, tries = merged + 1, tries + 1
                form = Form.on(page)
                assert line in form.done.split("\n"), "the page lost what was typed"
                if tries % 2 == 0:  # let others through, or nobody would be done
                    time.sleep(chance.random() * min(2**tries / 16, 10))
                status, page = browser.ask("POST", url, form)
            assert status == 302, page
        return merged

    with ThreadPoolExecutor(EDITORS) as pool:
        merged = sum(pool.map(edit, range(EDITORS)))
    text = text_in_force()
    wanted = {f"editor {number} line {save}" for number in range(EDITORS) for save in range(SAVES)}
    kept = len(wanted & set(text))
    with capsys.disabled():
        print(f"\nP6 over HTTP {len(wanted)} saves {kept} kept {merged} merges confirmed")
    assert kept == len(wanted)
    assert len(text) == len(wanted), "a line is there twice"
    assert merged > 0, "nobody ever raced: the test shows nothing"


def test_p6_back_button(live_server, gail, cyrus, commitment, period, capsys):
    """Everybody saves again from the page they had first, with one more line each time."""
    url = address("update_edit", commitment)
    people = [Browser(live_server.url, session_of(person)) for person in (gail, cyrus)]
    first = [Form.on(browser.ask("GET", url)[1]) for browser in people]
    answered = 0
    for save in range(SAVES):
        for number, (browser, form) in enumerate(zip(people, first, strict=True)):
            form.done = f"{form.done}\nperson {number} line {save}".strip()
            status, page = browser.ask("POST", url, form)
            if status == 409:
                answered += 1
                status, page = browser.ask("POST", url, Form.on(page))
            assert status == 302, page
    wanted = {f"person {number} line {save}" for number in (0, 1) for save in range(SAVES)}
    kept = len(wanted & set(text_in_force()))
    with capsys.disabled():
        print(f"\nP6 back button {len(wanted)} saves {kept} kept {answered} answered with a merge")
    assert sorted(text_in_force()) == sorted(wanted)
    assert answered == len(wanted) - 1


def test_p6_session_expired_during_the_post(gail, cyrus, commitment, period, settings, capsys):
    """Each session ends between the page and the save; the text comes back and is saved."""
    # Many sign in from one address here.
    settings.ACCOUNT_RATE_LIMITS = False
    url = address("update_edit", commitment)
    for person in (gail, cyrus):
        person.set_password(PASSWORD)
        person.save()

    def edit(number: int) -> int:
        person = (gail, cyrus)[number % 2]
        try:
            return sum(add_line(person, url, f"editor {number} line {save}") for save in range(2))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        returned = sum(pool.map(edit, range(EDITORS)))
    wanted = {f"editor {number} line {save}" for number in range(EDITORS) for save in range(2)}
    kept = len(wanted & set(text_in_force()))
    with capsys.disabled():
        print(f"\nP6 session expired {len(wanted)} saves {returned} texts back {kept} kept")
    assert returned == len(wanted)
    assert sorted(text_in_force()) == sorted(wanted)


def add_line(person: Person, url: str, line: str) -> bool:
    """Add a line although the session ends; whether it was in the form after signing in again."""
    browser = Client()
    browser.force_login(person)
    form = Form.on(browser.get(url).content.decode())
    form.done = f"{form.done}\n{line}".strip()
    Session.objects.filter(session_key=browser.cookies["session"].value).delete()
    answer = browser.post(url, form.sent())
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")
    login = {"login": person.email, "password": PASSWORD, "next": url}
    assert browser.post("/account/login/", login)["Location"] == url
    form = Form.on(browser.get(url).content.decode())
    came_back = line in form.done.split("\n")
    answer = browser.post(url, form.sent())
    while answer.status_code == 409:
        answer = browser.post(url, Form.on(answer.content.decode()).sent())
    assert answer.status_code == 302
    return came_back
