"""Which heading is suggested for a column, and what the form keeps."""

import pytest

from opendata.intake.columns import ColumnsForm, asked_of, suggestion
from opendata.intake.readers import Section
from opendata.intake.readers.base import WantedColumn

HEADINGS = ["Commitment title", "Due on", "Colour"]


@pytest.mark.parametrize(
    ("column", "heading"),
    [("title", "Commitment title"), ("due_on", "Due on"), ("number", ""), ("colours", "Colour")],
)
def test_the_heading_most_like_it_is_suggested(column, heading):
    assert suggestion(column, HEADINGS) == heading


def asked():
    wanted = [
        WantedColumn("notes"),
        WantedColumn("title", is_required=True),
        WantedColumn("due_on"),
    ]
    return asked_of([Section("Commitments", wanted, HEADINGS)], {})


def test_needed_columns_come_first():
    assert [one.column for one in asked()] == ["title", "notes", "due_on"]


def test_what_is_chosen_is_kept_by_section():
    form = ColumnsForm({"column_1": "Colour", "column_3": "Due on"}, asked=asked())
    assert form.is_valid()
    assert form.mapping == {"Commitments": {"title": "Colour", "due_on": "Due on"}}


def test_one_heading_stands_for_one_column():
    form = ColumnsForm({"column_1": "Colour", "column_2": "Colour"}, asked=asked())
    assert form.errors == {"column_2": ["“Colour” already stands for “title”"]}


def test_a_needed_column_is_chosen():
    form = ColumnsForm({}, asked=asked())
    assert list(form.errors) == ["column_1"]
