"""The sheets speak as the public tables do: the same thing has the same name in both."""

import pytest

from commitments.importing import load_plan
from opendata.spreadsheets.facts import read_sheets
from opendata.spreadsheets.layout import SHEETS
from opendata.spreadsheets.opening import open_tables
from opendata.spreadsheets.rows import rows_of
from opendata.spreadsheets.writing import tables, workbook
from opendata.tables import DATASETS

# Columns that no public table has, by sheet and with the reason. There is none today.
ONLY_IN_THE_SHEETS: dict[str, dict[str, str]] = {}
# In the file as it is taken from the catalogue a commitment is named by its address, in a sheet by
# its number, for a new one has no address yet. Either is read.
EITHER = ("Taking part", "Milestones")


def table_of(sheet):
    return DATASETS[sheet.file.removesuffix(".csv")]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_each_column_has_the_name_it_has_in_public(sheet):
    unknown = set(sheet.by_name) - set(table_of(sheet).names)
    assert unknown == set(ONLY_IN_THE_SHEETS.get(sheet.name, {}))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_what_else_the_table_has_is_known_as_worked_out(sheet):
    assert set(sheet.computed) == set(table_of(sheet).names) - set(sheet.by_name)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_codes_are_the_same(sheet):
    for column in sheet.columns:
        public = table_of(sheet).column(column.name)
        assert (column.codes is None) == (not public.meanings), column.name
        if column.codes:
            assert {code for code in column.codes.values if code} <= set(public.meanings)


@pytest.mark.django_db
@pytest.mark.parametrize("write", [workbook, tables])
def test_a_commitment_named_by_its_address_is_known_too(commitment, write):
    rows = rows_of(commitment.plan, commitment.plan.commitments.all())
    for name in EITHER:
        for row in rows[name]:
            assert row["commitment"] == commitment.number
            row["commitment"] = commitment.slug
    reading = read_sheets(open_tables(write(rows), "plan.xlsx"), "plan.xlsx", {})
    _, report = load_plan(reading.file)
    assert report.kept == []
    assert not report.added_words()
