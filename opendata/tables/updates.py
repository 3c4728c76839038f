"""What was reported: each update’s published text, its milestones, and what each side says."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from commitments.models import Commitment, Completion
from commitments.workflow import MilestoneStatus
from network.workflow import Side
from opendata.addresses import address
from opendata.columns import Column, Kind, Told
from opendata.datasets import Dataset, Readings, Reference
from opendata.tables.belonging import OF_ITS_COMMITMENT, in_order_of_plans, of_commitment
from progress.content import ASSESSMENT_OF, Content, MilestoneLine
from progress.models import ProgressUpdate, Publication, ReportingPeriod
from progress.standings import standings

IN_ITS_UPDATE = Reference(("commitment", "due_on"), "updates", ("commitment", "due_on"))
OF_UPDATE = (
    *of_commitment(),
    Column("due_on", "Due day of its period", "period__due_on", Kind.DAY, is_required=True),
)


@dataclass(frozen=True)
class Published:
    """An update as readers see it today: the publication in force, and how late the first came."""

    publication: Publication
    first: Publication
    days_late: int
    # The side whose completion is only carried over: it wrote nothing in this period.
    unspoken_side: str | None

    @property
    def content(self) -> Content:
        """What it says."""
        return self.publication.version.content


def published_of(updates: Sequence[int]) -> dict[int, Published]:
    """The public text of each of these updates (ids); six queries."""
    rows = ProgressUpdate.objects.filter(pk__in=updates).select_related("period")
    rows = rows.prefetch_related("publications__version", "versions")
    commitments = Commitment.objects.filter(updates__in=updates).distinct().select_related("plan")
    periods = ReportingPeriod.objects.filter(updates__in=updates).distinct()
    late = {
        (one.commitment.pk, one.period.pk): one.days_late for one in standings(commitments, periods)
    }
    found = {}
    for row in rows:
        told = sorted(row.publications.all(), key=lambda one: one.published_at)
        silent = told[-1].silent_side
        spoke = any(version.side == silent for version in row.versions.all())
        unspoken = None if spoke else silent
        days = late[row.commitment_id, row.period_id]
        found[row.pk] = Published(told[-1], told[0], days, unspoken)
    return found


def _one_each(updates: Sequence[int]) -> Readings:
    return {pk: [published] for pk, published in published_of(updates).items()}


def _of(of: Callable[[Published], Any]) -> Told:
    return Told(of)


def _said(name: str) -> Told:
    return Told(lambda published: getattr(published.content, name))


UPDATES = Dataset(
    name="updates",
    title="Updates",
    about="The published progress updates, one a line, in the words in force today.",
    rows=lambda: ProgressUpdate.objects.published().order_by(
        *in_order_of_plans(), "period__due_on"
    ),
    columns=(
        *OF_UPDATE,
        Column(
            "version",
            "Number of the version in force",
            _of(lambda one: one.publication.version.number),
            Kind.WHOLE,
        ),
        Column(
            "sha256",
            "Fingerprint of the text that was signed",
            _of(lambda one: one.publication.version.content_hash),
        ),
        Column("done", "What was done, in Markdown", _said("done")),
        Column("next_steps", "What comes next, in Markdown", _said("next_steps")),
        Column("challenges", "Challenges, in Markdown", _said("challenges")),
        Column("help_wanted", "What would help, in Markdown", _said("help_wanted")),
        Column("involvement", "How the two sides worked together", _said("involvement")),
        Column(
            "government_completion",
            "How far the commitment is, as government says",
            _said("government_completion"),
            codes=Completion,
        ),
        Column(
            "civil_society_completion",
            "How far the commitment is, as civil society says",
            _said("civil_society_completion"),
            codes=Completion,
        ),
        Column(
            "unchanged_since",
            "Due day of the update since which nothing has changed",
            _said("unchanged_since_day"),
            Kind.DAY,
        ),
        Column(
            "published_at",
            "When this version was published",
            _of(lambda one: one.publication.published_at),
            Kind.MOMENT,
        ),
        Column(
            "first_published_at",
            "When the first version was published",
            _of(lambda one: one.first.published_at),
            Kind.MOMENT,
        ),
        Column(
            "ground",
            "On what ground it is public",
            _of(lambda one: one.publication.ground),
            codes=Publication.Ground,
        ),
        Column(
            "silent_side",
            "Side that had not signed when it was published",
            _of(lambda one: one.publication.silent_side),
            codes=Side,
        ),
        Column(
            "silent_since",
            "Day since when that side had been silent",
            _of(lambda one: one.publication.silent_since),
            Kind.DAY,
        ),
        Column(
            "silence_days",
            "Days that side had had to answer",
            _of(lambda one: one.publication.silence_days),
            Kind.WHOLE,
        ),
        Column(
            "correction_reason",
            "Why the text was corrected; none: it was not",
            _of(lambda one: one.publication.version.reason),
        ),
        Column(
            "days_late",
            "Days by which the first version was published late",
            _of(lambda one: one.days_late),
            Kind.WHOLE,
        ),
        Column(
            "url",
            "Its page",
            address("progress:update_detail", "commitment__slug", "period__due_on"),
            Kind.ADDRESS,
        ),
    ),
    key=("commitment", "due_on"),
    references=(OF_ITS_COMMITMENT,),
    readings=_one_each,
)


def _lines(updates: Sequence[int]) -> Readings:
    return {
        pk: list(published.content.milestones.items())
        for pk, published in published_of(updates).items()
    }


def _line(of: Callable[[MilestoneLine], Any]) -> Told:
    return Told(lambda pair: of(pair[1]))


UPDATE_MILESTONES = Dataset(
    name="update_milestones",
    title="Milestones in updates",
    about="What each published update says of each milestone.",
    rows=UPDATES.rows,
    columns=(
        *OF_UPDATE,
        Column(
            "milestone",
            "Number of the milestone",
            Told(lambda pair: int(pair[0])),
            Kind.WHOLE,
            is_required=True,
        ),
        Column("ref", "Its reference, as it then was", _line(lambda line: line.ref)),
        Column("title", "Its title, as it then was", _line(lambda line: line.title)),
        Column("status", "Status", _line(lambda line: line.status), codes=MilestoneStatus),
        Column(
            "forecast_on",
            "Day on which it was expected",
            _line(lambda line: line.forecast),
            Kind.DAY,
        ),
        Column("note", "What else was said of it", _line(lambda line: line.note)),
        Column(
            "evidence_url",
            "Link to what shows it",
            _line(lambda line: line.evidence_url),
            Kind.ADDRESS,
        ),
        Column(
            "evidence_sha256",
            "Fingerprint of the file that shows it",
            _line(lambda line: line.evidence_file),
        ),
        Column("evidence_name", "Name of that file", _line(lambda line: line.evidence_name)),
    ),
    key=("commitment", "due_on", "milestone"),
    references=(OF_ITS_COMMITMENT, IN_ITS_UPDATE),
    readings=_lines,
)


@dataclass(frozen=True)
class Assessment:
    """What one side says of the completion in one update."""

    side: Side
    completion: str
    is_carried_over: bool
    published_at: dt.datetime


def _assessments(published: Published) -> Iterator[Assessment]:
    for side in Side:
        if said := getattr(published.content, ASSESSMENT_OF[side]):
            carried = side == published.unspoken_side
            yield Assessment(side, said, carried, published.publication.published_at)


def _both_sides(updates: Sequence[int]) -> Readings:
    return {pk: list(_assessments(one)) for pk, one in published_of(updates).items()}


ASSESSMENTS = Dataset(
    name="assessments",
    title="Assessments",
    about="How far each commitment is, as each side said at each reporting date. They may differ, "
    "and are never averaged.",
    rows=UPDATES.rows,
    columns=(
        *OF_UPDATE,
        Column("side", "Who says so", Told(lambda one: one.side), codes=Side, is_required=True),
        Column("completion", "How far it is", Told(lambda one: one.completion), codes=Completion),
        Column(
            "is_carried_over",
            "Carried over from the update before: the side did not speak for this period",
            Told(lambda one: one.is_carried_over),
            Kind.YES_NO,
        ),
        Column(
            "published_at", "When it was published", Told(lambda one: one.published_at), Kind.MOMENT
        ),
        Column("source", "Where it was said", Told(lambda _one: "update")),
    ),
    key=("commitment", "due_on", "side"),
    references=(OF_ITS_COMMITMENT, IN_ITS_UPDATE),
    readings=_both_sides,
)
