"""Search in one box."""

import pytest
from django.urls import reverse

from tests import cast
from tests.cast import assert_same_queries, commitment_of, queries_of
from tests.progress.blocking import blocker_of
from tests.progress.drafts import published
from tests.progress.notes import note_of

pytestmark = pytest.mark.django_db

URL = reverse("opendata:search")


def page_of(client, **query) -> str:
    response = client.get(URL, query)
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def test_it_shows_what_was_found_with_the_words_marked(client, commitment):
    page = page_of(client, q="ownership")
    assert "1 result<" in page
    assert '/commitments/company-beneficial-ownership-information/">7. Company beneficial' in page
    assert "beneficial <mark>ownership</mark> information" in page
    assert "UK National Action Plan 2013 to 2015" in page
    assert "Commitment (1)" in page
    assert 'value="ownership"' in page
    assert "csrfmiddlewaretoken" not in page


def test_each_kind_of_thing_has_its_name_and_address(
    client, gail, cyrus, commitment, period, global_witness
):
    update = published(gail, cyrus, commitment, period)
    blocker = blocker_of(cyrus, commitment)
    note = note_of(gail, commitment, is_public=True)
    page = page_of(client, q="law or register or fee or global or national")
    for title, url in (
        ("Progress update to 30 April 2014", update.get_absolute_url()),
        ("Nobody pays for the <mark>register</mark>", blocker.get_absolute_url()),
        ("Diary note of 14 April 2014", note.get_absolute_url()),
        ("7.01 Amend company <mark>law</mark>", commitment.milestones.first().get_absolute_url()),
        ("<mark>Global</mark> Witness", global_witness.get_absolute_url()),
        ("UK <mark>National</mark> Action Plan 2013 to 2015", commitment.plan.get_absolute_url()),
    ):  # fmt: skip
        assert f'<a class="govuk-link" href="{url}">{title}</a>' in page


def test_without_words_it_says_how_to_ask(client, commitment):
    page = page_of(client)
    assert "You can search action plans" in page
    assert "?q=%22Company+beneficial%22" in page
    for example in ("?q=Company+or+beneficial", "?q=Commitment+7"):
        assert commitment.get_absolute_url() in client.get(URL + example).content.decode()


def test_before_anything_is_public_it_says_so(client):
    page = page_of(client)
    assert "Nothing has been published yet." in page
    assert "Nothing has been published yet." not in page_of(client, q="word")


def test_a_typing_mistake_is_forgiven_with_a_way_back(client, commitment):
    page = page_of(client, q="benificial")
    assert "These are the results for <strong>“beneficial”</strong>" in page
    assert "?q=benificial&amp;spelling=exact" in page
    exact = page_of(client, q="benificial", spelling="exact")
    assert "0 results" in exact
    assert "You can try:" in exact


def test_nothing_found_says_what_to_try(client, commitment):
    page = page_of(client, q="unicorn zebra", kind="update")
    assert "0 results" in page
    assert "?q=unicorn+or+zebra" in page
    assert "Search everything for it" in page


def test_hostile_text_stays_text(client, commitment):
    commitment_of(
        commitment.plan,
        "8",
        "<script>alert(1)</script> weasels",
        summary="<img src=x onerror=alert(1)> weasels",
    )
    page = page_of(client, q="weasels")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>weasels</mark>" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    "words",
    [
        *("':*&|!", "the of and", "-ownership", "x" * 10_000, "a\0b", "((((", "%", "\\", "<", '"'),
        *("or", "!!", "a" * 200, "' OR 1=1 --", "\ue000\ue001", "é" * 150, "--", "a<->b", "\u202e"),
        *("a or -b", "ownership " * 19, "\U0001f600", "̈" * 100),
    ],
)
def test_any_words_are_answered(client, commitment, words):
    page_of(client, q=words)


def test_too_many_words_are_named(client, commitment):
    page = page_of(client, q="x" * 201)
    assert "200 characters or fewer" in page
    assert "You can search action plans" in page


def test_only_signs_are_no_question(client, commitment):
    assert "Say what you are looking for" in page_of(client, q="-ownership")


@pytest.mark.parametrize("number", ["2", "0", "-1", "zzz", "9" * 30])
def test_any_page_number_is_answered(client, commitment, number):
    page_of(client, q="ownership", page=number)


def test_a_bad_value_is_named_and_not_used(client, commitment):
    page = page_of(client, q="ownership", theme="<b>zzz</b>", sort="zzz")
    assert "“&lt;b&gt;zzz&lt;/b&gt;” is not on offer for “theme”" in page
    assert "1 result<" in page


def test_twenty_to_a_page(client, plan):
    for number in range(1, 23):
        commitment_of(plan, str(number), f"Badgers {number}")
    page = page_of(client, q="badgers", kind="commitment")
    assert "22 results" in page
    assert page.count("<article") == 20
    assert "?q=badgers&amp;kind=commitment&amp;page=2" in page
    assert page_of(client, q="badgers", page="2").count("<article") == 2


def test_the_newest_first_when_asked(client, plan):
    older = cast.action_plan("uk-nap-2011-13", 1, published_on="2011-09-20", title="Before")
    commitment_of(older, "21", "Badgers and badgers")
    commitment_of(plan, "20", "Badgers")
    page = page_of(client, q="badgers", sort="newest")
    assert page.index("20. ") < page.index("21. ")


def test_the_queries_do_not_grow(client, plan):
    url = f"{URL}?q=badgers&kind=commitment&spelling=exact"
    assert_same_queries(client, url, lambda n: commitment_of(plan, str(n), f"Badgers {n}"))


def test_everything_at_once_takes_a_fixed_number_of_queries(
    client, gail, cyrus, commitment, period
):
    published(gail, cyrus, commitment, period)
    blocker_of(cyrus, commitment)
    note_of(gail, commitment, is_public=True)
    words = "law or register or fee or global or national or ownership"
    assert len(queries_of(client, f"{URL}?q={words}")) <= 18
    assert len(queries_of(client, f"{URL}?q=registre&sort=newest")) <= 18


def test_every_page_leads_here(client, commitment):
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert f'action="{URL}"' in page
    assert f'<a class="tracker-site-search__link" href="{URL}">' in page
    assert f'action="{URL}"' in client.get("/").content.decode()
