"""What pages show of updates: the keys on a text, and how it came about."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commitments.models import Commitment
from progress.models import ProgressUpdate, Publication, ReportingPeriod, Signature, UpdateVersion
from progress.standings import Standing, standings


@dataclass(frozen=True)
class Event:
    """One line of the account of how a text came about."""

    title: str
    when: dt.datetime
    by: str
    version: UpdateVersion
    is_save: bool = False
    # What readers should know of it besides, in sentences.
    notes: tuple[str, ...] = ()
    reservation: str = ""


OVERTAKEN = _("The text was changed afterwards, so this signature no longer counts.")
LEADS_CHANGED = _("The leads changed afterwards, so this signature no longer counts.")
NOT_COUNTED = _("The text was published without counting this signature.")
ADDED_LATER = _("Added after the other side had published alone.")


def story_of(
    update: ProgressUpdate,
    versions: Sequence[UpdateVersion],
    counting: Collection[Signature],
    *,
    sees_drafts: bool,
) -> list[Event]:
    """Every save, signature and publication of `versions`, latest first.

    `counting` are the keys that count for the version that is shown. Who does not see drafts reads
    how what was published came about: nothing of a correction that is not, and no words that
    somebody took back.
    """
    events = []
    for version in versions if sees_drafts else _up_to_publication(versions):
        is_told = sees_drafts or is_published(version)
        version.update = update
        number = {"number": version.number}
        author = f"{version.author.name}, {version.get_side_display().lower()}"
        reason = _correction(version) if is_told else ()
        events.append(
            Event(
                gettext("Version %(number)d saved") % number,
                version.saved_at,
                author,
                version,
                is_save=True,
                notes=reason,
            )
        )
        is_overtaken = version is not versions[-1] and not is_published(version)
        for signature in version.signatures.all():
            events += _signed(version, signature, is_overtaken, counting, is_told=is_told)
        if is_published(version):
            publication = version.publication
            ground = publication.get_ground_display().lower()
            title = gettext("Version %(number)d published: %(ground)s")
            title %= {"ground": ground, **number}
            events.append(Event(title, publication.published_at, "", version))
    return sorted(events, key=lambda event: event.when, reverse=True)


def _signed(
    version: UpdateVersion,
    signature: Signature,
    is_overtaken: bool,
    counting: Collection[Signature],
    *,
    is_told: bool,
) -> list[Event]:
    side, name = signature.get_side_display().lower(), signature.person.name
    reservation = signature.reservation if is_told and not signature.withdrawn_at else ""
    note = _note_on(version, signature, is_overtaken, counting)
    if reservation:
        title = gettext("Version %(number)d signed for %(side)s with a reservation")
    else:
        title = gettext("Version %(number)d signed for %(side)s")
    about = {"number": version.number, "side": side}
    notes = (note,) if note else ()
    events = [Event(title % about, signature.signed_at, name, version, False, notes, reservation)]
    if signature.withdrawn_at:
        title = gettext("Signature for %(side)s on version %(number)d withdrawn")
        events.append(Event(title % about, signature.withdrawn_at, name, version))
    return events


def _correction(version: UpdateVersion) -> tuple[str, ...]:
    """The reason of a correction, as a sentence."""
    words = gettext("Correction: %(reason)s") % {"reason": version.reason}
    return (words,) if version.reason else ()


def _up_to_publication(versions: Sequence[UpdateVersion]) -> Sequence[UpdateVersion]:
    numbers = [version.number for version in versions if is_published(version)]
    return [version for version in versions if numbers and version.number <= numbers[-1]]


def _note_on(
    version: UpdateVersion,
    signature: Signature,
    is_overtaken: bool,
    counting: Collection[Signature],
) -> str:
    """Whether a signature counts, where that needs saying."""
    if signature.withdrawn_at is not None:
        return ""
    if is_published(version):
        if signature.signed_at > version.publication.published_at:
            return str(ADDED_LATER)
        return "" if signature in version.publication.keys else str(NOT_COUNTED)
    if is_overtaken:
        return str(OVERTAKEN)
    return "" if signature in counting else str(LEADS_CHANGED)


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

    standing: Standing
    update: ProgressUpdate | None
    publication: Publication | None
    # The period before it for which something was published, to compare with.
    earlier: ReportingPeriod | None
    has_draft: bool

    @property
    def period(self) -> ReportingPeriod:
        """The period in question."""
        return self.standing.period


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
    # An update may be there for a file alone: it is a draft once something was saved.
    drafts = commitment.updates.filter(versions__isnull=False).values_list("period", flat=True)
    started = set(drafts) if drafts_visible else set()
    periods = commitment.plan.periods.opened_by(today).order_by("-due_on")
    readings = []
    for standing in standings([commitment], periods):
        period = standing.period
        update = published.get(period.pk)
        publication = None
        if update is not None:
            update.commitment = commitment
            publication = max(update.publications.all(), key=lambda row: row.published_at)
        draft = update is None and period.pk in started
        earlier = [row.period for row in published.values() if row.period.due_on < period.due_on]
        last = max(earlier, key=lambda row: row.due_on, default=None) if publication else None
        readings.append(PeriodReading(standing, update, publication, last, draft))
    return readings
