"""The files hold what readers see, and nothing that only some may."""

import csv
import io
import json

import pytest

from commitments.models import Commitment
from network.models import Person
from opendata.catalogue.writing import csv_of
from opendata.columns import as_json
from opendata.tables import DATASETS
from tests.opendata.story import SECRETS

pytestmark = pytest.mark.django_db


def everything() -> str:
    return "\n".join(
        json.dumps({name: as_json(value) for name, value in record.items()}, default=str)
        for dataset in DATASETS.values()
        for record in dataset.records()
    )


def test_the_story_fills_every_table(story):
    assert [name for name, dataset in DATASETS.items() if not list(dataset.lines())] == []


def test_no_table_holds_an_address_or_a_secret(story):
    text = everything()
    assert "Gail Green" in text
    assert [person.email for person in Person.objects.all() if person.email in text] == []
    assert [words for words in SECRETS if words in text] == []


def test_nothing_of_a_commitment_is_left_once_it_is_hidden(story):
    Commitment.objects.filter(pk=story.pk).update(stage="proposed")
    left = [
        name
        for name, dataset in DATASETS.items()
        for record in dataset.records()
        if story.slug in record.values()
    ]
    assert left == []


def test_no_cell_is_a_formula(hostile):
    """Neither LibreOffice nor Excel would work anything out of what somebody typed."""
    cells = list(_cells_of_everything())
    assert sum(cell.startswith("'=1+1") for cell in cells) > 20
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))] == []
    assert [cell for cell in cells if cell.startswith("-") and not cell[1:].isdigit()] == []


def _cells_of_everything():
    for dataset in DATASETS.values():
        text = "".join(csv_of(dataset.names, dataset.lines()))
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))):
            yield from row
