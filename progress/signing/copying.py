"""What is copied down to a commitment when an update of it is published."""

import datetime as dt

from django.conf import settings
from django.urls import reverse

from commitments.actions import MilestoneReport, record_late_signature, record_progress
from commitments.models import Changed, Commitment, LatestReport, Signed
from commitments.workflow import MilestoneStatus
from network.models import Person
from network.workflow import Side
from ogp_tracker import clock
from progress.carrying import carried_into
from progress.content import Content, MilestoneLine, differences
from progress.models import Publication
from progress.standings import standing_of


def copy_down(publication: Publication, by: Person) -> None:
    """Copy what `publication` says to its commitment and milestones."""
    update, content = publication.update, publication.version.content
    silent = publication.silent_side
    record_progress(
        by=by,
        commitment=update.commitment,
        until=update.period.due_on,
        # What the silent side once said stands as it is: it has not spoken for this period.
        assessments={side: content.assessment(side) for side in Side if side is not silent},
        reports=_reports(publication),
        latest=_latest(publication, content),
        reason=f"Joint update to {update.period.due_on:%-d %B %Y}",
    )


def copy_signatures(publication: Publication, by: Person) -> None:
    """Copy who signed late: nothing else, because milestones may have been reported on since."""
    record_late_signature(
        by=by,
        commitment=publication.update.commitment,
        until=publication.update.period.due_on,
        latest=_latest(publication, publication.version.content),
        reason=f"Late signature on the update to {publication.update.period.due_on:%-d %B %Y}",
    )


def _news(publication: Publication) -> dict[str, MilestoneLine]:
    """What is said of milestones; of a correction only what it corrects.

    Somebody may have reported on the others since the text was first published.
    """
    lines = publication.version.content.milestones
    earlier = publication.update.publications.exclude(pk=publication.pk)
    before = earlier.select_related("version").order_by("published_at").last()
    told = before.version.content.milestones if before else {}
    return {pk: line for pk, line in lines.items() if told.get(pk) != line}


def _reports(publication: Publication) -> dict[int, MilestoneReport]:
    commitment, reported_on = publication.update.commitment, _first_published_on(publication)
    links = dict(commitment.milestones.values_list("pk", "evidence_url"))
    reports = {}
    for pk, line in _news(publication).items():
        evidence, evidence_url = _evidence(commitment, line, links.get(int(pk), ""))
        reports[int(pk)] = MilestoneReport(
            status=MilestoneStatus(line.status) if line.status else None,
            forecast_on=dt.date.fromisoformat(line.forecast_on) if line.forecast_on else None,
            evidence=evidence,
            evidence_url=evidence_url,
            reported_on=reported_on,
        )
    return reports


def _first_published_on(publication: Publication) -> dt.date:
    """The day from which readers saw the update, whatever was corrected or signed since."""
    first = publication.update.publications.order_by("published_at").first() or publication
    return clock.local_day(first.published_at, publication.update.commitment.plan.time_zone)


def _evidence(
    commitment: Commitment, line: MilestoneLine, link: str
) -> tuple[str | None, str | None]:
    """What a milestone is told of its evidence, in words and as a link; None leaves it as it is.

    A link goes before a file, because a milestone shows one of them; the update shows both. The
    words for the `link` it has are no words for another.
    """
    if line.evidence_url:
        return None if line.evidence_url == link else "", line.evidence_url
    if line.evidence_file:
        path = reverse("progress:evidence_file", args=[commitment.slug, line.evidence_file])
        return line.evidence_name, f"{settings.SITE_URL}{path}"
    return None, None


def _latest(publication: Publication, content: Content) -> LatestReport:
    update = publication.update
    commitment, period = update.commitment, update.period
    before = carried_into(commitment, period)
    rows = differences(before.content, content) if before else []
    return LatestReport(
        due_on=period.due_on.isoformat(),
        url=update.get_absolute_url(),
        published_at=publication.published_at.isoformat(),
        done=content.done,
        next_steps=content.next_steps,
        challenges=content.challenges,
        help_wanted=content.help_wanted,
        days_late=standing_of(commitment, period).days_late,
        silent_side=publication.silent_side or "",
        signed=_signed(publication),
        unchanged_since=content.unchanged_since,
        since=before.period.due_on.isoformat() if before else "",
        changes=tuple(Changed(row.label, row.before, row.after) for row in rows),
        corrected_because=publication.version.reason,
    )


def _signed(publication: Publication) -> tuple[Signed, ...]:
    return tuple(
        Signed(
            name=key.person.name,
            side=key.side,
            at=key.signed_at.isoformat(),
            reservation=key.reservation,
            is_late=key.signed_at > publication.published_at,
        )
        for key in publication.shown_keys()
    )
