"""What the tests of updates write and sign."""

from dataclasses import replace

from commitments.models import Commitment
from network.models import Person
from network.workflow import Side
from progress.content import Content
from progress.models import ProgressUpdate, Publication, ReportingPeriod, UpdateVersion
from progress.signing.actions import sign
from progress.updates.actions import save_draft

TEXT = Content(
    done="The draft law was shared with the network.",
    next_steps="A second reading in May.",
    challenges="The register’s fee is not settled.",
    help_wanted="A decision on the fee by the Treasury.",
)


def draft(
    by: Person,
    side: Side,
    commitment: Commitment,
    period: ReportingPeriod,
    content: Content = TEXT,
    base: int | None = None,
) -> UpdateVersion:
    """Save `content` for `side`, on top of the version in force unless `base` names another."""
    if base is None:
        update = commitment.updates.filter(period=period).first()
        latest = update.latest_version() if update else None
        base = latest.number if latest else 0
    return save_draft(
        by=by, side=side, commitment=commitment, period=period, base=base, content=content
    )


def whole_draft(
    gail: Person, cyrus: Person, commitment: Commitment, period: ReportingPeriod
) -> UpdateVersion:
    """A text that lacks nothing: both sides have said how far the commitment is."""
    content = replace(TEXT, government_completion="substantial")
    first = draft(gail, Side.GOVERNMENT, commitment, period, content)
    content = replace(first.content, civil_society_completion="limited")
    return draft(cyrus, Side.CIVIL_SOCIETY, commitment, period, content)


def key(by: Person, side: Side, version: UpdateVersion) -> Publication | None:
    """Sign `version` for `side`."""
    return sign(
        by=by,
        side=side,
        update=version.update,
        number=version.number,
        content_hash=version.content_hash,
    )


def published(
    gail: Person, cyrus: Person, commitment: Commitment, period: ReportingPeriod
) -> ProgressUpdate:
    """An update that both have signed."""
    version = whole_draft(gail, cyrus, commitment, period)
    key(gail, Side.GOVERNMENT, version)
    key(cyrus, Side.CIVIL_SOCIETY, version)
    version.update.refresh_from_db()
    return version.update


def published_as(
    gail: Person, cyrus: Person, commitment: Commitment, period: ReportingPeriod, content: Content
) -> ProgressUpdate:
    """An update of `content`, with “substantial” said by both, that both have signed."""
    content = replace(content, government_completion="substantial")
    first = draft(gail, Side.GOVERNMENT, commitment, period, content)
    content = replace(first.content, civil_society_completion="substantial")
    version = draft(cyrus, Side.CIVIL_SOCIETY, commitment, period, content)
    key(gail, Side.GOVERNMENT, version)
    key(cyrus, Side.CIVIL_SOCIETY, version)
    version.update.refresh_from_db()
    return version.update
