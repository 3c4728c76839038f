"""Hostile and broken files: refused with a sentence, never with an error."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from commitments.importing import PlanFileError
from opendata.spreadsheets import opening
from opendata.spreadsheets.opening import open_tables
from opendata.spreadsheets.writing import tables, workbook


def refused(content, name="plan.xlsx"):
    with pytest.raises(PlanFileError) as stopped:
        open_tables(content, name)
    return stopped.value.errors


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def with_part(content, name, change):
    """The same archive with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part.filename)
            new.writestr(part.filename, change(data) if part.filename == name else data)
    return out.getvalue()


def book(fill):
    workbook = Workbook()
    page = workbook.active
    page.title = "Themes"
    page.append(["theme", "name"])
    fill(page)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7 and so on", "this is no XLSX spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "has a password or is of an old kind"),
        (b"PK\x03\x04 and then nothing", "it may be damaged"),
        (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
    ],
    ids=["empty", "PDF", "password", "damaged", "large"],
)
def test_what_is_no_spreadsheet(content, words):
    (error,) = refused(content)
    assert words in error


def test_half_a_spreadsheet():
    whole = workbook({})
    (error,) = refused(whole[: len(whole) // 2])
    assert "it may be damaged" in error


def test_a_bomb_is_not_unpacked():
    (error,) = refused(zipped(themes_dot_csv=b"0" * (opening.MOST_UNPACKED + 1)))
    assert "far too large when it is unpacked" in error


@pytest.mark.parametrize("line", ["a\n", ",,,,\n"])
def test_a_table_of_millions_of_cells_is_refused_before_it_is_read(line):
    content = zipped(milestones_dot_csv=line * 1_000_000)
    assert len(content) < 50_000
    assert "far too many cells" in refused(content, "plan.zip")[0]


def test_macros():
    (error,) = refused(zipped(xl__vbaProject_dot_bin=b"x"))
    assert "macros" in error


def test_entities_are_not_expanded():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    content = with_part(
        workbook({}),
        "xl/workbook.xml",
        lambda xml: xml.replace(b"<workbook", bomb + b"<workbook", 1),
    )
    (error,) = refused(content)
    assert "declares XML entities" in error


def test_xml_in_another_encoding_cannot_hide_them():
    content = with_part(workbook({}), "xl/workbook.xml", lambda xml: xml.decode().encode("utf-16"))
    (error,) = refused(content)
    assert "declares XML entities" in error


def test_too_many_rows(monkeypatch):
    monkeypatch.setattr(opening, "MOST_ROWS", 3)

    def fill(page):
        for number in range(5):
            page.append([f"t{number}", "A theme"])

    (error,) = refused(book(fill))
    assert "the sheet Themes has far too many rows" in error


def test_a_sheet_that_reaches_far_down_is_refused():
    (error,) = refused(book(lambda page: page.__setitem__("XFD1048576", "far")))
    assert "far too many rows; delete the empty ones at its end" in error


def test_formulas_errors_and_merged_cells_are_named():
    def fill(page):
        page["A2"], page["B2"] = "=1+1", "#REF!"
        page["B2"].data_type = "e"
        page.merge_cells("A3:B3")

    assert open_tables(book(fill), "x.xlsx")["Themes"].errors == [
        "Themes, cells A3:B3 are merged; split them",
        "Themes, row 2, column A has a formula; paste its value",
        "Themes, row 2, column B has the spreadsheet’s own error #REF!; mend it",
    ]


def test_empty_and_hidden_rows():
    def fill(page):
        page["A4"] = "integrity"
        page.row_dimensions[4].hidden = True
        page["A9"].number_format = "@"

    (row,) = open_tables(book(fill), "x.xlsx")["Themes"].rows
    assert (row[0], row[1][0]) == (4, "integrity")


def test_tables_in_utf_16():
    (error,) = refused(zipped(themes_dot_csv="theme,name\n".encode("utf-16")), "plan.zip")
    assert error == "plan.zip: themes.csv is not in UTF-8; save it as “CSV UTF-8”"


def test_tables_with_semicolons_and_in_a_folder():
    content = zipped(plan__themes_dot_csv="theme;name\r\nopen;Open, at last\r\n")
    assert open_tables(content, "plan.zip")["Themes"].rows == [(2, ["open", "Open, at last"])]


def test_the_template_has_drop_downs_and_a_frozen_heading():
    page = load_workbook(io.BytesIO(workbook({})))["Taking part"]
    assert page.freeze_panes == "A2"
    offered = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert offered["A2:A1000"] == "='Commitments'!$A$2:$A$1000"
    assert offered["B2:B1000"] == "='Organisations'!$A$2:$A$1000"
    assert offered["C2:C1000"].startswith("='Lists'!")


def test_nothing_of_an_export_is_a_formula():
    rows = {"Themes": [{"theme": "x", "name": "=1+1", "order": 1}]}
    cell = load_workbook(io.BytesIO(workbook(rows)))["Themes"]["B2"]
    assert (cell.data_type, cell.value) == ("s", "'=1+1")
    with zipfile.ZipFile(io.BytesIO(tables(rows))) as archive:
        assert b"x,'=1+1,1" in archive.read("themes.csv")
