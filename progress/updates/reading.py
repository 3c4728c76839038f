"""What pages show of updates: the keys on a text, and how it came about."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from commitments.models import Commitment
from commitments.workflow import OPEN_STAGES
from network.workflow import Side
from progress.models import ProgressUpdate, Publication, ReportingPeriod, Signature, UpdateVersion


@dataclass(frozen=True)
class Key:
    """One side's key on a version: turned, or not yet."""

    side: Side
    signature: Signature | None


@dataclass(frozen=True)
class Event:
    """One line of the account of how a text came about."""

    title: str
    when: dt.datetime
    by: str
    version: UpdateVersion
    is_save: bool = False
    is_overtaken: bool = False
    has_left: bool = False


def keys_on(version: UpdateVersion, commitment: Commitment) -> list[Key]:
    """The keys of both sides on `version`: signatures of people who still lead."""
    today = commitment.plan.today()
    standing = version.signatures.standing(today).select_related("person")
    turned = {signature.side: signature for signature in standing}
    return [Key(side, turned.get(side)) for side in Side]


def story_of(
    update: ProgressUpdate, versions: Sequence[UpdateVersion], counting: Collection[Signature]
) -> list[Event]:
    """Every save and signature of `versions`, latest first; `counting` are the keys that count."""
    events = []
    for version in versions:
        version.update = update
        said = f"Version {version.number}"
        author = f"{version.author.name}, {version.get_side_display().lower()}"
        events.append(Event(f"{said} saved", version.saved_at, author, version, is_save=True))
        for signature in version.signatures.all():
            title = f"{said} signed for {signature.get_side_display().lower()}"
            overtaken = version is not versions[-1]
            name = signature.person.name
            left = not overtaken and signature not in counting
            events.append(
                Event(
                    title,
                    signature.signed_at,
                    name,
                    version,
                    is_overtaken=overtaken,
                    has_left=left,
                )
            )
    return events[::-1]


def versions_of(update: ProgressUpdate) -> list[UpdateVersion]:
    """Every version in order, with who wrote and signed it, in two queries."""
    versions = update.versions.select_related(
        "author",
        "publication__government_signature__person",
        "publication__civil_society_signature__person",
    ).order_by("number")
    return list(versions.prefetch_related("signatures__person"))


def is_published(version: UpdateVersion) -> bool:
    """Whether this version was published (its publication read along with it)."""
    return hasattr(version, "publication")


@dataclass(frozen=True)
class PeriodReading:
    """What readers see of one period on a commitment's progress page."""

    period: ReportingPeriod
    update: ProgressUpdate | None
    publication: Publication | None
    is_past: bool
    has_draft: bool
    is_owed: bool


def periods_of(commitment: Commitment, *, drafts_visible: bool) -> list[PeriodReading]:
    """Every period that has opened, latest first, with its published update where there is one.

    `drafts_visible` says whether the reader may know of a draft.
    """
    today = commitment.plan.today()
    published = {
        update.period_id: update
        for update in ProgressUpdate.objects.published()
        .filter(commitment=commitment)
        .select_related("period")
        .prefetch_related(Prefetch("publications", Publication.objects.with_keys()))
    }
    started = set(commitment.updates.values_list("period", flat=True)) if drafts_visible else set()
    is_owed = commitment.stage in OPEN_STAGES
    readings = []
    for period in commitment.plan.periods.opened_by(today).order_by("-due_on"):
        update = published.get(period.pk)
        publication = None
        if update is not None:
            update.commitment = commitment
            publication = max(update.publications.all(), key=lambda row: row.published_at)
        draft = update is None and period.pk in started
        readings.append(
            PeriodReading(period, update, publication, period.due_on < today, draft, is_owed)
        )
    return readings
