"""Each public page names its one address, says what it is about and how to follow it."""

import re

import pytest
from django.urls import reverse

from opendata.ways import WAYS
from tests.cast import action_plan, client_for, commitment_of

pytestmark = pytest.mark.django_db
LINK = re.compile(
    r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">'
)


def canonical(text: str) -> list[str]:
    return re.findall(r'<link rel="canonical" href="([^"]+)">', text)


def test_a_commitments_page_says_what_it_is(client, commitment):
    text = client.get(commitment.get_absolute_url()).text
    assert canonical(text) == [f"http://localhost:8000{commitment.get_absolute_url()}"]
    assert f'<meta property="og:title" content="{commitment.title}">' in text
    assert f'<meta name="description" content="{commitment.summary}">' in text
    assert '<meta property="og:image" content="http://localhost:8000/static/images/preview' in text
    assert LINK.findall(text) == [f"/feeds/commitments/{commitment.slug}.atom"]
    assert f'href="/feeds/commitments/{commitment.slug}.ics"' in text


def test_marks_in_a_title_are_escaped_once(client, commitment):
    other = commitment_of(commitment.plan, "8", 'Say "yes" & <more>')
    text = client.get(other.get_absolute_url()).text
    assert 'property="og:title" content="Say &quot;yes&quot; &amp; &lt;more&gt;"' in text


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?page=2&sort=next&utm_source=x&q=", ""),
        ("?theme=b&q=law&theme=a&page=3", "?q=law&amp;theme=a&amp;theme=b"),
    ],
)
def test_what_makes_no_other_page_is_left_out_of_the_address(client, commitment, query, kept):
    text = client.get(reverse("commitments:commitment_list") + query).text
    assert canonical(text) == [f"http://localhost:8000/commitments/{kept}"]


def test_the_feed_of_a_list_keeps_its_filters(client, commitment):
    text = client.get(reverse("commitments:commitment_list") + "?q=law&page=1").text
    assert LINK.findall(text) == ["/feeds/commitments.atom?q=law"]


@pytest.mark.parametrize("name", sorted(WAYS))
def test_every_way_leads_somewhere(client, commitment, name):
    kwargs = {}
    if name.split(":")[1].startswith(("commitment_", "diary")) and not name.endswith("_list"):
        kwargs = {"slug": commitment.slug}
    if name == "progress:diary_list":
        kwargs = {"slug": commitment.slug}
    if name in {"commitments:plan_detail", "commitments:plan_history", "progress:period_list",
                "opendata:plan_share"}:  # fmt: skip
        kwargs = {"slug": commitment.plan.slug}
    if name == "commitments:organisation_detail":
        kwargs = {"slug": "bis"}
    text = client.get(reverse(name, kwargs=kwargs)).text
    assert LINK.findall(text)
    section = text.partition('class="tracker-ways"')[2].partition("</section>")[0]
    urls = re.findall(r'href="([^"]+)"', section)
    assert len(urls) == len(WAYS[name])
    for url in urls:
        assert client.get(url).status_code == 200


def test_a_page_that_is_not_there_says_nothing_of_itself(client, plan):
    text = client.get("/commitments/nothing-here/").text
    assert not canonical(text)
    assert "tracker-ways" not in text


def test_a_page_for_one_reader_says_nothing_of_itself(client, sam, plan):
    assert not canonical(client_for(sam).get("/your-work/").text)
    assert not canonical(client.get("/account/login/").text)


def test_what_is_not_public_yet_is_not_followed(sam):
    hidden = commitment_of(action_plan("next", number=3, published_on=None), "1", "Not public")
    text = client_for(sam).get(hidden.get_absolute_url()).text
    assert "tracker-ways" not in text
    assert not LINK.findall(text)
