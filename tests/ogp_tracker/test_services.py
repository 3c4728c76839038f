"""The private servers: they answer, stay apart, keep what they should and leave nothing behind."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from ogp_tracker.local import binaries, processes, services
from ogp_tracker.local.processes import Family, ServiceError


@pytest.fixture
def var() -> Iterator[Path]:
    """A data folder that every account may enter; pytest's own is closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="tracker-var-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def family(var) -> Iterator[Callable[[str], Family]]:
    """Make families that end with the test, however it ends."""
    made = []

    def make(name: str = "") -> Family:
        made.append(Family(var / "services", name))
        return made[-1]

    yield make
    for each in made:
        each.stop()


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch):
    """As on a laptop: the environment names no server."""
    for name in ("DATABASE_URL", "REDIS_URL", "PG_BIN", "VALKEY_BIN"):
        monkeypatch.delenv(name, raising=False)


def ask(settings: dict[str, str], sql: str) -> object:
    folder = settings["DATABASE_URL"].split("@/")[1].removesuffix("/tracker")
    with psycopg.connect(host=folder, user="postgres", dbname="tracker") as connection:
        cursor = connection.execute(sql)
        row = cursor.fetchone() if cursor.description else None
        return row and row[0]


def test_both_servers_answer_and_are_gone_afterwards(var):
    with services.throw_away(var) as settings:
        assert ask(settings, "SHOW server_encoding") == "UTF8"
        assert ask(settings, "SELECT lower('ÉIRE')") == "éire"
        with redis.from_url(settings["REDIS_URL"]) as broker:
            broker.set("key", "broker")
        with redis.from_url(settings["CACHE_URL"]) as cache:
            assert cache.get("key") is None  # another logical database
        folder = Path(settings["DATABASE_URL"].split("@/")[1]).parent
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not folder.exists()
    assert list((var / "services").iterdir()) == []
    with pytest.raises(redis.ConnectionError):
        redis.from_url(settings["REDIS_URL"]).ping()


def test_the_broker_asks_for_its_password(var):
    with services.throw_away(var) as settings:
        port = int(settings["REDIS_URL"].rpartition(":")[2].partition("/")[0])
        with (
            redis.Redis(port=port, retry=Retry(NoBackoff(), 0)) as stranger,
            pytest.raises(redis.AuthenticationError),
        ):
            stranger.ping()


def test_kept_data_are_there_the_next_time_even_after_a_hard_stop(var, family):
    first = family("first")
    settings = services.start(first, keep=True, var=var)
    ask(settings, "CREATE TABLE kept AS SELECT 1")
    for child in first._children.values():
        os.killpg(child.process.pid, signal.SIGKILL)
    first.stop()

    settings = services.start(family("second"), keep=True, var=var)
    assert ask(settings, "SELECT count(*) FROM kept") == 1


def test_a_killed_run_is_cleared_by_the_next_one(var, family):
    script = (
        "import pathlib, sys, time; from ogp_tracker.local import services\n"
        "with services.throw_away(pathlib.Path(sys.argv[1])) as settings:\n"
        "    print(settings['DATABASE_URL'], flush=True); time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script, str(var)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=services.CHECKOUT)
    assert run.stdout is not None
    folder = Path(run.stdout.readline().strip().split("@/")[1]).parent
    run.kill()
    run.communicate()
    assert (folder / "postgres" / "postmaster.pid").exists()
    postmaster = int((folder / "postgres" / "postmaster.pid").read_text().split("\n")[0])
    assert processes.command_line(postmaster)

    family()

    assert not processes.command_line(postmaster)
    assert not folder.exists()


def test_a_process_that_only_took_over_the_number_is_left_alone(var, family):
    records = var / "services"
    records.mkdir()
    bystander = subprocess.Popen(["sleep", "30"])
    (records / "old.json").write_text(
        f'{{"folders": [], "children": [[{bystander.pid}, 15, "postgres -D somewhere"]]}}'
    )
    family()
    time.sleep(0.1)
    assert bystander.poll() is None
    bystander.kill()
    bystander.wait()
    assert not (records / "old.json").exists()


def test_two_runs_of_one_name_do_not_meet(family):
    first = family("demonstration")
    with pytest.raises(ServiceError, match="already running in this folder"):
        family("demonstration")
    first.stop()
    family("demonstration")


def test_servers_that_the_environment_names_are_used_as_they_are(var, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/db")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    with services.throw_away(var) as settings:
        assert settings == {
            "DATABASE_URL": "postgres://elsewhere/db",
            "REDIS_URL": "redis://elsewhere/0",
        }
    assert not (var / "log").exists()


@pytest.mark.parametrize(("setting", "program"), [("PG_BIN", "postgres"), ("VALKEY_BIN", "it")])
def test_a_named_program_that_is_not_there_gets_a_sentence(setting, program, var, monkeypatch):
    monkeypatch.setenv(setting, str(var / "nothing"))
    sentence = rf"{setting} is .* cannot run {program} there"
    with pytest.raises(ServiceError, match=sentence), services.throw_away(var):
        pass


def test_data_of_another_postgresql_get_a_sentence(var, family):
    data = var / "postgres"
    binaries.account(services.CHECKOUT).own(data)
    (data / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServiceError, match="was made by PostgreSQL 9"):
        services.start(family(), keep=True, var=var)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has a home that its servers cannot enter")
def test_a_checkout_in_a_closed_home_stays_closed(var):
    closed = var / "home"
    closed.mkdir(mode=0o700)
    home = binaries.home(binaries.account(services.CHECKOUT), closed / "var")
    try:
        with services.throw_away(closed / "var") as settings:
            assert ask(settings, "SELECT 1") == 1
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        assert home.parent == Path("/var/tmp")
    finally:
        shutil.rmtree(home)
