"""Nothing that is not public is in any answer, and nobody is told apart."""

import json
import re

import pytest

from opendata.tables import DATASETS
from tests.opendata.api.asking import ROOT, ask, records
from tests.opendata.api.conftest import SECRET
from tests.progress.blocking import SECRET as CONFIDENTIAL

pytestmark = pytest.mark.django_db


@pytest.fixture
def everything(client, rich):
    """All records of all datasets, as text."""
    return {name: json.dumps(records(client, f"{name}/"), ensure_ascii=False) for name in DATASETS}


def test_nothing_private_is_in_any_dataset(everything):
    for name, text in everything.items():
        assert SECRET not in text, name
        assert CONFIDENTIAL not in text, name


def test_there_is_no_email_address(everything):
    for name, text in everything.items():
        assert not re.search(r"[\w.]+@[\w.]+", text), name
    # People stand in them by their names.
    assert "Gail Green" in everything["leads"]


def test_what_is_not_public_cannot_be_asked_for_by_name(client, rich):
    hidden = rich.commitments.get(number="99")
    ask(client, f"commitments/{hidden.slug}/", status=404)
    ask(client, "plans/next/", status=404)
    for query in ("plan=next", f"q={SECRET}", "stage=proposed"):
        response = client.get(f"{ROOT}commitments/?{query}")
        assert response.status_code == 400 or response.json()["records"] == []
    ask(client, f"leads/?commitment={hidden.slug}", status=400)


def test_no_cookie_is_asked_for_or_set(client, rich, olga):
    client.force_login(olga)
    for address in (ROOT, f"{ROOT}plans/", f"{ROOT}plans/{rich.slug}/", "/api/schema/"):
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_who_is_signed_in_sees_what_everybody_sees(client, rich, sam):
    before = ask(client, "commitments/")
    client.force_login(sam)
    assert ask(client, "commitments/") == before
