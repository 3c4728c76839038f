"""Every page with rows is asked for with one row and with three, at the same number of queries."""

from pathlib import Path

import pytest

from tests.rules.addresses import our_addresses

ROOT = Path(__file__).resolve().parents[2]
# Pages that show rows without being called a list.
WITH_ROWS = {
    "commitments:home",
    "commitments:plan_detail",
    "commitments:plan_history",
    "commitments:commitment_detail",
    "commitments:commitment_history",
    "commitments:commitment_as_on",
    "commitments:plan_as_on",
    "commitments:milestone_dates",
    "commitments:plan_dates",
    "commitments:commitment_wordings",
    "commitments:organisation_detail",
    "commitments:portfolio",
    "mailroom:follower_detail",
    "progress:commitment_progress",
    "progress:oversight",
    "progress:blocker_detail",
    "progress:your_work",
    "network:person_detail",
    "opendata:intake_detail",
    "mailroom:message_detail",
    "mailroom:recipient_detail",
    "opendata:organisation_compare",
    "opendata:period_compare",
    "opendata:plan_compare",
    "opendata:plan_pictures",
    "opendata:search",
}
PAGES = [
    address
    for address in our_addresses()
    if address.name.endswith("_list") or address.full_name in WITH_ROWS
]


def test_the_set_names_only_what_exists():
    assert {address.full_name for address in PAGES} >= WITH_ROWS


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.full_name)
def test_its_test_counts_the_queries(address):
    path = ROOT / "tests" / address.namespace / "views" / f"test_{address.name}.py"
    assert "assert_same_queries(" in path.read_text()
