"""However many rows a dataset has, a batch of them takes as many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.actions import add_milestone
from network.workflow import Side
from opendata import datasets
from opendata.tables import DATASETS
from tests.cast import NO_DATE, commitment_of, lead
from tests.progress.blocking import answered, blocker_of
from tests.progress.drafts import published
from tests.progress.notes import note_of

pytestmark = pytest.mark.django_db


def queries() -> dict[str, int]:
    found = {}
    for name, dataset in DATASETS.items():
        with CaptureQueriesContext(connection) as captured:
            list(dataset.lines())
        found[name] = len(captured.captured_queries)
    return found


@pytest.fixture
def add(gail, cyrus, plan, period, bis, global_witness):
    """Adds a commitment with all that its leads do, and one that nobody leads."""

    def add(number):
        more = commitment_of(plan, str(number), f"More of it {number}", bis)
        commitment_of(plan, str(number + 50), f"Led by nobody {number}", bis)
        lead(more, Side.GOVERNMENT, gail, bis)
        lead(more, Side.CIVIL_SOCIETY, cyrus, global_witness)
        add_milestone(by=None, commitment=more, due=NO_DATE, ref="1", title="A step")
        published(gail, cyrus, more, period)
        answered(gail, blocker_of(cyrus, more))
        note_of(gail, more, is_public=True)

    return add


def test_three_rows_take_as_many_queries_as_one(add):
    add(1)
    with_one = queries()
    add(2)
    add(3)
    assert queries() == with_one
    assert max(with_one.values()) <= 10


def test_a_dataset_is_read_batch_by_batch(add, monkeypatch):
    for number in (1, 2, 3):
        add(number)
    whole = list(DATASETS["milestones"].lines())
    monkeypatch.setattr(datasets, "BATCH", 2)
    assert list(DATASETS["milestones"].lines()) == whole
