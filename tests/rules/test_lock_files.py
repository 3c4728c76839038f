"""The lock files: complete, hashed, agreeing with each other, and naming no host."""

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
RELEASE = re.compile(r"^([a-z0-9-]+)==([^ \\]+)", re.MULTILINE)


def locked(name: str) -> dict[str, str]:
    return dict(RELEASE.findall((CHECKOUT / name).read_text()))


def wanted(name: str) -> list[str]:
    lines = (CHECKOUT / name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r "))]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_release_is_hashed_and_no_host_is_named(name):
    text = (CHECKOUT / name).read_text()
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)  # no option, such as the address of an index
    for block in re.split(r"\n(?=\S)", text.strip()):
        assert RELEASE.match(block), block
        assert "--hash=sha256:" in block


def test_the_front_end_lock_names_no_host():
    assert "://" not in (CHECKOUT / "package-lock.json").read_text().replace("https://git", "")


def test_both_lists_hold_the_same_releases():
    development = locked("requirements-dev.txt")
    for package, release in locked("requirements.txt").items():
        assert development[package] == release


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_dependency_says_why_it_is_there_and_is_locked(name):
    releases = locked(f"{name}.txt")
    for line in wanted(f"{name}.in"):
        requirement, _, reason = line.partition("#")
        assert reason.strip(), f"{requirement} has no reason"
        assert re.split(r"[\[~<>=; ]", requirement)[0] in releases
