"""The container files, read as Docker would read them but without an engine."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SECRETS = {"SECRET_KEY": "s3cret-key", "POSTGRES_PASSWORD": "s3cret-password"}


def tool(name: str) -> str:
    found = shutil.which(name, path=Path(sys.executable).parent)
    if not found:
        pytest.skip(f"NOT CHECKED: there is no {name} for this machine, see requirements-dev.in")
    return found


def compose(**settings: str) -> subprocess.CompletedProcess[str]:
    """Read the compose file with nothing but `settings`: no .env of a developer."""
    command = [tool("docker-compose"), "--env-file", os.devnull, "config", "--format", "json"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(CHECKOUT / "var")}
    return subprocess.run(
        command, cwd=CHECKOUT, env=environment | settings, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def services():
    done = compose(**SECRETS)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["services"]


def test_every_part_is_there(services):
    assert set(services) == {
        *("web", "worker", "beat", "migrate"),
        *("postgres", "broker", "cache", "mail"),
    }


def test_every_part_that_stays_says_whether_it_is_well(services):
    image_has_one = "HEALTHCHECK" in (CHECKOUT / "Dockerfile").read_text()
    for name, service in services.items():
        if name == "migrate":
            continue
        check = service.get("healthcheck")
        assert check is None if name == "web" and image_has_one else check["test"], name


def test_the_parts_wait_for_what_they_need(services):
    for name in ("web", "worker", "beat"):
        needs = {need: how["condition"] for need, how in services[name]["depends_on"].items()}
        assert needs["migrate"] == "service_completed_successfully"
        assert needs["postgres"] == needs["broker"] == needs["cache"] == "service_healthy"


def test_the_broker_keeps_everything_and_the_cache_may_forget(services):
    assert "noeviction" in services["broker"]["command"]
    assert services["broker"]["volumes"]
    assert "allkeys-lru" in services["cache"]["command"]
    assert "volumes" not in services["cache"]


def test_our_own_parts_hold_no_privilege(services):
    for name in ("web", "worker", "beat", "migrate"):
        assert services[name]["read_only"]
        assert services[name]["cap_drop"] == ["ALL"]


@pytest.mark.parametrize("missing", SECRETS)
def test_a_secret_is_asked_for_and_never_made_up(missing):
    done = compose(**{name: value for name, value in SECRETS.items() if name != missing})
    assert done.returncode != 0
    assert f"Set {missing} in .env" in done.stderr


def test_only_servers_meant_for_people_are_reachable_from_outside(services):
    assert {name for name, service in services.items() if "ports" in service} == {"web", "mail"}
    assert services["mail"]["ports"][0]["host_ip"] == "127.0.0.1"


def test_the_dockerfile_has_no_fault():
    done = subprocess.run(
        [tool("hadolint"), "--failure-threshold", "info", "--no-color", CHECKOUT / "Dockerfile"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_image_runs_as_nobody_special_and_carries_no_tools_of_development():
    lines = (CHECKOUT / "Dockerfile").read_text().splitlines()
    last_stage = lines[max(n for n, line in enumerate(lines) if line.startswith("FROM")) :]
    users = [line.split()[1] for line in last_stage if line.startswith("USER")]
    assert users
    assert all(re.fullmatch(r"[1-9]\d*", user) for user in users)
    assert not any("requirements-dev" in line for line in lines)


def test_everything_the_image_is_built_from_reaches_the_build():
    ignored = (CHECKOUT / ".dockerignore").read_text().splitlines()
    kept = {line[1:] for line in ignored if line.startswith("!")}
    for package in CHECKOUT.glob("*/__init__.py"):
        assert package.parent.name in kept
    assert all((CHECKOUT / name).exists() for name in kept)
