"""The oversight list as a file for spreadsheets."""

import csv
import datetime as dt
import io

import pytest

from tests.cast import client_for, commitment_of

pytestmark = pytest.mark.django_db
URL = "/oversight.csv"


def rows_of(somebody, query="") -> list[dict[str, str]]:
    response = client_for(somebody).get(f"{URL}{query}")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_it_has_what_the_page_has(settings, rae, commitment, period):
    settings.TRACKER_TODAY = dt.date(2014, 5, 12)
    first = rows_of(rae)[0]
    assert first["commitment"] == "7"
    assert (first["what"], first["late"], first["days"]) == ("Update", "yes", "12")
    assert first["who"] == "Gail Green (BIS), Cyrus Cole (Global Witness)"
    assert first["next_step"] == "Remind now"
    assert first["link"].endswith(f"/commitments/{commitment.slug}/updates/2014-04-30/remind/")


def test_the_same_filters_hold(settings, rae, commitment, period):
    settings.TRACKER_TODAY = dt.date(2014, 5, 12)
    assert {row["what"] for row in rows_of(rae, "?kind=update")} == {"Update"}


def test_it_opens_in_a_spreadsheet_and_runs_nothing(settings, sam, plan, bis, period):
    commitment_of(plan, "9", '=HYPERLINK("http://evil.example","x")', bis)
    response = client_for(sam).get(URL)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="oversight-2014-04-14.csv"' in response["Content-Disposition"]
    assert response.content.startswith(b"\xef\xbb\xbf")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert all(line.startswith('"') and line.endswith('"') for line in lines)
    assert rows_of(sam)[0]["title"].startswith("'=HYPERLINK")


def test_nothing_to_write_is_a_row_of_headings(rae, bis):
    assert rows_of(rae) == []


def test_it_requires_signing_in(client):
    assert client.get(URL)["Location"].startswith("/account/login/")


def test_it_is_for_those_who_keep_track(gail, olga, commitment):
    for somebody in (gail, olga):
        assert client_for(somebody).get(URL).status_code == 403
