"""What search engines and the editors of other sites are told."""

import json
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from commitments.workflow import Stage
from opendata.sharing import sitemaps
from tests.cast import action_plan, commitment_of
from tests.progress.blocking import blocker_of
from tests.progress.drafts import published

pytestmark = pytest.mark.django_db
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
SITE = "http://localhost:8000"


def listed(response):
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own file
    return [element.text for element in root.iter(LOC)]


def test_every_page_in_the_sitemap_is_there(client, gail, cyrus, commitment, period):
    published(gail, cyrus, commitment, period)
    blocker_of(cyrus, commitment)
    found = listed(client.get("/sitemap.xml"))
    assert len(set(found)) == len(found)
    assert f"{SITE}{commitment.get_absolute_url()}" in found
    for address in found:
        assert client.get(address.removeprefix(SITE)).status_code == 200, address


def test_what_readers_may_not_see_is_not_in_it(client, plan):
    commitment_of(plan, "8", "Only proposed", stage=Stage.PROPOSED)
    commitment_of(action_plan("next", number=3, published_on=None), "1", "Not yet public")
    found = " ".join(listed(client.get("/sitemap.xml")))
    assert plan.slug in found
    assert "proposed" not in found
    assert "next" not in found


def test_it_says_when_a_page_last_changed(client, commitment):
    text = client.get("/sitemap.xml").text
    assert f"{commitment.get_absolute_url()}</loc><lastmod>2014-04-14T" in text


def test_a_long_list_comes_in_parts(client, commitment, monkeypatch):
    whole = listed(client.get("/sitemap.xml"))
    monkeypatch.setattr(sitemaps, "LARGEST", 5)
    parts = listed(client.get("/sitemap.xml"))
    assert parts[0] == f"{SITE}/sitemap-1.xml"
    found = [loc for part in parts for loc in listed(client.get(part.removeprefix(SITE)))]
    assert found == whole
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_robots_are_told_where_the_list_is(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert f"Sitemap: {SITE}/sitemap.xml" in response.text
    assert "Disallow: /*?\n" in response.text
    assert "Disallow: /\n" not in response.text


def test_how_to_show_a_page(client, commitment):
    url = f"{SITE}{commitment.get_absolute_url()}"
    answer = client.get(reverse("files:oembed"), {"url": url, "maxwidth": "300"})
    found = json.loads(answer.content)
    assert (found["version"], found["type"], found["width"]) == ("1.0", "rich", 300)
    assert found["title"] == f"Commitment 7: {commitment.title}"
    assert f'<iframe src="{SITE}/embed/commitments/{commitment.slug}/"' in found["html"]
    text = client.get(commitment.get_absolute_url()).text
    assert 'type="application/json+oembed"' in text


@pytest.mark.parametrize(
    "url",
    [
        "", "nonsense", "https://elsewhere.example/plans/uk-nap-2013-15/", f"{SITE}/about/",
        f"{SITE}/no/such/page/", f"{SITE}/plans/nothing-here/", f"{SITE}.example/about/",
    ],
)  # fmt: skip
def test_what_cannot_be_shown(client, plan, url):
    assert client.get(reverse("files:oembed"), {"url": url}).status_code == 404


def test_xml_is_not_offered(client, plan):
    url = f"{SITE}{plan.get_absolute_url()}"
    answer = client.get(reverse("files:oembed"), {"url": url, "format": "xml"})
    assert answer.status_code == 501
    odd = client.get(reverse("files:oembed"), {"url": url, "maxwidth": "٣x"})
    assert json.loads(odd.content)["width"] == 400
