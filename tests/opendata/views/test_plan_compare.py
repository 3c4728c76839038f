"""Two plans side by side."""

import pytest

from commitments.actions import add_ancestry, add_participation
from network.workflow import Side
from opendata.comparing.plans import compare_plans
from tests.cast import action_plan, assert_same_queries, commitment_of, organisation

pytestmark = pytest.mark.django_db

URL = "/compare/plans/"
BOTH = f"{URL}?a=uk-nap-2013-15&b=older"


@pytest.fixture
def older(today, db, plan):
    return action_plan("older", number=1, title="The older plan")


def page_of(client, url=BOTH):
    return " ".join(client.get(url).content.decode().split())


def rows_of(found, title):
    section = next(one for one in found.sections if str(one.title) == title)
    return {str(row.label): (row.a, row.b) for row in section.rows}


def test_the_figures_stand_side_by_side(client, plan, older, commitment, bis):
    commitment_of(older, "1", "Open data", bis, policy_areas=["Open data", "Health"])
    commitment_of(plan, "8", "Health data", bis, policy_areas=["Health", "Policing"])
    found = compare_plans(plan, older)
    assert rows_of(found, "The plan")["Commitments"] == (2, 1)
    assert rows_of(found, "The plan")["Government organisations"] == (1, 1)
    assert rows_of(found, "Milestones")["All"] == (2, 0)
    assert rows_of(found, "How far commitments are, as government sees it") == {
        "Complete": (0, 0),
        "Substantial": (0, 0),
        "Limited": (0, 0),
        "Not started": (0, 0),
        "Nothing said yet": (2, 1),
    }
    who, areas = found.shared
    assert [list(map(str, part)) for part in (who.both, who.only_a)] == [[str(bis)], []]
    assert (areas.both, areas.only_a, areas.only_b) == (["Health"], ["Policing"], ["Open data"])
    page = page_of(client)
    assert "as they stood on 14 April 2014" in page
    assert "In both (1)" in page


def test_it_says_what_was_carried_over(client, plan, older, commitment, sam):
    before = commitment_of(older, "1", "Company ownership")
    add_ancestry(by=sam, earlier=before, later=commitment, kind="carried_over", source="Titles")
    page = page_of(client)
    assert "Carried over to it" in page
    assert before.get_absolute_url() in page
    hidden = commitment_of(older, "2", "Not agreed", stage="proposed")
    add_ancestry(by=sam, earlier=hidden, later=commitment, kind="carried_over", source="Titles")
    assert "Not agreed" not in page_of(client)


def test_without_a_choice_it_asks(client, plan):
    page = page_of(client, URL)
    assert "Choose two plans." in page
    assert "There is a problem" not in page


def test_a_plan_is_not_compared_with_itself(client, plan, older):
    page = page_of(client, f"{URL}?a=older&b=older")
    assert "Choose another: compared with itself, nothing differs" in page
    assert "tracker-pairs" not in page


@pytest.mark.parametrize("query", ["?a=nonsense&b=older", "?a=older", "?a=older&b=next"])
def test_nonsense_and_what_is_not_public_are_refused_in_a_sentence(client, older, query):
    action_plan("next", number=3, published_on=None)
    page = page_of(client, f"{URL}{query}")
    assert "There is a problem" in page
    assert "from the list" in page or "Select the" in page


def test_the_queries_do_not_grow(client, plan, older):
    def add_row(number):
        for one in (plan, older):
            row = commitment_of(one, str(number), f"Promise {number} {one.pk}")
            add_participation(
                by=None, commitment=row, organisation=organisation(f"Group {one.pk} {number}"),
                side=Side.CIVIL_SOCIETY, capacity="support",
            )  # fmt: skip

    assert assert_same_queries(client, BOTH, add_row) <= 40
