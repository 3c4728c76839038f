"""What came from OGP’s database is given back under its columns, cell by cell."""

import csv
import datetime as dt
import io

import pytest

from commitments.models import Commitment
from opendata.models import OgpRecord
from opendata.ogp_columns import OGP_2024
from opendata.ogp_database import load, plan_import, read_file
from opendata.ogp_rows import ogp_rows
from tests.opendata.ogp_rows import read, row, row_2017

pytestmark = pytest.mark.django_db


def take_in(*rows, **options):
    load(plan_import(read(*rows, **options)), by=None, published_on=dt.date(2014, 2, 1))


def given(client):
    text = b"".join(client.get("/data/commitments-ogp.csv")).decode().removeprefix("\ufeff")
    found = list(csv.DictReader(io.StringIO(text)))
    assert all(tuple(line) == OGP_2024 for line in found)
    return {line["Commitment Title"]: line for line in found}


def test_each_cell_comes_back_as_ogp_wrote_it(client, today):
    rows = [
        row(1, Compound="", Region="Europe", Cluster="N/A"),
        row(2, Lead_Institution="NR", Open_Data="1", Specificity="High"),
    ]
    take_in(*rows)
    lines = given(client)
    for cells in rows:
        line = lines[cells["Commitment Title"]]
        assert {name: line[name] for name in cells} == cells
        # What the file says of everything else.
        assert {line[name] for name in OGP_2024 if name not in cells} == {"NR"}


def test_an_older_layout_fills_the_columns_it_shares_and_names_no_contact_person(client, today):
    cells = row_2017() | {"Contact Name": "Ada Agent", "Contact Email": "ada@example.org"}
    take_in(cells, layout="2017", above="0,1\n")
    line = given(client)["Open registers 1"]
    assert line["End Date"] == "31/12/2013"
    assert line["Country/Locality"] == "Albania"
    assert not {"Ada Agent", "ada@example.org"} & set(line.values())


def test_what_never_came_from_ogp_is_written_by_us(client, commitment):
    take_in(row(1))
    lines = given(client)
    assert lines["Company beneficial ownership information"]["Not reviewed"] == "1"
    assert lines["Company beneficial ownership information"]["Compound"] == "NR"
    assert lines["Publish budget 1"]["Not reviewed"] == "NR"


def test_our_own_file_handed_in_again_says_nothing_new_of_ogp(client, commitment):
    take_in(row(1, Full_Text="=1+1", Specificity="High"))
    before = list(OgpRecord.objects.values())
    file = b"".join(client.get("/data/commitments-ogp.csv"))
    report = load(plan_import(read_file(file, name="ours.csv")), by=None)
    assert report.rows == 2
    assert report.added == report.renewed == 0
    assert list(OgpRecord.objects.values()) == before
    assert not commitment.ogp_records.exists()


def test_the_number_of_queries_stays(today, django_assert_num_queries):
    take_in(row(1))
    with django_assert_num_queries(3):
        assert len(list(ogp_rows(Commitment.objects.public()))) == 1
    take_in(row(1), row(2), row(3))
    with django_assert_num_queries(3):
        assert len(list(ogp_rows(Commitment.objects.public()))) == 3
