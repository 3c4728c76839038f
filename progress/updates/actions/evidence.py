"""Keeping what is handed in as evidence."""

import hashlib

from django.db import transaction

from commitments.models import Commitment, Milestone
from network.models import Person
from network.workflow import Side
from ogp_tracker import clock, history
from progress.actions import begun_update
from progress.evidence.recognising import harmless_name, recognise
from progress.models import EvidenceFile, ReportingPeriod
from progress.updates.actions.drafting import refuse_unless_open


@transaction.atomic
def keep_evidence(
    *,
    by: Person,
    side: Side,
    commitment: Commitment,
    period: ReportingPeriod,
    milestone: Milestone,
    name: str,
    content: bytes,
) -> EvidenceFile:
    """Keep a file for the update of `commitment` to `period`; a draft may then name it.

    The same file handed in again for the same milestone is the one that is there already.

    Raises ValidationError when it is no file that is taken, and DraftRefusedError when the update
    takes no text.
    """
    kind = recognise(name, content)
    update = begun_update(by=by, commitment=commitment, period=period, reason="First file")
    # Why a published text is corrected is asked when it is saved.
    refuse_unless_open(update, commitment, period, reason="A file")
    sha256 = hashlib.sha256(content).hexdigest()
    same = update.evidence.filter(milestone=milestone, sha256=sha256).defer("content")
    kept = same.first()
    return kept or history.create(
        EvidenceFile,
        by=by,
        reason=f"Handed in as evidence for milestone {milestone.ref}",
        update=update,
        milestone=milestone,
        name=harmless_name(name, kind),
        content_type=kind,
        size=len(content),
        sha256=sha256,
        content=content,
        side=side,
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
