"""What a row says becomes columns of a commitment, and nothing that it does not say."""

import pytest

from commitments.models import Precision
from commitments.workflow import Stage
from opendata.ogp_files.facts import PlanKey, UnreadableRowError
from opendata.ogp_files.interpreting import interpret
from tests.opendata.ogp_rows import read, row, row_2017


def facts(**cells):
    file = read(row(**cells))
    return interpret(file, file.rows[0])


def refused(**cells) -> UnreadableRowError:
    with pytest.raises(UnreadableRowError) as error:
        facts(**cells)
    return error.value


def test_a_whole_row():
    found = facts(Open_Data="1", Audits="1", OGP_Value_Technology="1")
    assert found.key == PlanKey("ATL", 1)
    assert found.plan_fields["title"] == "Atlantis action plan 1"
    assert found.plan_fields["period_text"] == "2021 to 2023"
    assert (found.number, found.ogp_id, found.theme) == ("1", "AT0001", "Open budgets")
    assert found.fields == {
        "title": "Budget 1",
        "government_title": "Publish budget 1",
        "summary": "The ministry publishes its budget.",
        "access_to_information": False,
        "civic_participation": False,
        "public_accountability": False,
        "technology": True,
        "policy_areas": ["Audits", "Open Data"],
        "stage": Stage.IN_PLAN,
        "notes": ["Starts: 31 January 2021"],
        "sources": ["OGP’s database of commitments: https://ogp.example/atlantis/1"],
    }
    assert found.due.precision is Precision.DAY
    assert [one.name for one in found.institutions] == [
        "Ministry of Finance",
        "Open Money",
        "Clear Books",
    ]


def test_the_layout_of_2017_has_no_codes_but_names():
    file = read(row_2017(), layout="2017", above="0,1\n")
    found = interpret(file, file.rows[0])
    assert found.key == PlanKey("ALB", 1)
    assert found.theme == "No theme given"
    assert found.fields["access_to_information"] is True
    assert found.fields["notes"] == [
        "Supporting institutions, as OGP words it: CSOs, private sector, multilaterals"
    ]
    assert found.fields["stage"] == Stage.IN_PLAN


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ("Kyrgyz Republic", "KGZ"),
        ("Slovak Republic", "SVK"),
        ("Republic of Korea", "KOR"),
        ("Cote d'Ivoire", "CIV"),
        ("Trinidad and Tobago", "TTO"),
        ("United Kingdom", "GBR"),
        ("United States", "USA"),
    ],
)
def test_countries_by_the_names_ogp_gives_them(country, code):
    assert facts(Code="", **{"Country/Locality": country}).key.code == code


@pytest.mark.parametrize(
    ("end", "mid", "carried", "stage"),
    [
        ("Complete", "Limited", "1", Stage.COMPLETED),
        ("NR", "Complete", "NR", Stage.COMPLETED),
        ("ND", "Withdrawn", "0", Stage.WITHDRAWN),
        ("Substantial", "Limited", "1", Stage.CARRIED_OVER),
        ("Substantial", "Limited", "0", Stage.CLOSED_INCOMPLETE),
        ("NR", "Limited", "0", Stage.IN_PLAN),
        ("Unclear", "NA", "ND", Stage.IN_PLAN),
    ],
)
def test_the_stage_is_what_the_last_assessment_says(end, mid, carried, stage):
    cells = {
        "Completion (End Of Term)": end,
        "Completion (Progress Report)": mid,
        "Carried Forward": carried,
    }
    assert facts(**cells).fields["stage"] == stage


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("NA", "NA"),
        ("B", "B"),
        ("iv", "iv"),
        ("1.2", "1.2"),
        ("2.2999999999999998", "2.3"),
        ("10.130000000000001", "10.13"),
        ("", "none"),
        ("1.1.", "1.1."),
    ],
)
def test_numbers_as_printed(cell, number):
    assert facts(Commitment_Number=cell).number == number


def test_a_title_too_long_ends_at_a_word_and_is_kept_whole():
    long = "Publishing what is spent " * 20
    found = facts(Short_Title="NA", Commitment_Title=long)
    title = str(found.fields["title"])
    assert len(title) <= 200
    assert title.endswith(("Publishing…", "what…", "is…", "spent…"))
    assert f"Its whole title: {long.strip()}" in found.fields["notes"]


def test_a_plan_of_a_city_says_so():
    found = facts(Code="ESMD", National_Or_Local="Legacy Local", **{"Country/Locality": "Madrid"})
    assert found.key == PlanKey("ESMD", 1)
    assert (
        "OGP lists this plan as “Legacy Local”, not as a national one."
        in (found.plan_fields["notes"])
    )


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        (
            {"Action Plan Number": "x"},
            "Action Plan Number",
            "the column “Action Plan Number” has “x”, which is no number.",
        ),
        (
            {"Action Plan Number": "NA"},
            "Action Plan Number",
            "the column “Action Plan Number” has “NA”, which is no number.",
        ),
        (
            {"Action Plan Number": ""},
            "Action Plan Number",
            "the column “Action Plan Number” is empty.",
        ),
        (
            {"Country/Locality": "NA"},
            "Country/Locality",
            "the column “Country/Locality” names no country.",
        ),
        (
            {"Code": ""},
            "Country/Locality",
            "the column “Country/Locality” has “Atlantis”, which is no country known here.",
        ),
        (
            {"Code": "A1"},
            "Code",
            "the column “Code” has “A1”, which is no code of two to six letters.",
        ),
        (
            {"Short Title": "", "Commitment Title": "NA"},
            "Commitment Title",
            "the column “Commitment Title” is empty: a commitment needs a title.",
        ),
    ],
)
def test_a_row_that_says_too_little_is_refused_with_its_column(cells, column, words):
    error = refused(**cells)
    assert (error.column, error.words) == (column, words)


def test_hostile_cells_are_text():
    found = facts(
        Short_Title="=HYPERLINK(1)\0",
        Full_Text="<script>alert(1)</script>\u202e",
        URL="javascript:alert(1)",
        Theme="@SUM(1)\x0b",
    )
    assert found.fields["title"] == "=HYPERLINK(1)\N{REPLACEMENT CHARACTER}"
    assert found.fields["summary"] == "<script>alert(1)</script>"
    assert found.fields["sources"] == ["OGP’s database of commitments"]
    assert found.theme == "@SUM(1)"
