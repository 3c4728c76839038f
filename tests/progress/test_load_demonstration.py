"""The people and blockers of the demonstration: only there, only once, and nobody is written to."""

import re

import pytest
from django.core.management import call_command

from commitments.models import Commitment, Lead
from commitments.permissions import can_update_milestones, side_led_by
from mailroom.models import OutboxMessage
from network.models import Circulation, Person, Role
from network.permissions import side_kept_by
from network.workflow import Side
from progress.blockers.rising import raise_silent_blockers
from progress.demonstration.people import PASSWORD, load_people
from progress.holders import first_held
from progress.models import Blocker, ProgressUpdate, Rung
from tests.plan_files import REAL

pytestmark = pytest.mark.django_db


@pytest.fixture
def real_plan(today, settings, capsys):
    settings.DEMONSTRATION = True
    call_command("import_action_plan", str(REAL))
    capsys.readouterr()


@pytest.fixture
def loaded(real_plan):
    call_command("load_demonstration")


def somebody(first: str) -> Person:
    return Person.objects.get(email=f"{first}@example.org")


def test_it_only_runs_in_a_demonstration(real_plan, settings, capsys):
    settings.DEMONSTRATION = False
    with pytest.raises(SystemExit) as stopped:
        call_command("load_demonstration")
    assert stopped.value.code == 1
    assert "only come where DEMONSTRATION=1" in capsys.readouterr().err
    assert not Person.objects.exists()


def test_it_needs_the_plan_first(today, settings, capsys):
    settings.DEMONSTRATION = True
    with pytest.raises(SystemExit) as stopped:
        call_command("load_demonstration")
    assert stopped.value.code == 1
    assert "run import_action_plan" in capsys.readouterr().err


def test_the_last_lines_say_who_can_sign_in(loaded, client, capsys):
    lines = capsys.readouterr().out.splitlines()
    assert f"The password of each is: {PASSWORD}" in lines
    cast = [line.split()[:3] for line in lines[-7:]]
    assert [first for first, _, _ in cast] == [
        "Gail", "Cyrus", "Rae", "Sam", "Nora", "Mia", "Olga"
    ]  # fmt: skip
    for _, _, email in cast[:2]:
        assert client.login(username=email, password=PASSWORD)


def test_each_can_do_what_the_table_says(loaded, today):
    seven = Commitment.objects.get(number="7")
    assert side_led_by(somebody("gail"), seven) == Side.GOVERNMENT
    assert side_led_by(somebody("cyrus"), seven) == Side.CIVIL_SOCIETY
    assert side_led_by(somebody("gail"), Commitment.objects.get(number="11")) == Side.GOVERNMENT
    assert can_update_milestones(somebody("rae"), seven)
    assert side_kept_by(somebody("sam")) == Side.GOVERNMENT
    assert side_kept_by(somebody("nora")) == Side.CIVIL_SOCIETY
    for outsider in ("mia", "olga"):
        assert not somebody(outsider).leads.exists()
    # Everybody appointed holds a role on the side they lead for, and one has left.
    assert Lead.objects.current(today).count() == 12
    assert Lead.objects.exclude(ends_on=None).get().person == somebody("una")
    organisations = {role.organisation.slug for role in somebody("rae").current_roles}
    assert organisations == {"bis", "hmt"}
    # Nobody was written to, and no progress was made up.
    assert not OutboxMessage.objects.exists()
    assert not ProgressUpdate.objects.exists()


def test_a_second_run_changes_nothing(loaded, capsys):
    first = capsys.readouterr().out
    gail = somebody("gail")
    before = [model.history.count() for model in (Person, Role, Lead)]
    assert not load_people().total()
    call_command("load_demonstration")
    assert capsys.readouterr().out == first
    assert [model.history.count() for model in (Person, Role, Lead)] == before
    assert somebody("gail").password == gail.password


def test_what_was_ended_here_stays_ended(loaded, today):
    Role.objects.filter(person=somebody("mia")).update(ends_on=today)
    Lead.objects.filter(person=somebody("cyrus")).update(ends_on=today)
    assert not load_people().total()
    assert not Role.objects.current(today).filter(person=somebody("mia")).exists()


def test_the_blockers_are_on_several_rungs_and_say_that_they_are_invented(loaded, today):
    rows = {row.commitment.number: row for row in Blocker.objects.select_related("commitment")}
    assert {number: (row.status, row.rung) for number, row in rows.items()} == {
        "7": ("waiting", "leads"),
        "11": ("waiting", "relationship_manager"),
        "6": ("waiting", "secretariat"),
        "1": ("answered", "leads"),
        "12": ("closed", "leads"),
    }
    assert all("invented for the demonstration" in row.summary for row in rows.values())
    assert rows["6"].days_open(today) == 20
    assert raise_silent_blockers() == 0
    # The rungs are those that the ladder itself would have found.
    assert first_held(rows["11"], Rung, today) == "relationship_manager"
    assert first_held(rows["6"], Rung.LEADS.above, today) == "secretariat"
    call_command("load_demonstration")
    assert Blocker.objects.count() == 5


def test_the_archive_holds_one_circulation_that_says_it_is_invented(loaded, client):
    call_command("load_demonstration")
    assert Circulation.objects.count() == 1
    page = client.get("/circulations/2014-03/").content.decode()
    assert "This letter was invented" in page
    links = re.findall(r'<a [^>]*href="http://localhost:8000(/[^"]+)"', page)
    assert len(links) == 2
    for link in links:
        assert client.get(link).status_code == 200
