"""The address says in which language a page answers; files and working pages have one address."""

import pytest
from django.urls import reverse
from django.utils import translation

from ogp_tracker.languages import in_english, language_of, path_in
from tests.progress.drafts import published


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", "en-gb"),
        ("/cy/", "cy"),
        ("/cy", "cy"),
        ("/cymru/", "en-gb"),
        ("/plans/cy/", "en-gb"),
        ("//cy/", "en-gb"),
        ("/en-gb/", "en-gb"),
    ],
)
def test_the_address_says_the_language(path, language):
    assert language_of(path) == language


def test_an_address_leads_to_the_other_language_and_back():
    assert path_in("cy", "/plans/?page=2") == "/cy/plans/?page=2"
    assert path_in("en-gb", "/cy/plans/?page=2") == "/plans/?page=2"
    assert path_in("cy", "/cy/plans/") == "/cy/plans/"
    assert path_in("en-gb", "/cy") == "/"


@pytest.mark.django_db
def test_neither_the_browser_nor_a_cookie_chooses(client):
    client.cookies["django_language"] = "cy"
    response = client.get("/", headers={"accept-language": "cy"})
    assert response.headers["Content-Language"] == "en-gb"
    assert "Accept-Language" not in response.headers.get("Vary", "")
    welsh = client.get("/cy/", headers={"accept-language": "en"})
    assert welsh.headers["Content-Language"] == "cy"
    assert "Accept-Language" not in welsh.headers.get("Vary", "")


@pytest.mark.django_db
def test_a_request_leaves_no_language_behind(client):
    client.get("/cy/plans/")
    assert translation.get_language() == "en-gb"


@pytest.mark.django_db
def test_the_page_says_where_it_is_in_each_language(client, settings):
    for path in ("/plans/", "/cy/plans/"):
        text = client.get(path, {"page": "1", "q": "a&b"}).content.decode()
        query = "?page=1&amp;q=a%26b"
        for code, plain in (("en-gb", "/plans/"), ("cy", "/cy/plans/"), ("x-default", "/plans/")):
            address = f"{settings.SITE_URL}{plain}{query}"
            assert f'<link rel="alternate" hreflang="{code}" href="{address}">' in text


@pytest.mark.django_db
def test_readers_change_the_language_and_stay_on_their_page(client):
    english = client.get("/commitments/", {"q": "company"}).content.decode()
    assert 'href="/cy/commitments/?q=company" hreflang="cy" lang="cy"' in english
    welsh = client.get("/cy/commitments/", {"q": "company"}).content.decode()
    assert 'href="/commitments/?q=company" hreflang="en-gb" lang="en-gb"' in welsh
    assert '<html lang="cy" dir="ltr"' in welsh


@pytest.mark.django_db
def test_a_page_for_people_who_sign_in_has_its_english_address_only(client, gail):
    response = client.get("/cy/your-work/?a=1")
    assert response.status_code == 307
    assert response["Location"] == "/your-work/?a=1"
    client.force_login(gail)
    text = client.get("/your-work/").content.decode()
    assert "hreflang" not in text


@pytest.mark.django_db
def test_what_is_sent_to_a_welsh_address_of_a_working_page_goes_on_to_the_english_one(client, gail):
    client.force_login(gail)
    response = client.post("/cy/people/invite/", {"name": "Ann"})
    assert (response.status_code, response["Location"]) == (307, "/people/invite/")


@pytest.mark.django_db
def test_a_file_has_no_language(client, gail, cyrus, commitment, period):
    version = published(gail, cyrus, commitment, period).latest_version()
    path = f"{version.get_absolute_url()}text.json"
    assert client.get(path).status_code == 200
    assert client.get(f"/cy{path}")["Location"] == path


def test_there_are_no_welsh_addresses_for_programs(client):
    assert client.get("/cy/healthz").status_code == 404


def test_what_is_kept_is_english_wherever_it_is_asked_for():
    @in_english()
    def language():
        return translation.get_language(), reverse("commitments:home")

    with translation.override("cy"):
        assert language() == ("en-gb", "/")
        assert reverse("commitments:home") == "/cy/"
