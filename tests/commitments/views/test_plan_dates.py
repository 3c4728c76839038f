"""How far the dates of a plan have slipped."""

import datetime as dt

import pytest
from django.urls import reverse

from commitments.actions import add_milestone, add_participation, change_milestone_date
from commitments.importing.loading import load_plan
from commitments.importing.reading import read_plan_file
from commitments.models import Precision, PrintedDate
from network.workflow import Side
from tests.cast import END_OF_2014, assert_same_queries, client_for, commitment_of, organisation
from tests.plan_files import REAL

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(plan):
    return reverse("commitments:plan_dates", args=[plan.slug])


def later(days):
    day = END_OF_2014.on + dt.timedelta(days=days)
    return PrintedDate(f"{day}", Precision.DAY, day, day)


def moved(plan, number, days, leading=None):
    """A commitment with one milestone of 2014, moved by `days`."""
    promise = commitment_of(plan, number, f"Promise {number}", leading)
    step = add_milestone(
        by=None, commitment=promise, due=END_OF_2014, ref=f"{number}.01", title="A step"
    )
    return change_milestone_date(by=None, milestone=step, due=later(days), reason="Late")


def cells(page, label):
    """The line of the table that begins with `label`."""
    line = page.split(f'<th scope="row" class="govuk-table__header">{label}</th>')[1]
    parts = line.split("</tr>")[0].split("</td>")[:-1]
    return [part.rpartition(">")[2] for part in parts]


def test_it_counts_by_commitment_and_by_organisation(client, commitment, plan, bis, url, sam):
    moved(plan, "1", 10, bis)
    moved(plan, "2", 61, bis)
    back = moved(plan, "3", 5)
    change_milestone_date(by=sam, milestone=back, due=later(-20), reason="Sooner")
    response = client.get(url)
    page = response.content.decode()
    # Milestones, with a fixed day, moved, days, average, longest, brought forward.
    assert cells(page, "1. Promise 1") == ["1", "1", "1", "10", "10", "10", "0"]
    assert cells(page, "3. Promise 3") == ["1", "1", "1", "0", "0", "0", "1"]
    assert cells(page, f"{bis.name} (government)") == ["4", "3", "2", "71", "35.5", "61", "0"]
    assert "7. Company" not in page  # nothing moved there
    assert 'aria-label="2. Promise 2: 61 days later"' in page
    assert 'width="100.00%"' in page
    assert "Moved twice, brought forward by 20 days." in page
    assert reverse("commitments:milestone_dates", args=[back.pk]) in page
    assert not response.cookies


def test_organisations_that_only_support_are_not_counted(client, plan, url):
    step = moved(plan, "1", 10)
    for capacity in ("lead", "support"):
        add_participation(
            by=None, commitment=step.commitment, organisation=organisation(f"We {capacity}"),
            side=Side.CIVIL_SOCIETY, capacity=capacity,
        )  # fmt: skip
    page = client.get(url).content.decode()
    assert "We lead (civil society)" in page
    assert "We support" not in page


def test_the_real_plan(client, today, db):
    plan, _report = load_plan(read_plan_file(REAL))
    response = client.get(reverse("commitments:plan_dates", args=[plan.slug]))
    figures = response.context["figures"]
    assert (figures.moved, figures.days, figures.longest, figures.average) == (2, 149, 90, 74.5)
    page = response.content.decode()
    assert "Moved once, 90 days later than first published." in page
    assert "Moved once, 59 days later than first published." in page
    assert "<dd>74.5</dd>" in page
    shown = f"2 of {figures.milestones} milestones moved, 149 days in all"
    assert shown in client.get(plan.get_absolute_url()).content.decode()
    led = client.get(reverse("commitments:organisation_detail", args=["cabinet-office"]))
    assert "2 of" in led.content.decode()
    assert "149 days in all" in led.content.decode()


def test_nothing_moved(client, commitment, url):
    assert "No date of this plan has moved" in client.get(url).content.decode()


def test_a_plan_without_milestones(client, plan, url):
    assert "The plan has no milestones yet." in client.get(url).content.decode()


def test_late_is_counted_on_the_plan_s_own_day(client, settings, plan, url):
    moved(plan, "1", 10)
    settings.TRACKER_TODAY = dt.date(2015, 1, 1)
    page = client.get(url).content.decode()
    assert "1 day late against the date first published" in page
    assert "on 1 January 2015" in page


def test_readers_do_not_find_that_of_an_unpublished_plan(client, hidden_plan, url, gail, sam):
    for reader in (client, client_for(gail)):
        assert reader.get(url).status_code == 404
    assert "This plan is not yet public" in client_for(sam).get(url).content.decode()


def test_the_queries_do_not_grow(client, plan, bis, url):
    assert_same_queries(client, url, lambda number: moved(plan, str(number), number, bis))
