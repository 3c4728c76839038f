"""Organisations are made only where a cell clearly names them."""

import pytest

from network.workflow import Side
from opendata.ogp_files.institutions import read_institutions, split


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Ministry of Justice.", ["Ministry of Justice"]),
        ("Ministry of Labour and Social Affairs", ["Ministry of Labour and Social Affairs"]),
        (
            "Commission for the Prevention of Corruption; Ministry of Justice",
            ["Commission for the Prevention of Corruption", "Ministry of Justice"],
        ),
        ("Parliament (Chamber of Deputies; Senate)", ["Parliament (Chamber of Deputies; Senate)"]),
        ("Ministry of Justice; Ministry of Justice", ["Ministry of Justice"]),
        ("House of Representatives", ["House of Representatives"]),
    ],
)
def test_clear_names(cell, names):
    found, wording = read_institutions(cell, leads=True)
    assert [one.name for one in found] == names
    assert {one.capacity for one in found} == {"lead"}
    assert {one.side for one in found} == {Side.GOVERNMENT}
    assert wording == ""


def test_a_list_of_civil_society_organisations():
    found, wording = read_institutions("CSOs: Involve, The Democratic Society", leads=False)
    assert [(one.name, one.side, one.capacity) for one in found] == [
        ("Involve", Side.CIVIL_SOCIETY, "support"),
        ("The Democratic Society", Side.CIVIL_SOCIETY, "support"),
    ]
    assert wording == ""


@pytest.mark.parametrize(
    "cell",
    [
        "CSOs, private sector, multilaterals",
        "All ministries",
        "CSOs: Involve, other CSOs",
        "CSOs: Involve, Various partners",
        "Ministry of Justice, Ministry of Finance",
        "The Ministry of Justice and the Office of the Government",
        "Ministry of Justice; all other ministries",
        "Ministry of Justice Ministry of Finance",
        "1. Ministry of Justice 2. Ministry of Finance",
        "Ministry of Justice\nMinistry of Finance",
        "Riigikogu",
        "=HYPERLINK(Ministry of Justice)",
        "Contact: ministry@example.org",
    ],
)
def test_all_else_keeps_its_wording(cell):
    assert read_institutions(cell, leads=True) == ([], cell)


@pytest.mark.parametrize("cell", ["", "NA", "NR", "Unclear"])
def test_nothing_is_nothing(cell):
    assert read_institutions(cell, leads=True) == ([], "")


def test_a_mark_in_brackets_divides_nothing():
    assert split("A (B, C), D [E, F]; G)", ",;") == ["A (B, C)", "D [E, F]", "G)"]
