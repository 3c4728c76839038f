"""P8: corrections are new versions; each keeps its address, its text and its fingerprint."""

import contextlib
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from network.workflow import Side
from progress.content import fingerprint
from progress.models import Publication
from progress.updates.actions import save_draft
from tests.cast import client_for
from tests.progress.drafts import key, published
from tests.progress.views.pages import address
from tests.promises.sizes import size

CORRECTIONS = size(8, 100)
# Each of these would rewrite what readers were told.
REWRITES = (
    "UPDATE progress_updateversion SET canonical = canonical",
    "UPDATE progress_updateversion SET content_hash = content_hash, saved_at = now()",
    "UPDATE progress_updateversion SET reason = 'Another'",
    "UPDATE progress_publication SET ground = ground, published_at = now()",
    "UPDATE progress_signature SET reservation = 'None'",
    "DELETE FROM progress_publication",
    "DELETE FROM progress_updateversion",
    "DELETE FROM progress_signature",
    "DELETE FROM progress_progressupdate",
)


@pytest.mark.django_db
def test_p8(gail, cyrus, commitment, period, capsys):
    update = published(gail, cyrus, commitment, period)
    told = {2: update.latest_version().canonical}
    for number in range(CORRECTIONS):
        latest = update.latest_version()
        version = save_draft(
            by=gail,
            side=Side.GOVERNMENT,
            commitment=commitment,
            period=period,
            base=latest.number,
            content=replace(latest.content, done=f"Corrected {number + 1} times."),
            reason=f"Mistake {number + 1}",
        )
        key(gail, Side.GOVERNMENT, version)
        key(cyrus, Side.CIVIL_SOCIETY, version)
        told[version.number] = version.canonical
    reader, verified = client_for(), 0
    for publication in Publication.objects.select_related("version"):
        version = publication.version
        page = reader.get(address("version_detail", commitment, version.number))
        text = reader.get(address("version_text", commitment, version.number)).content.decode()
        assert page.status_code == 200
        assert version.content_hash in page.content.decode()
        verified += text == told[version.number] and fingerprint(text) == version.content_hash
    rewritten = sum(_rewrites(sql) for sql in REWRITES)
    with capsys.disabled():
        print(f"\nP8 {CORRECTIONS} corrections {verified} versions verified {rewritten} rewritten")
    assert verified == CORRECTIONS + 1
    assert rewritten == 0


def _rewrites(sql: str) -> bool:
    """Whether the database lets this through, or refuses it for another reason than its rule."""
    said = "let through"
    with contextlib.suppress(DatabaseError), transaction.atomic():
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql)
        except DatabaseError as refusal:
            said = str(refusal)
            raise
        transaction.set_rollback(True)
    return "permanent" not in said
