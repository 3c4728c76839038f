"""The people and things of the tests' stories, and what every test file asks of them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.text import slugify

from commitments import actions as promises
from commitments.models import ActionPlan, Commitment, Lead, Participation, Precision, PrintedDate
from network.models import Organisation, Person, Role
from network.workflow import RoleKind, Side
from ogp_tracker import history
from progress.actions import add_periods
from progress.models import ReportingPeriod

TODAY = dt.date(2014, 4, 14)
PLAN_PUBLISHED = dt.date(2013, 10, 31)
FIRST_DUE = dt.date(2014, 4, 30)
PASSWORD = "correct horse battery staple"
NO_DATE = PrintedDate("", Precision.NONE, None, None)
END_OF_2014 = PrintedDate("2014", Precision.YEAR, dt.date(2014, 12, 31), dt.date(2014, 12, 31))


def organisation(
    name: str, kind: str = Organisation.Kind.CIVIL_SOCIETY, abbreviation: str = ""
) -> Organisation:
    """An organisation; its slug comes from the abbreviation, or else the name."""
    return history.create(
        Organisation,
        by=None,
        slug=slugify(abbreviation or name),
        name=name,
        abbreviation=abbreviation,
        kind=kind,
    )


def person(name: str, kind: RoleKind | None = None, at: Organisation | None = None) -> Person:
    """Somebody who came in long ago, with a role where one is named; gail@example.org for Gail."""
    first = slugify(name.split()[0])
    somebody = Person(email=f"{first}@example.org", name=name)
    somebody.set_unusable_password()
    history.save(somebody, by=None)
    if kind is not None:
        assert at is not None, "a role is held for an organisation"
        role(somebody, kind, at)
    return somebody


def role(
    holder: Person, kind: RoleKind, at: Organisation, starts_on: dt.date = PLAN_PUBLISHED
) -> Role:
    """A role held since the plan was published."""
    # A person remembers their roles for one request: a test that gives one more starts afresh.
    holder.__dict__.pop("current_roles", None)
    return history.create(
        Role, by=None, person=holder, kind=kind, organisation=at, starts_on=starts_on
    )


def lead(commitment: Commitment, side: Side, holder: Person, at: Organisation) -> Lead:
    """A lead appointed when the plan was published; no letter goes out."""
    return history.create(
        Lead,
        by=None,
        commitment=commitment,
        side=side,
        person=holder,
        organisation=at,
        starts_on=PLAN_PUBLISHED,
    )


def action_plan(slug: str = "uk-nap-2013-15", number: int = 2, **fields: Any) -> ActionPlan:
    """A published plan with one theme, "Government integrity"."""
    facts: dict[str, Any] = {
        "title": "UK National Action Plan 2013 to 2015",
        "country": "United Kingdom",
        "country_code": "GBR",
        "starts_on": PLAN_PUBLISHED,
        "ends_on": dt.date(2015, 12, 31),
        "published_on": PLAN_PUBLISHED,
    }
    plan = promises.add_plan(by=None, slug=slug, number=number, **facts | fields)
    promises.add_theme(by=None, plan=plan, slug="government-integrity", name="Government integrity")
    return plan


def commitment_of(
    plan: ActionPlan,
    number: str,
    title: str,
    leading: Organisation | None = None,
    **fields: Any,
) -> Commitment:
    """A commitment of the plan's first theme, led in government by `leading` where it is named."""
    theme = plan.themes.get(slug="government-integrity")
    leads = [(leading, Side.GOVERNMENT, Participation.Capacity.LEAD)] if leading else []
    facts: dict[str, Any] = {"theme": theme, "summary": f"What {title.lower()} promises."}
    if number.isdigit():
        facts["order"] = int(number)
    return promises.add_commitment(
        by=None,
        plan=plan,
        due=NO_DATE,
        taking_part=leads,
        number=number,
        title=title,
        **facts | fields,
    )


def reporting_period(plan: ActionPlan, due_on: dt.date = FIRST_DUE) -> ReportingPeriod:
    """A reporting period of the plan."""
    return add_periods(by=None, plan=plan, due_days=[due_on])[0]


def client_for(somebody: Person | None = None) -> Client:
    """A browser in which `somebody` is signed in; the visitor's when None."""
    client = Client()
    if somebody is not None:
        client.force_login(somebody)
    return client


def assert_same_queries(client: Client, url: str, add_row: Callable[[int], object]) -> int:
    """Check that the page takes as many queries with three rows as with one; returns the number.

    `add_row(number)` adds one row that the page shows; it is called with 1, 2 and 3. Start with
    no such row.
    """
    add_row(1)
    client.get(url)  # what is looked up once for the whole process is looked up now
    with_one = queries_of(client, url)
    add_row(2)
    add_row(3)
    with_three = queries_of(client, url)
    assert len(with_three) == len(with_one), "\n".join(
        ["with one row:", *with_one, "with three rows:", *with_three]
    )
    return len(with_one)


def queries_of(client: Client, url: str) -> list[str]:
    """The queries that answering `url` takes."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200, f"{url} answered {response.status_code}"
    return [query["sql"] for query in captured.captured_queries]
