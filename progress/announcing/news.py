"""News of updates: what followers are told when something was published, or was not.

Only what readers can see on the page that each piece of news leads to.
"""

import datetime as dt

from django.utils.text import Truncator

from commitments import topics
from commitments.news import name
from mailroom import actions as mailroom
from mailroom.models import Announcement
from ogp_tracker.words import count_days
from progress.models import ProgressUpdate, Publication, Signature
from progress.standings import standing_of

Kind = Announcement.Kind
# Characters of a text that stand in a letter; the page has all of it.
EXCERPT = 500


def tell_of_publication(publication: Publication) -> None:
    """Tell of an update that was published, corrected, or published by one side alone."""
    update, version = publication.update, publication.version
    key = f"publication:{publication.pk}"
    if version.reason:
        words = f"Why it was corrected: {version.reason}"
        _announce(key, Kind.CORRECTION, update, "update corrected", words)
    else:
        _announce(key, Kind.UPDATE, update, _how_published(publication), version.content.done)
        _tell_of_delay(key, publication)
        if version.content.help_wanted.strip():
            _announce(
                f"{key}:help", Kind.CALL_FOR_HELP, update, "help wanted",
                version.content.help_wanted,
            )  # fmt: skip
    for signature in publication.keys:
        tell_of_reservation(signature, update)


def tell_of_reservation(signature: Signature, update: ProgressUpdate) -> None:
    """Tell of the reservation with which a published text was signed, if there is one."""
    if not signature.reservation:
        return
    side = signature.get_side_display().lower()
    what = f"{side} signed with a reservation"
    key = f"reservation:{signature.pk}"
    _announce(key, Kind.RESERVATION, update, what, signature.reservation, topics.RESERVATIONS)


def tell_not_reported(update: ProgressUpdate, closed_on: dt.date) -> None:
    """Tell of a period that closed without an update."""
    words = f"The period closed on {closed_on:%-d %B %Y} and no update had been published."
    key = f"not-reported:{update.pk}"
    _announce(key, Kind.DELAY, update, "not reported", words, topics.DELAYS)


def _tell_of_delay(key: str, publication: Publication) -> None:
    update, silent = publication.update, publication.silent_side
    days = standing_of(update.commitment, update.period).days_late
    late = f"{count_days(days)} late" if days else ""
    alone = f"without {silent.label.lower()}" if silent else ""
    what = ", ".join(part for part in (late, alone) if part)
    if what:
        _announce(f"{key}:delay", Kind.DELAY, update, f"published {what}", "", topics.DELAYS)


def _how_published(publication: Publication) -> str:
    silent = publication.silent_side
    if silent is None:
        return "update published"
    return f"update published by {silent.other.label.lower()} alone"


def _announce(
    key: str, kind: str, update: ProgressUpdate, what: str, words: str, *more: str
) -> None:
    commitment = update.commitment
    if not commitment.is_public:
        return
    mailroom.announce(
        key=key,
        kind=kind,
        topics=topics.topics_of(commitment, *more),
        headline=f"{name(commitment)}: {what} (to {update.period.due_on:%-d %B %Y})",
        path=update.get_absolute_url(),
        summary=Truncator(words.strip()).chars(EXCERPT),
    )
