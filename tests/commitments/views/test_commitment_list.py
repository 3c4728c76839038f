"""The list of commitments with its filters."""

import pytest
from django.urls import reverse

from commitments.actions import add_milestone
from tests.cast import END_OF_2014, assert_same_queries, commitment_of, queries_of

pytestmark = pytest.mark.django_db

URL = reverse("commitments:commitment_list")


def add_rows(plan, bis, numbers):
    for number in numbers:
        one = commitment_of(plan, str(number), f"Promise number {number}", bis)
        add_milestone(by=None, commitment=one, due=END_OF_2014, ref=f"{number}.01", title="A step")


def test_it_lists_commitments_with_what_is_known(client, commitment):
    response = client.get(URL)
    page = response.content.decode()
    assert "7. Company beneficial ownership information" in page
    assert "1 commitment<" in page
    assert "Department for Business, Innovation and Skills" in page
    assert "Next milestone: 2014" in page
    assert "Government integrity (1)" in page
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in page


def test_the_address_holds_the_filters(client, commitment, plan):
    commitment_of(plan, "8", "Police records")
    page = client.get(URL, {"q": "police", "sort": "next"}).content.decode()
    assert "8. Police records" in page
    assert "7. Company" not in page
    assert 'value="police"' in page
    assert '<input type="hidden" name="sort" value="next">' in page
    assert '<a class="govuk-link" href="?sort=next">Clear all</a>' in page


def test_nothing_found_says_what_to_do(client, commitment):
    page = client.get(URL, {"q": "unicorn"}).content.decode()
    assert "0 commitments" in page
    assert "Nothing fits all of this" in page


def test_a_bad_value_leaves_the_list_whole_and_is_named(client, commitment):
    response = client.get(URL, {"theme": "<b>zzz</b>"})
    page = response.content.decode()
    assert "7. Company" in page
    assert "“&lt;b&gt;zzz&lt;/b&gt;” is not on offer for “theme”" in page
    assert "<b>zzz" not in page
    assert not response.cookies


@pytest.mark.parametrize("page", ["2", "0", "-1", "zzz", "9" * 30])
def test_any_page_number_is_answered(client, commitment, page):
    assert client.get(URL, {"page": page}).status_code == 200


def test_twenty_five_to_a_page(client, plan, bis):
    add_rows(plan, bis, range(1, 27))
    first = client.get(URL, {"theme": "government-integrity"}).content.decode()
    assert "26 commitments" in first
    assert "Promise number 25" in first
    assert "Promise number 26" not in first
    assert "?theme=government-integrity&amp;page=2" in first
    assert "Promise number 26" in client.get(URL, {"page": "2"}).content.decode()


def test_twenty_one_commitments_take_fewer_than_eight_queries(client, plan, bis):
    add_rows(plan, bis, range(1, 22))
    client.get(URL)
    every = "?q=promise&theme=government-integrity&organisation=bis&sides=government"
    for query in ("", every + "&progress=not_reported&milestones=not_yet_due&sort=next"):
        assert len(queries_of(client, URL + query)) < 8


def test_the_queries_do_not_grow(client, plan, bis):
    assert_same_queries(client, URL, lambda number: add_rows(plan, bis, [number]))
