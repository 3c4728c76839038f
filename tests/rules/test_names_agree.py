"""One name, four places: view, address, template, test."""

import re
from pathlib import Path

import pytest

from tests.rules.addresses import our_addresses

ROOT = Path(__file__).resolve().parents[2]
ADDRESSES = our_addresses()
# These answer with a file, or the script of a page, so they have no template.
FILES = {
    "opendata:intake_check",
    "opendata:intake_file",
    "opendata:intake_lines",
    "progress:evidence_file",
    "progress:oversight_file",
    "progress:update_autosave",
    "progress:version_text",
}


def test_there_is_something_to_check():
    assert len(ADDRESSES) > 20


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.full_name)
def test_one_name_in_four_places(address):
    app, name = address.namespace, address.name
    assert address.view.__name__ == name
    assert re.match(rf"{app}\.(\w+\.)?views\b", address.view.__module__)
    has_template = (ROOT / "templates" / app / f"{name}.html").is_file()
    assert has_template != (address.full_name in FILES)
    assert (ROOT / "tests" / app / "views" / f"test_{name}.py").is_file()
