"""The command: it says what would happen or what did, and fails where something was refused."""

import pytest
from django.core.management import CommandError, call_command

from commitments.models import ActionPlan, Commitment
from tests import cast
from tests.opendata.ogp_rows import content, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "ogp.csv"
    path.write_bytes(content(row(1), row(2)))
    return path


@pytest.fixture
def spoilt(tmp_path):
    path = tmp_path / "spoilt.csv"
    path.write_bytes(content(row(1), row(2, Action_Plan_Number="x")))
    return path


def stopped(*arguments, capsys) -> tuple[str, str]:
    with pytest.raises(SystemExit) as stop:
        call_command("import_ogp", *map(str, arguments))
    assert stop.value.code == 1
    said = capsys.readouterr()
    return said.out, said.err


def test_it_counts_what_it_added(path, capsys):
    call_command("import_ogp", str(path))
    assert capsys.readouterr().out.splitlines()[-2:] == [
        (
            "2 rows read: 2 commitments added, 0 rows more about them, 0 here already, "
            "0 differing and kept, 0 left out."
        ),
        "Added with them: 1 plan, 1 theme and 3 organisations. Renewed: 0 rows of OGP’s own.",
    ]
    call_command("import_ogp", str(path))
    assert "0 commitments added, 0 rows more about them, 2 here already" in capsys.readouterr().out


def test_a_dry_run_writes_nothing(path, capsys):
    call_command("import_ogp", str(path), "--dry-run")
    out = capsys.readouterr().out
    assert "Line 2: Atlantis, plan 1, commitment 1 “Budget 1”: would be added" in out
    assert "Nothing was written." in out
    assert not Commitment.objects.exists()


def test_a_row_that_cannot_be_read_stops_it(spoilt, capsys):
    _, err = stopped(spoilt, capsys=capsys)
    assert err.splitlines() == [
        "Line 3 cannot be read: the column “Action Plan Number” has “x”, which is no number.",
        "Nothing was imported: 1 error.",
    ]
    assert not Commitment.objects.exists()
    stopped(spoilt, "--dry-run", capsys=capsys)


def test_or_is_left_out_where_one_says_so_and_the_command_still_fails(spoilt, capsys):
    out, err = stopped(spoilt, "--skip-unreadable", capsys=capsys)
    assert "1 commitment added" in out
    assert err.startswith("Left out: Line 3 cannot be read")
    assert Commitment.objects.count() == 1


def test_a_day_of_publication_and_a_person(path, today):
    cast.person("Sam Secretary")
    call_command("import_ogp", str(path), "--published-on", "2014-02-01", "--by", "sam@example.org")
    assert ActionPlan.objects.get().is_public
    assert Commitment.objects.first().history.get().history_user.name == "Sam Secretary"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--by", "nobody@example.org"], "Nobody here has the address"),
        (["--published-on", "2999-01-01"], "future"),
    ],
)
def test_nonsense_is_refused(path, arguments, words):
    with pytest.raises(CommandError, match=words):
        call_command("import_ogp", str(path), *arguments)


def test_no_file_and_no_table(tmp_path, capsys):
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("import_ogp", str(tmp_path / "gone.csv"))
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    _, err = stopped(tmp_path / "other.csv", capsys=capsys)
    assert "The column “Country/Locality” is missing" in err
