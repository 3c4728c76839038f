"""The cache, and the database that stands in for it."""

import pytest
from django.core.cache import cache, caches
from django.test import Client

from network.models import Person
from ogp_tracker.models import SpareValue
from ogp_tracker.outages.caching import PAUSE, SteadyCache
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def gone(settings):
    """The cache's server is not there."""
    default = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {**settings.CACHES, "default": default}


def use_all() -> list[object]:
    """What every method answers that we, Django and allauth use."""
    cache.set("b", [1.5])
    answers = [
        cache.add("a", 1),
        cache.add("a", 2),
        cache.get("a"),
        cache.get("d", "nothing"),
        cache.get_many(["a", "b", "c"]),
        cache.has_key("a"),
        cache.incr("a"),
        cache.touch("a", 60),
        cache.set_many({"c": "x"}),
        cache.delete("a"),
        cache.delete("a"),
    ]
    cache.delete_many(["b", "c"])
    return [*answers, cache.get_many(["a", "b", "c"])]


ANSWERS: list[object] = [
    *(True, False, 1, "nothing", {"a": 1, "b": [1.5]}, True, 2, True),
    *([], True, False, {}),
]


def test_the_server_answers():
    assert use_all() == ANSWERS
    assert not SpareValue.objects.exists()


@pytest.mark.usefixtures("gone")
def test_without_the_server_the_database_answers_alike():
    assert use_all() == ANSWERS
    cache.set("a", 1)
    assert SpareValue.objects.count() == 1
    cache.clear()
    assert not SpareValue.objects.exists()


@pytest.mark.usefixtures("gone")
def test_the_server_is_tried_once_in_a_while(monkeypatch, caplog):
    for _ in range(10):
        cache.get("a")
    assert len(caplog.records) == 1
    steady = caches["default"]
    assert isinstance(steady, SteadyCache)
    steady.tried_again_at -= PAUSE
    cache.get("a")
    assert len(caplog.records) == 2


def why(answer) -> str:
    """The reason for which a sign-in was refused."""
    [[error]] = answer.context["form"].errors.as_data().values()
    return error.code


@pytest.mark.usefixtures("gone")
def test_wrong_passwords_are_counted_without_the_server():
    gail: Person = cast.person("Gail Green")
    gail.set_password(cast.PASSWORD)
    gail.save()
    wrong = {"login": gail.email, "password": "guessed"}
    right = {"login": gail.email, "password": cast.PASSWORD}
    browser = Client()
    for _ in range(5):
        answer = browser.post("/account/login/", wrong)
        assert why(answer) == "email_password_mismatch"
    refused = Client(REMOTE_ADDR="127.0.0.9").post("/account/login/", right)
    assert why(refused) == "too_many_login_attempts"


@pytest.mark.usefixtures("gone")
def test_people_sign_in_without_the_server():
    gail: Person = cast.person("Gail Green")
    gail.set_password(cast.PASSWORD)
    gail.save()
    right = {"login": gail.email, "password": cast.PASSWORD}
    assert Client().post("/account/login/", right).status_code == 302
