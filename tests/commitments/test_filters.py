"""Narrowing down the list: what each filter means, what it counts, and what it refuses."""

import datetime as dt

import pytest
from django.http import QueryDict

from commitments import actions
from commitments.actions import MilestoneReport, record_progress, report_milestone
from commitments.public.filters import CommitmentFilters, OrganisationFilters
from commitments.workflow import MilestoneStatus
from network.workflow import Side
from tests.cast import END_OF_2014, TODAY, action_plan, commitment_of, organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def eight(plan, commitment, bis, cabinet_office):
    """Commitment 8: another theme, government only; 7 gets civil society and a report."""
    theme = actions.add_theme(by=None, plan=plan, name="Open data", order=2)
    eight = commitment_of(plan, "8", "Police records", cabinet_office, theme=theme)
    actions.add_participation(
        by=None, commitment=commitment, organisation=organisation("Oxfam"),
        side=Side.CIVIL_SOCIETY, capacity="support",
    )  # fmt: skip
    record_progress(
        by=None, commitment=commitment, until=dt.date(2014, 4, 30), reports={}, reason="",
        assessments={Side.GOVERNMENT: "substantial", Side.CIVIL_SOCIETY: "limited"},
    )  # fmt: skip
    return eight


def filters(query, today=TODAY):
    return CommitmentFilters(QueryDict(query), today=today)


def numbers(query, today=TODAY):
    return [commitment.number for commitment in filters(query, today).sorted()]


def counts(query, name):
    chosen = filters(query)
    chosen.show_counts()
    return [label for _code, label in chosen.form.fields[name].choices]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["7", "8"]),
        ("theme=open-data", ["8"]),
        ("theme=open-data&theme=government-integrity", ["7", "8"]),
        ("organisation=oxfam", ["7"]),
        ("organisation=cabinet-office", ["8"]),
        ("sides=both", ["7"]),
        ("sides=government", ["8"]),
        ("progress=limited", ["7"]),
        ("progress=substantial", ["7"]),
        ("progress=complete", []),
        ("progress=not_reported", ["8"]),
        ("progress=not_reported&progress=limited", ["7", "8"]),
        ("milestones=not_yet_due", ["7"]),
        ("milestones=date_passed", []),
        ("q=police&theme=open-data", ["8"]),
        ("q=police&theme=government-integrity", []),
    ],
)
def test_what_each_filter_leaves(eight, query, found):
    assert numbers(query) == found


def test_a_date_passes_when_its_day_is_over(eight):
    assert numbers("milestones=date_passed", dt.date(2014, 12, 31)) == []
    assert numbers("milestones=date_passed", dt.date(2015, 1, 1)) == ["7"]


def test_what_was_reported_of_a_milestone(eight, commitment):
    report = MilestoneReport(status=MilestoneStatus.BEHIND_SCHEDULE)
    report_milestone(by=None, milestone=commitment.milestones.last(), report=report, reason="x")
    assert numbers("milestones=behind_schedule") == ["7"]


def test_unpublished_plans_stay_out_of_list_and_choices(eight):
    hidden = action_plan("next", number=3, published_on=None)
    actions.add_theme(by=None, plan=hidden, name="Secret theme")
    commitment_of(hidden, "1", "Secret promise", organisation("Secret office"))
    assert numbers("") == ["7", "8"]
    assert "Secret" not in str(counts("", "theme") + counts("", "organisation"))


def test_plans_can_be_chosen_once_there_are_two(eight):
    assert "plan" not in filters("").form.fields
    day = dt.date(2011, 9, 20)
    other = action_plan("uk-nap-2011-13", number=1, title="The first plan", published_on=day)
    commitment_of(other, "A", "An older promise")
    assert numbers("") == ["7", "8", "A"]
    assert numbers("plan=uk-nap-2011-13") == ["A"]
    assert counts("theme=open-data", "plan") == [
        "UK National Action Plan 2013 to 2015 (1)",
        "The first plan (0)",
    ]


