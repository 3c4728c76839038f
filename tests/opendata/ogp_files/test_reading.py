"""A file is recognised by its columns, and every row keeps its line and its cells."""

from collections import Counter

import pytest

from opendata.ogp_database import OgpFileError, read_file
from opendata.ogp_files.dates import Order
from tests.opendata.ogp_rows import (
    EXTRACT,
    LAYOUTS,
    content,
    needs_the_extract,
    read,
    row,
    row_2017,
)

NUMBERS = ",".join(map(str, range(len(LAYOUTS["2017"]["columns"])))) + "\r\n"


def test_the_layout_of_2024():
    file = read(row(1), row(2))
    assert (file.layout, file.row_count, file.problems) == ("2024", 2, [])
    assert [one.line for one in file.rows] == [2, 3]
    assert file.rows[0].cells["Compound"] == "NR"
    assert len(file.rows[0].cells) == 171
    assert len(file.tags) == 86


def test_the_layout_of_2017_has_its_names_on_the_second_line():
    file = read(row_2017(), layout="2017", above=NUMBERS)
    assert file.layout == "2017"
    assert [one.line for one in file.rows] == [3]
    assert file.date_order is Order.DAY_FIRST
    # The last ten names are empty.
    assert "column 108" in file.rows[0].cells


def test_the_layout_with_milestones_and_that_of_2015():
    one = {"Country": "Albania", "Action Plan No": "1", "Comm No": "1", "Commitment Title": "T"}
    file = read(one, layout="2017 with milestones", above="a,b\n")
    assert file.layout == "2017 with milestones"
    assert "DELETE THIS COLUMN (2)" in file.rows[0].cells
    one = {
        "Country": "Albania",
        "Action Plan No.": "1",
        "000 Case No.": "17",
        "Commitment Title": "T",
    }
    assert read(one, layout="2015", above="Groups,,\n").layout == "2015"


def test_a_byte_order_mark_windows_text_and_utf_16():
    text = content(row(Short_Title="Öffentlichkeit")).decode()
    for encoding in ("utf-8-sig", "cp1252", "utf-16"):
        file = read_file(text.encode(encoding), name="x")
        assert file.rows[0].cells["Short Title"] == "Öffentlichkeit"
        assert any("1252" in notice for notice in file.notices) is (encoding == "cp1252")


def test_line_breaks_in_cells_and_the_line_of_each_row():
    file = read(row(1, Full_Text="one\ntwo\r\nthree"), row(2))
    assert [one.line for one in file.rows] == [2, 5]
    assert file.rows[0].cells["Full Text"] == "one\ntwo\r\nthree"


def test_columns_in_another_order_and_more_of_them():
    names = "Ours,Short Title,Commitment Title,Commitment Number,Action Plan Number,Country"
    text = f"{names}\na,b,c,d,1,Albania\n"
    file = read_file(text.encode(), name="x")
    assert file.layout == "other"
    assert file.rows[0].cells["Ours"] == "a"


def test_columns_that_are_missing_are_named():
    with pytest.raises(OgpFileError) as refused:
        read_file(b"Country,Commitment Title\nAlbania,Open data\n")
    assert refused.value.errors == [
        "The column “Action Plan Number” is missing: no row can be read without it.",
        "The column “Commitment Number” is missing: no row can be read without it.",
    ]


@pytest.mark.parametrize("nothing", [b"", b"\n\n", b"\x00\x01\x02", b"%PDF-1.7\n\xff\xfe"])
def test_what_is_no_table_is_refused(nothing):
    with pytest.raises(OgpFileError):
        read_file(nothing)


def test_a_person_may_say_which_column_is_which():
    text = b"Pays,No du plan,No,Titre\nAlbania,1,7,Open data\n"
    mapping = {
        "Country/Locality": "Pays",
        "Action Plan Number": "No du plan",
        "Commitment Number": "No",
        "Commitment Title": "Titre",
    }
    file = read_file(text, mapping)
    assert file.columns["Commitment Title"] == "Titre"
    with pytest.raises(OgpFileError, match="“Titel”"):
        read_file(text, mapping | {"Commitment Title": "Titel"})


def test_a_row_of_another_width_is_a_problem_on_its_line():
    text = content(row(1), row(2)) + b"only,three,cells\r\n" + b",,\r\n"
    file = read_file(text, name="x")
    (problem,) = file.problems
    assert (problem.line, file.row_count) == (4, 3)
    assert str(problem) == (
        "Line 4 cannot be read: it has 3 cells, and there are 171 columns. "
        "Perhaps a quotation mark is missing."
    )
    assert "1 line has nothing in it and was left out." in file.notices


def test_a_cell_too_long_for_any_text_is_a_problem():
    file = read(row(1), row(2, Full_Text="x" * 200_000), row(3))
    assert [one.line for one in file.problems] == [3]
    assert len(file.rows) == 2


@needs_the_extract
def test_the_real_extract_cell_by_cell():
    file = read_file(EXTRACT)
    assert (file.layout, file.row_count, len(file.problems)) == ("2024", 558, 0)
    assert file.date_order is Order.MIXED
    orders = Counter(file.order_of(row) for row in file.rows)
    assert orders[Order.MONTH_FIRST] > 300
    assert orders[Order.DAY_FIRST] > 30


def test_where_a_file_is_mixed_each_plan_has_an_order_of_its_own():
    file = read(
        row(1, End_Date="31/12/2014"),
        row(2, Action_Plan_Number="2", Start_Date="5/4/2014", End_Date="12/31/2014"),
        row(3, Action_Plan_Number="3", Start_Date="5/4/2014", End_Date="NA"),
    )
    assert file.date_order is Order.MIXED
    assert [file.order_of(one) for one in file.rows] == [
        Order.MIXED,
        Order.MONTH_FIRST,
        Order.MIXED,
    ]
