"""P6: a save contains all committed text before it, or is refused."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection

from network.workflow import Side
from progress.content import Content
from progress.models import ProgressUpdate
from progress.updates.actions import StaleDraftError, save_draft
from tests.promises.sizes import size

EDITORS, SAVES = size(8, 50), size(5, 10)


@pytest.mark.django_db(transaction=True)
def test_p6(gail, cyrus, commitment, period, capsys):
    def edit(number: int) -> int:
        """Add this editor's lines one by one, taking the text in force again when refused."""
        by, side = ((gail, Side.GOVERNMENT), (cyrus, Side.CIVIL_SOCIETY))[number % 2]
        refusals = 0
        try:
            for save in range(SAVES):
                while True:
                    update = ProgressUpdate.objects.filter(commitment=commitment).first()
                    latest = update.latest_version() if update else None
                    content = latest.content if latest else Content()
                    content = replace(content, done=f"{content.done}\neditor {number} line {save}")
                    base = latest.number if latest else 0
                    try:
                        save_draft(
                            by=by,
                            side=side,
                            commitment=commitment,
                            period=period,
                            base=base,
                            content=content,
                        )
                        break
                    except StaleDraftError:
                        refusals += 1
            return refusals
        finally:
            connection.close()

    with ThreadPoolExecutor(EDITORS) as pool:
        refusals = sum(pool.map(edit, range(EDITORS)))
    text = ProgressUpdate.objects.get().latest_version().content.done
    kept = sum(
        f"editor {number} line {save}" in text for number in range(EDITORS) for save in range(SAVES)
    )
    with capsys.disabled():
        print(f"\nP6 {EDITORS * SAVES} saves {kept} kept {refusals} refused and repeated")
    assert kept == EDITORS * SAVES
    assert refusals > 0, "nobody ever raced: the test shows nothing"