def test_counts_follow_the_other_filters_and_not_their_own(eight):
    assert counts("", "theme") == ["Government integrity (1)", "Open data (1)"]
    assert counts("theme=open-data", "theme") == ["Government integrity (1)", "Open data (1)"]
    assert counts("theme=open-data", "sides") == [
        "Government and civil society (0)",
        "Government only (1)",
        "Civil society only (0)",
    ]
    assert counts("sides=both", "theme") == ["Government integrity (1)", "Open data (0)"]


def test_an_organisation_is_counted_once_even_while_it_is_chosen(eight):
    # A join used twice would count only the chosen one.
    assert counts("organisation=oxfam", "organisation") == [
        "Any",
        "Cabinet Office (1)",
        "Department for Business, Innovation and Skills (1)",
        "Oxfam (1)",
    ]


def test_a_commitment_counts_once_for_each_state_of_its_milestones(eight, commitment):
    for ref in ("7.03", "7.04"):
        actions.add_milestone(
            by=None, commitment=commitment, due=END_OF_2014, ref=ref, title="Another step"
        )
    assert "Not yet due (1)" in counts("", "milestones")


def test_progress_counts_what_either_side_said(eight):
    assert counts("", "progress") == [
        "Not started (0)",
        "Limited (1)",
        "Substantial (1)",
        "Complete (0)",
        "Not reported yet (1)",
    ]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("theme=zzz", "“zzz” is not on offer for “theme”"),
        ("organisation=zzz", "“zzz” is not on offer for “organisation”"),
        ("milestones=zzz", "“zzz” is not on offer"),
        ("sort=zzz", "There is no order “zzz”"),
        ("q=a%0bb", "must not contain hidden characters"),
        ("q=%00", "must not contain hidden characters"),
        ("q=" + "x" * 201, "must be 200 characters or fewer"),
    ],
)
def test_a_bad_value_is_named_and_left_out(eight, query, sentence):
    chosen = filters(query)
    assert [commitment.number for commitment in chosen.sorted()] == ["7", "8"]
    assert len(chosen.refused) == 1
    assert sentence in chosen.refused[0]


def test_a_bad_value_does_not_take_the_good_one_with_it(eight):
    assert numbers("theme=zzz&theme=open-data") == ["8"]


def test_each_choice_can_be_taken_away_alone(eight):
    chosen = filters("q=police&theme=open-data&theme=government-integrity&sort=next&page=2")
    assert [(one.value, one.url) for one in chosen.chosen()] == [
        ("“police”", "?theme=open-data&theme=government-integrity&sort=next"),
        ("Open data", "?q=police&theme=government-integrity&sort=next"),
        ("Government integrity", "?q=police&theme=open-data&sort=next"),
    ]
    assert chosen.clear_url() == "?sort=next"


def test_orders(eight, commitment, plan):
    assert numbers("sort=plan") == ["7", "8"]
    assert numbers("sort=reported") == ["7", "8"]
    assert numbers("sort=next") == ["7", "8"]
    nine = commitment_of(plan, "6", "Earlier in the plan")
    actions.add_milestone(by=None, commitment=nine, due=END_OF_2014, ref="6.01", title="A step")
    assert numbers("sort=plan") == ["6", "7", "8"]
    assert numbers("sort=reported") == ["7", "6", "8"]
    assert numbers("sort=next") == ["6", "7", "8"]


def test_best_match_is_the_usual_order_of_a_search_only(eight):
    assert [sort.label for sort in filters("q=police").sort_links() if sort.here] == ["Best match"]
    assert "Best match" not in [sort.label for sort in filters("").sort_links()]
    assert filters("sort=match").sort == "plan"


def test_organisations_by_name_and_kind(bis, global_witness, involve):
    found = OrganisationFilters(QueryDict("q=witness")).narrowed()
    assert list(found) == [global_witness]
    assert list(OrganisationFilters(QueryDict("q=bis")).narrowed()) == [bis]
    kinds = OrganisationFilters(QueryDict("kind=civil_society&kind=zzz"))
    assert set(kinds.narrowed()) == {global_witness, involve}
    assert kinds.refused
    kinds.show_counts()
    assert ("government_department", "Government department (1)") in list(
        kinds.form.fields["kind"].choices
    )
