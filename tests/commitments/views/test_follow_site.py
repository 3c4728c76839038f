"""Asking to follow all delays, all reservations, all blockers or the circulation."""

import pytest

from mailroom.models import Subscription
from tests.commitments.views.test_follow import send

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["delays", "reservations", "blockers"])
def test_it_takes_the_wish_down(client, kind):
    assert send(client, f"/follow/{kind}/").status_code == 302
    wish = Subscription.objects.get()
    assert (wish.topic, wish.label) == (kind, f"All {kind}")
    assert client.get(wish.path).status_code == 200


def test_the_circulation_comes_monthly_and_asks_nothing_else(client):
    page = client.get("/follow/network/").content.decode()
    assert "How often" not in page
    send(client, "/follow/network/")
    assert Subscription.objects.get().frequency == "monthly"


@pytest.mark.parametrize(
    ("page", "kind"),
    [("/lateness/", "delays"), ("/updates/", "reservations"), ("/blockers/", "blockers")],
)
def test_the_page_about_it_links_here(client, page, kind):
    assert f'href="/follow/{kind}/"' in client.get(page).content.decode()


def test_nothing_else_takes_in_the_whole_site(client):
    assert client.get("/follow/everything/").status_code == 404
    assert client.post("/follow/everything/").status_code == 404
