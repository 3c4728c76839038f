"""The page about lateness and the code say the same."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from progress.deadlines import Deadline
from progress.models import Extension, ReportingPeriod
from progress.models.periods import CLOSING_DAYS
from progress.schedule.rules import rules_of_lateness

MONTHS = {"April": 4, "May": 5, "June": 6, "July": 7}
LINE = re.compile(
    r"(?:More time, to (?P<to>[\w ]+), granted on (?P<granted>[\w ]+)\. )?"
    r"Published on (?P<published>[\w ]+): (?:(?P<late>\d+) days? late|on time)"
)


def read(text: str) -> dt.date:
    day, month, year = text.split()
    return dt.date(int(year), MONTHS[month], int(day))


@pytest.fixture
def words(client, db) -> str:
    page = client.get(reverse("progress:lateness_list")).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_each_example_on_the_page_is_what_the_code_says(words):
    lines = list(LINE.finditer(words))
    assert len(lines) == 6
    due_on = dt.date(2014, 4, 30)
    for line in lines:
        rows = []
        if line["to"]:
            rows = [Extension(due_on=read(line["to"]), granted_on=read(line["granted"]))]
        rule = Deadline(ReportingPeriod(due_on=due_on), rows)
        assert rule.days_late(read(line["published"])) == int(line["late"] or 0), line[0]


def test_the_examples_are_worked_out_and_right():
    """By hand, from the rules as printed: the code has to agree with these."""
    days = [example.days_late for example in rules_of_lateness()["examples"]]
    assert days == [0, 1, 6, 0, 2, 5]


def test_the_closing_days_on_the_page_are_those_in_force(words):
    assert f"normally {CLOSING_DAYS}" in words
    assert "Its period closes at the end of 29 June 2014" in words
    assert "More time, to 14 May 2014: the period closes at the end of 13 July 2014" in words
