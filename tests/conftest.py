"""The cast as fixtures: 14 April 2014, commitment 7, and everybody who has to do with it."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection

from commitments.actions import add_milestone
from commitments.models import ActionPlan, Commitment
from network.models import Organisation, Person
from network.workflow import RoleKind, Side
from ogp_tracker.languages.catalogues import compile_all
from progress.models import ReportingPeriod
from tests import cast


def pytest_configure() -> None:
    """Pages read the translations as they are now."""
    compile_all()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The database, which lets tests of whole transactions empty its tables when they are done.

    Otherwise triggers refuse that; tests/ogp_tracker/test_audit.py puts them back and looks.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = 'table_is_not_emptied'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER table_is_not_emptied")


@pytest.fixture
def today(settings) -> dt.date:
    """The business day of the stories; a test that needs another sets settings.TRACKER_TODAY."""
    settings.TRACKER_TODAY = cast.TODAY
    return cast.TODAY


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """The limits on signing in are counted in the cache, which outlives a test."""
    cache.clear()


# --- Organisations --------------------------------------------------------------------------
@pytest.fixture
def bis(today, db) -> Organisation:
    """The department that leads commitment 7."""
    name = "Department for Business, Innovation and Skills"
    return cast.organisation(name, Organisation.Kind.GOVERNMENT_DEPARTMENT, "BIS")


@pytest.fixture
def cabinet_office(today, db) -> Organisation:
    """Where the secretariat sits."""
    return cast.organisation("Cabinet Office", Organisation.Kind.GOVERNMENT_DEPARTMENT)


@pytest.fixture
def global_witness(today, db) -> Organisation:
    """Civil society's lead organisation on commitment 7."""
    return cast.organisation("Global Witness")


@pytest.fixture
def involve(today, db) -> Organisation:
    """Where the network is coordinated."""
    return cast.organisation("Involve")


# --- People ---------------------------------------------------------------------------------
@pytest.fixture
def gail(today, bis) -> Person:
    """Government lead."""
    return cast.person("Gail Green", RoleKind.OFFICIAL, bis)


@pytest.fixture
def cyrus(today, global_witness) -> Person:
    """Civil society lead."""
    return cast.person("Cyrus Cole", RoleKind.NETWORK_MEMBER, global_witness)


@pytest.fixture
def rae(today, bis) -> Person:
    """Relationship manager of BIS."""
    return cast.person("Rae Reed", RoleKind.RELATIONSHIP_MANAGER, bis)


@pytest.fixture
def sam(today, cabinet_office) -> Person:
    """Secretariat."""
    return cast.person("Sam Shah", RoleKind.SECRETARIAT, cabinet_office)


@pytest.fixture
def nora(today, involve) -> Person:
    """Network coordinator."""
    return cast.person("Nora Nash", RoleKind.NETWORK_COORDINATOR, involve)


@pytest.fixture
def mia(today, involve) -> Person:
    """Network member who leads nothing (and will sit on the committee)."""
    return cast.person("Mia Moss", RoleKind.NETWORK_MEMBER, involve)


@pytest.fixture
def olga(today, db) -> Person:
    """Outsider: signs in, holds no role."""
    return cast.person("Olga Orr")


# --- What was promised ----------------------------------------------------------------------
@pytest.fixture
def plan(today, db) -> ActionPlan:
    """The published plan."""
    return cast.action_plan()


@pytest.fixture
def commitment(
    plan: ActionPlan, bis: Organisation, global_witness: Organisation, gail: Person, cyrus: Person
) -> Commitment:
    """Commitment 7: BIS leads; Gail and Cyrus hold the keys; milestones 7.01 and 7.02."""
    seven = cast.commitment_of(plan, "7", "Company beneficial ownership information", bis)
    cast.lead(seven, Side.GOVERNMENT, gail, bis)
    cast.lead(seven, Side.CIVIL_SOCIETY, cyrus, global_witness)
    add_milestone(
        by=None, commitment=seven, due=cast.NO_DATE, ref="7.01", title="Amend company law"
    )
    add_milestone(
        by=None,
        commitment=seven,
        due=cast.END_OF_2014,
        ref="7.02",
        order=2,
        title="Finish the national risk assessment",
    )
    return seven


@pytest.fixture
def period(plan: ActionPlan) -> ReportingPeriod:
    """The first reporting period, due on 30 April 2014."""
    return cast.reporting_period(plan)
