"""What is carried forward into a new period: the last published text, brought up to date."""

from dataclasses import dataclass, replace

from commitments.models import Commitment, Milestone
from commitments.workflow import MilestoneStatus
from progress.content import Content, MilestoneLine
from progress.models import Publication, ReportingPeriod


@dataclass(frozen=True)
class Carried:
    """The text a new draft begins with, and the period it comes from."""

    content: Content
    period: ReportingPeriod


def carried_into(commitment: Commitment, period: ReportingPeriod) -> Carried | None:
    """The last text published for `commitment` before `period`; None when there is none.

    Where somebody has reported on a milestone since, its line says so: publishing what was carried
    must not set a newer report back.
    """
    publication = (
        Publication.objects.filter(
            update__commitment=commitment, update__period__due_on__lt=period.due_on
        )
        .select_related("version", "update__period")
        .order_by("-update__period__due_on", "-published_at")
        .first()
    )
    if publication is None:
        return None
    content = publication.version.content
    milestones = {str(milestone.pk): milestone for milestone in commitment.milestones.all()}
    lines = {
        pk: _up_to_date(line, milestones[pk])
        for pk, line in content.milestones.items()
        if pk in milestones
    }
    carried = replace(content, milestones=lines, unchanged_since="")
    return Carried(carried, publication.update.period)


def beginning_of(carried: Carried | None) -> Content:
    """What an update says before anybody has saved anything."""
    return carried.content if carried else Content()


def _up_to_date(line: MilestoneLine, milestone: Milestone) -> MilestoneLine:
    named = replace(line, ref=milestone.ref, title=milestone.title)
    status = "" if milestone.status == MilestoneStatus.NOT_REPORTED else milestone.status
    if not status or line.status == status:
        return named
    expected = milestone.forecast_on.isoformat() if milestone.forecast_on else ""
    return replace(
        named,
        status=status,
        forecast_on=expected,
        note="",
        evidence_url=milestone.evidence_url,
        evidence_file="",
        evidence_name="",
    )
