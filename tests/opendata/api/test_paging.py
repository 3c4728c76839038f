"""Going on from page to page visits each record once, whatever is added meanwhile."""

import pytest

from opendata.api import paging
from opendata.tables import DATASETS
from tests.cast import action_plan, commitment_of
from tests.opendata.api.asking import ask, keys, records

pytestmark = pytest.mark.django_db


@pytest.fixture
def long_plan(db):
    plan = action_plan()
    for number in range(1, 8):
        commitment_of(plan, str(number), f"Promise {number}")
    return plan


def numbers(rows):
    return [int(row["number"]) for row in rows]


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 8])
def test_there_and_back_again(client, long_plan, limit):
    there = records(client, f"commitments/?limit={limit}")
    assert numbers(there) == [1, 2, 3, 4, 5, 6, 7]
    page = ask(client, f"commitments/?limit={limit}")
    assert page["previous"] is None
    while page["next"]:
        page = ask(client, page["next"])
    back = numbers(page["records"])
    while page["previous"]:
        page = ask(client, page["previous"])
        back = numbers(page["records"]) + back
    assert back == [1, 2, 3, 4, 5, 6, 7]


def test_each_once_while_records_are_added_before_and_after(client, long_plan):
    page = ask(client, "commitments/?limit=2")
    found = numbers(page["records"])
    for number in range(20, 24):
        # By the plan's own order these come first.
        commitment_of(long_plan, str(number), f"Added {number}", order=0)
        if page["next"]:
            page = ask(client, page["next"])
            found += numbers(page["records"])
    while page["next"]:
        page = ask(client, page["next"])
        found += numbers(page["records"])
    assert sorted(found) == [*range(1, 8), *range(20, 24)]


def test_a_record_that_is_changed_meanwhile_is_not_met_twice(client, long_plan):
    page = ask(client, "commitments/?limit=3")
    seen = numbers(page["records"])
    long_plan.commitments.filter(number="1").update(order=99)
    assert numbers(records(client, page["next"])) == [4, 5, 6, 7]
    assert seen == [1, 2, 3]


@pytest.mark.parametrize("way", ["next", "previous"])
def test_no_record_of_any_dataset_is_on_two_pages(client, rich, settings, way):
    settings.API_REQUESTS_PER_MINUTE = 0
    for name in DATASETS:
        check_pages(client, name, way)


def check_pages(client, name, way):
    whole = ask(client, f"{name}/?limit=500")["records"]
    start = f"{name}/?limit=1" if way == "next" else f"{name}/?limit=1&cursor=before-{10**17}-1"
    found = []
    page = ask(client, start)
    while page:
        assert len(page["records"]) <= 1
        found += page["records"]
        page = page[way] and ask(client, page[way])
    ordered = found if way == "next" else found[::-1]
    assert keys(DATASETS[name], ordered) == keys(DATASETS[name], whole)


def test_a_row_of_several_records_goes_on_in_the_middle(client, rich):
    """One update says how both sides see it: two records of one row."""
    first = ask(client, "assessments/?limit=1")
    second = ask(client, first["next"])
    assert first["records"][0]["side"] != second["records"][0]["side"]
    assert first["records"][0]["commitment"] == second["records"][0]["commitment"]
    assert ask(client, second["previous"])["records"] == first["records"]


def test_the_addresses_keep_the_filters(client, long_plan):
    page = ask(client, "commitments/?limit=2&stage=in_plan&q=promise")
    assert "stage=in_plan" in page["next"]
    assert "q=promise" in page["next"]
    assert "limit=2" in page["next"]


def test_a_page_after_the_end_is_empty_and_leads_back(client, long_plan):
    page = ask(client, f"commitments/?limit=3&cursor=after-{10**17}-1")
    assert (page["records"], page["next"]) == ([], None)
    last = long_plan.commitments.latest("pk").pk
    page = ask(client, f"commitments/?limit=3&cursor=after-{last}-1")
    assert page["records"] == []
    assert numbers(ask(client, page["previous"])["records"]) == [5, 6, 7]


@pytest.mark.parametrize("name", DATASETS)
def test_rows_have_whole_numbers_as_keys(name):
    """A cursor holds one."""
    rows = DATASETS[name].rows()
    assert rows.model._meta.pk.get_internal_type() in {"BigAutoField", "AutoField"}


@pytest.mark.parametrize(
    "text", ["", "after-1", "after-1-1 ", "between-1-1", "after--1-1", "after-1-1\0", "after-１-1",
             f"after-{10**18}-1", "after-1-1000000", "x" * 5000],
)  # fmt: skip
def test_a_cursor_that_nobody_gave_is_refused(text):
    with pytest.raises(paging.ValidationError):
        paging.place_in(text)


def test_a_cursor_is_read_as_it_was_written():
    place = paging.Place(True, (12, 3))
    assert paging.place_in(str(place)) == place
