"""P7: what is published hashes to what both signed, whoever races whom."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection

from commitments.models import Commitment
from network.workflow import Side
from progress.models import Publication
from progress.signing.actions import SigningRefusedError
from progress.updates.actions import DraftRefusedError, StaleDraftError
from tests.cast import commitment_of, lead
from tests.progress.drafts import draft, key, whole_draft
from tests.promises.sizes import size

RACES = size(25, 600)


def race(gail, cyrus, commitment: Commitment, period) -> str:
    """One editor against two signers, all at once; how it ended."""
    version = whole_draft(gail, cyrus, commitment, period)
    start = Barrier(3)

    def edit() -> None:
        start.wait()
        changed = replace(version.content, done="Quietly changed.")
        draft(gail, Side.GOVERNMENT, commitment, period, changed, base=version.number)

    def turn(by, side) -> None:
        start.wait()
        key(by, side, version)

    def run(step, *args) -> None:
        try:
            step(*args)
        except (StaleDraftError, DraftRefusedError, SigningRefusedError):
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        steps = [(edit,), (turn, gail, Side.GOVERNMENT), (turn, cyrus, Side.CIVIL_SOCIETY)]
        for future in [pool.submit(run, *step) for step in steps]:
            future.result()
    publication = Publication.objects.filter(update__commitment=commitment).first()
    if publication is None:
        return "edited first"
    hashes = set(publication.version.signatures.values_list("content_hash", "side"))
    wanted = {(version.content_hash, side.value) for side in Side}
    same = hashes == wanted and publication.version.content_hash == version.content_hash
    return "published as signed" if same else "wrong"


@pytest.mark.django_db(transaction=True)
def test_p7(gail, cyrus, bis, global_witness, plan, period, capsys):
    ends = []
    for number in range(RACES):
        commitment = commitment_of(plan, str(number), f"Promise {number}", bis)
        lead(commitment, Side.GOVERNMENT, gail, bis)
        lead(commitment, Side.CIVIL_SOCIETY, cyrus, global_witness)
        ends.append(race(gail, cyrus, commitment, period))
    with capsys.disabled():
        print(f"\nP7 {RACES} races {ends.count('wrong')} wrong {ends.count('edited first')} edited")
    assert "wrong" not in ends
    assert {"published as signed", "edited first"} == set(ends), "one side always won: no race"
