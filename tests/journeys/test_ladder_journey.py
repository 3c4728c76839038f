"""The demonstration's mail on five days of spring 2014: exactly who gets what."""

import datetime as dt

import pytest
from django.core.management import call_command

from progress.demonstration.people import load_people
from tests.plan_files import REAL
from tests.reminders import remind, sent

pytestmark = pytest.mark.django_db

DUE = dt.date(2014, 4, 30)
# Those who lead something in the demonstration, and what; Gail leads two.
LEADS = {
    "ada": "1", "ben": "1", "cara": "12", "cyrus": "7", "dan": "3", "fay": "12", "hal": "6",
    "ned": "15", "pia": "21", "tess": "6",
}  # fmt: skip
LATE = "progress updates were due on 30 April 2014"
# Departments of Rae lead four commitments, and the plan has 21.
TO_RAE, TO_SAM = {"rae": f"4 {LATE}"}, {"sam": f"21 {LATE}"}


def to_leads(when: str) -> dict[str, str]:
    """The letters of those who write: "is due in 7 days"."""
    to_gail = (
        f"2 {LATE}" if when.startswith("was") else "2 progress updates are due by 30 April 2014"
    )
    one = {who: f"Progress update for commitment {led} {when}" for who, led in LEADS.items()}
    return one | {"gail": to_gail}


FROM_SCRATCH = {
    dt.date(2014, 4, 14): to_leads("is due in 16 days"),
    dt.date(2014, 4, 29): to_leads("is due tomorrow"),
    dt.date(2014, 5, 3): to_leads("was due on 30 April 2014"),
    # The reminder of the third day after is made up for within a week.
    dt.date(2014, 5, 8): to_leads("was due on 30 April 2014") | TO_RAE,
    # Nine days after Rae’s own day, it is no longer made up for.
    dt.date(2014, 5, 16): TO_SAM,
}
DAY_BY_DAY = {
    dt.date(2014, 4, 2): to_leads("is due in 28 days"),
    dt.date(2014, 4, 16): to_leads("is due in 14 days"),
    dt.date(2014, 4, 23): to_leads("is due in 7 days"),
    dt.date(2014, 4, 29): to_leads("is due tomorrow"),
    dt.date(2014, 4, 30): to_leads("is due today"),
    dt.date(2014, 5, 3): to_leads("was due on 30 April 2014"),
    dt.date(2014, 5, 7): TO_RAE,
    dt.date(2014, 5, 14): TO_SAM,
}


@pytest.fixture(autouse=True)
def demonstration(settings, capsys):
    """The real plan with its invented people, as `make run` loads them.

    Without the invented blockers: who holds them has letters about them, too.
    """
    settings.DEMONSTRATION = True
    settings.TRACKER_TODAY = dt.date(2014, 4, 1)
    call_command("import_action_plan", str(REAL))
    load_people()


def letters_of(day: dt.date) -> dict[str, str]:
    """What goes out on `day`: who gets it, and its subject. It goes out once, and one a person."""
    known = list(sent().values_list("pk", flat=True))
    number = remind(day)
    assert remind(day) == 0
    rows = list(sent().exclude(pk__in=known))
    letters = {row.to_email.removesuffix("@example.org"): row.subject for row in rows}
    assert number == len(letters)
    return letters


@pytest.mark.parametrize("day", FROM_SCRATCH, ids=str)
def test_set_to_that_day(day):
    assert letters_of(day) == FROM_SCRATCH[day]


def test_running_day_by_day():
    found = {}
    for number in range(46):
        day = dt.date(2014, 4, 1) + dt.timedelta(days=number)
        if letters := letters_of(day):
            found[day] = letters
    assert found == DAY_BY_DAY


def test_those_who_keep_track_read_who_owes_what_and_how_late_it_is():
    remind(dt.date(2014, 5, 8))
    text = " ".join(sent().get(to_email="rae@example.org").body.split())
    assert (
        "Commitment 7, Company Beneficial Ownership Information It was due on 30 April 2014, 8 "
        "days ago. Nothing has been written yet. For government it is owed by Gail Green "
        "(Department for Business, Innovation and Skills). For civil society it is owed by Cyrus "
        "Cole (Global Witness). See how it stands:"
    ) in text
    assert "Government has no lead for it at the moment." in text
