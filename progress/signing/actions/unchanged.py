"""Nothing new: one confirmation a side."""

from dataclasses import replace

from django.db import transaction

from commitments.models import Commitment
from network.models import Person
from network.workflow import Side
from progress.carrying import carried_into
from progress.content import Content
from progress.models import Publication, ReportingPeriod
from progress.signing.actions.signing import SigningRefusedError, sign
from progress.updates.actions import DraftRefusedError, StaleDraftError, save_draft


def unchanged_content(commitment: Commitment, period: ReportingPeriod) -> Content | None:
    """The last published text, saying that nothing has changed since; None when there is none."""
    carried = carried_into(commitment, period)
    if carried is None:
        return None
    return replace(carried.content, unchanged_since=carried.period.due_on.isoformat())


@transaction.atomic
def confirm_unchanged(
    *, by: Person, side: Side, commitment: Commitment, period: ReportingPeriod
) -> Publication | None:
    """Say for `side` that nothing has changed since the last update, and sign that.

    The other side confirms by signing the same text. Returns the publication when this was the
    second key.

    Raises SigningRefusedError when nothing was published before, somebody has begun to write, or
    the text cannot be signed as it stands.
    """
    content = unchanged_content(commitment, period)
    if content is None:
        raise SigningRefusedError("Nothing was published before, so there is nothing to confirm.")
    try:
        version = save_draft(
            by=by, side=side, commitment=commitment, period=period, base=0, content=content
        )
    except StaleDraftError:
        raise SigningRefusedError(
            "Somebody has begun to write this update. Read the draft, then sign it or change it."
        ) from None
    except DraftRefusedError as refused:
        raise SigningRefusedError(str(refused)) from None
    return sign(
        by=by,
        side=side,
        update=version.update,
        number=version.number,
        content_hash=version.content_hash,
    )
