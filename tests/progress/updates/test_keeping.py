"""Keeping what was typed: one a person and update, whatever happens at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from progress.models import PrivateDraft
from progress.updates.actions import forget_typed, keep_typed


@pytest.mark.django_db(transaction=True)
def test_windows_that_keep_and_forget_at_once_do_not_trip(gail, commitment, period):
    about = {"by": gail, "commitment": commitment, "period": period}

    def type_on(number: int) -> None:
        try:
            for turn in range(25):
                keep_typed(base=turn, fields={"done": f"window {number}"}, **about)
                if turn % 2:
                    forget_typed(**about)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(type_on, range(6)))
    keep_typed(base=7, fields={"done": "last"}, **about)
    kept = PrivateDraft.objects.get()
    assert (kept.base, kept.fields) == (7, {"done": "last"})
