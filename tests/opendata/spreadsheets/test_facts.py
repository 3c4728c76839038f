"""What somebody typed into the sheets: read kindly, and every error with its place and its mend."""

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from commitments.importing import PlanFileError, load_plan
from commitments.models import Commitment, Milestone, Precision
from commitments.workflow import MilestoneStatus, Stage
from opendata.spreadsheets.facts import read_sheets
from opendata.spreadsheets.opening import open_tables
from opendata.spreadsheets.writing import workbook

SMALL = {
    "Plan": [
        {
            "plan": "ruritania-1",
            "title": "First plan of Ruritania",
            "country": "Ruritania",
            "country_code": "RUR",
            "number": 1,
        }
    ],
    "Themes": [{"theme": "integrity", "name": "Integrity"}],
    "Organisations": [{"organisation": "moj", "name": "Ministry of Justice", "kind": "other"}],
    "Commitments": [{"number": "1", "title": "Open the courts", "theme": "integrity"}],
    "Taking part": [
        {"commitment": "1", "organisation": "moj", "side": "government", "capacity": "lead"}
    ],
    "Milestones": [{"commitment": "1", "ref": "1.1", "title": "Open the first court"}],
}


def sheet_of(**cells):
    """The template with the small plan typed in; `cells` changes some: Commitments_C2="x"."""
    book = load_workbook(io.BytesIO(workbook({})))
    for sheet, rows in SMALL.items():
        page = book[sheet]
        headings = [cell.value for cell in page[1]]
        for number, row in enumerate(rows, start=2):
            for name, value in row.items():
                page.cell(number, headings.index(name) + 1, value)
    for place, value in cells.items():
        sheet, _, cell = place.rpartition("_")
        book[sheet.replace("_", " ")][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(mapped=None, **cells):
    return read_sheets(open_tables(sheet_of(**cells), "plan.xlsx"), "plan.xlsx", mapped or {})


def errors(**cells):
    with pytest.raises(PlanFileError) as stopped:
        read(**cells)
    return stopped.value.errors


@pytest.mark.django_db
def test_a_small_plan_as_somebody_types_it(today):
    reading = read(
        Milestones_F2="April 2014", Milestones_G2="month", Milestones_H2=dt.date(2014, 4, 30)
    )
    load_plan(reading.file)
    commitment = Commitment.objects.get()
    assert (commitment.number, commitment.stage, commitment.theme.slug) == (
        "1",
        Stage.IN_PLAN,
        "integrity",
    )
    assert commitment.participations.get().organisation.name == "Ministry of Justice"
    assert Milestone.objects.get().due.on == dt.date(2014, 4, 30)
    assert reading.places[("milestone", "1 1.1")] == "Milestones, row 2"


def test_a_number_that_the_spreadsheet_made_of_text():
    (commitment,) = read(Commitments_A2=7.0, Taking_part_A2=7, Milestones_A2=7.0).file.commitments
    assert commitment.number == "7"
    assert len(commitment.milestones) == len(commitment.taking_part) == 1


def test_names_and_labels_will_do():
    (commitment,) = read(
        Commitments_C2="Integrity",
        Taking_part_B2="ministry of justice",
        Taking_part_C2="Civil society",
        Taking_part_D2="Supports",
    ).file.commitments
    assert commitment.theme == "integrity"
    assert commitment.taking_part == [("moj", "civil_society", "support")]


@pytest.mark.parametrize("value", ["2014-04-30", dt.date(2014, 4, 30), "2014-04-30 00:00:00"])
def test_days_as_text_or_true_dates(value):
    assert read(Plan_J2=value).file.fields["published_on"] == dt.date(2014, 4, 30)


def test_a_day_alone_is_a_date():
    due = read(Milestones_H2="2014-04-30").file.commitments[0].milestones[0].due
    assert (due.text, due.precision) == ("30 April 2014", Precision.DAY)


def test_what_is_reported_of_a_milestone():
    (report,) = read(Milestones_L2="on_track").file.commitments[0].milestones[0].reports
    assert report.report.status == MilestoneStatus.ON_TRACK


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (
            {"Commitments_C2": "integrty"},
            ("Commitments, row 2, column theme: “integrty” is not in the sheet Themes; "
            "use one of integrity"),
        ),
        ({"Plan_A2": "two words"}, ("Plan, row 2, column plan: “two words” may only have letters, "
            "digits and hyphens in it")),
        ({"Commitments_B2": None}, "Commitments, row 2, column title: is empty; it is needed"),
        ({"Commitments_B2": "x" * 201}, ("Commitments, row 2, column title: 201 characters are "
            "too many; at most 200 fit")),
        ({"Taking_part_C2": "both"}, ("Taking part, row 2, column side: “both” is not known; "
            "use one of government, civil_society")),
        ({"Plan_E2": "two"}, ("Plan, row 2, column number: “two” is no whole number between 0 "
            "and 32767")),
        ({"Plan_J2": "30/4/2014"}, ("Plan, row 2, column published_on: “30/4/2014” is not a real "
            "day; write it as 2014-04-30")),
        ({"Plan_K2": "Mars"}, ("Plan, row 2, column time_zone: “Mars” is not known; write one such "
            "as Europe/London")),
        ({"Milestones_F2": "spring"}, ("Milestones, row 2, column due_precision: is empty; say how "
            "exact the date is")),
        ({"Milestones_F2": dt.date(2014, 4, 1)}, ("Milestones, row 2, column due: is a date to the "
            "spreadsheet; format the cell as text, and type it anew")),
        ({"Milestones_L2": "completed"}, ("Milestones, row 2, column evidence: is empty; what is "
            "completed needs evidence or a link to it")),
        ({"Milestones_O2": "javascript:x"}, ("Milestones, row 2, column evidence_url: "
            "“javascript:x” is no address of a page; write https://…")),
        ({"Themes_A3": "Integrity", "Themes_B3": "Other"}, ("Themes, row 3, column theme: "
            "“Integrity” is there already, in another row")),
        ({"Commitments_B2": "one\x0atwo"}, ("Commitments, row 2, column title: has hidden "
            "characters or line breaks in it; type it anew")),
        ({"Plan_A3": "another"}, "Plan: has 2 rows under its headings; one is needed"),
        ({"Plan_A1": "slug"}, "Plan: there is no column plan"),
        ({"Commitments_F2": "=1+1"}, "Commitments, row 2, column F has a formula; paste its value"),
        ({"Commitments_P2": "early_start"}, ("Commitments, row 2, column started_early_on: is "
            "empty; an early start has a day")),
    ],
)  # fmt: skip
def test_each_error_has_its_place_and_its_mend(cells, words):
    assert words in errors(**cells)


def test_all_errors_come_at_once():
    assert len(errors(Commitments_C2="integrty", Plan_E2="two", Taking_part_C2="both")) == 3


def test_a_heading_of_ones_own_stands_for_a_column():
    reading = read({"Plan": {"plan": "slug"}}, Plan_A1="slug")
    assert reading.file.slug == "ruritania-1"


def test_columns_of_ones_own_and_those_worked_out_are_not_read():
    reading = read(Plan_P1="Colour", Commitments_Y1="reported_until")
    assert reading.notices == [
        "Plan: the column Colour is not read",
        "Commitments: the column reported_until is worked out here and not read",
    ]


def test_an_empty_template_says_what_is_missing():
    tables = open_tables(workbook({}), "plan.xlsx")
    with pytest.raises(PlanFileError) as stopped:
        read_sheets(tables, "plan.xlsx", {})
    assert stopped.value.errors == [
        "Plan: has 0 rows under its headings; one is needed",
    ]
